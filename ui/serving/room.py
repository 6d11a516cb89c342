"""What every face works with: the archive as it opens, the desk, the chores, and what readers may do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Self

from rag.settings import Settings
from ui.serving.chores import Chores
from ui.serving.desk import Desk, places
from ui.serving.limits import Limits
from ui.serving.opening import OpenArchive, Opening
from ui.serving.rules import Rules
from ui.serving.uploads import Uploads

__all__ = ["ServingRoom"]

UPLOADS = "uploads"
"""The folder, in that of the data, in which uploads lie until the archive has them."""


@dataclass(frozen=True, slots=True)
class ServingRoom:
    """One for all the faces of a process; `opening.start` has the archive opened."""

    settings: Settings
    rules: Rules
    opening: Opening
    desk: Desk
    chores: Chores
    limits: Limits
    uploads: Uploads

    @classmethod
    def of(cls, settings: Settings, open_archive: OpenArchive) -> Self:
        """That of the settings.

        Args:
            settings: Of who may come, and what they may do.
            open_archive: Opens the archive, slowly.
        """
        opening = Opening(open_archive)
        return cls.over(settings, opening, Desk(opening, partial(places, settings)), Chores(opening))

    @classmethod
    def over(cls, settings: Settings, opening: Opening, desk: Desk, chores: Chores) -> Self:
        """One over parts that are there."""
        rules = Rules.of(settings)
        limits = Limits.of(settings, shared=settings.login or not rules.local_only)
        return cls(settings, rules, opening, desk, chores, limits, Uploads(settings.data_dir / UPLOADS, rules.upload))

    def close(self) -> None:
        """Stop what is asked and done, and close the archive."""
        for part in (self.desk, self.chores, self.opening):
            part.close()
