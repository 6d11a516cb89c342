"""The HTTP service: the archive for programs, in a protocol of its own and in OpenAI's.

    door (who asks, how much) ─▶ service ─▶ asking · finding · articles · readers  (/api)
                                          └▶ completions · responses · embeddings  (/v1)

Everything that answers is the serving room's (`ui.serving`): the service is a thin face on it, as the page is.
"""
