"""What is written alike in the texts of every language: parts of names, which are not translated."""

from __future__ import annotations

from rag.languages.language import words

__all__ = ["INNER_WORDS", "PARTICLES", "ROLES", "TIMES"]

INNER_WORDS = words("de del la las los el da do dos das di della dei of the von van der du des al bin")
"""Small words inside a name: «Universidad de Chicago», «Bank of the West»."""

PARTICLES = words("de del da di du des von van")
"""Function words that also begin surnames: «J. De Niro»."""

ROLES = words("ceo cfo cto")
"""Roles that are written in capitals and name nobody."""

TIMES = words("h am pm cet gmt utc")
"""What stands beside a time of day."""
