"""A running page answers `ask` and `search` of the same archive, so that these commands need not start anything.

    hemeroteca search … ─▶ client ─▶ socket in the data folder ─▶ server ─▶ the same command, with the page's archive

`wire` is what both sides know of each other. The client imports next to nothing; where no page answers, or one of other
settings or of other code, the command does its work itself.
"""

__all__: list[str] = []
