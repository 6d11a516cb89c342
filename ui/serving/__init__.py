"""What every face of a running archive shares, without knowing any: the page, and the commands of other processes.

    opening ─▶ desk (questions take their turn) ─▶ conversation (what each step makes of it) ─▶ record (how it is kept)

    hemeroteca search … ─▶ client ─▶ socket in the data folder ─▶ server ─▶ the same command, with the page's archive

`wire` is what both sides of the socket know of each other. The client imports next to nothing; where no page answers,
or one of other settings or of other code, the command does its work itself.
"""

__all__: list[str] = []
