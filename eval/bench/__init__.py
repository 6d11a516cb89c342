"""Where the time and the memory go, each figure beside its limit or beside what the model does alone.

Machines differ and are shared: rates are given as ratios to what was measured beside them in the same run, and times as
medians with their spread. A stage a module, in a process of its own:

    stages.py              which there are, and how they run
    articles.py            what is indexed; indexing.py in turn with plain.py, LlamaIndex + Chroma as they come
    answering.py           evidence, first words and whole answers; stopwatch.py times the model, verifying.py the proof
    program.py             commands and the page as processes; starts.py and page.py time them
    crowd.py               twenty readers at once: windows.py speaks the page's protocol, wordy.py writes at length,
                           interactive.py looks with a browser
    growth.py              what changes from 1,000 passages to 200,000
    room.py                memory and disk
    figures.py, machine.py, table.py    what was found, on what, and how it is told
"""

from __future__ import annotations

from eval.bench.figures import Figure

__all__ = ["Figure"]
