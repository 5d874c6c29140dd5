"""Levels of the day: the date gives the seed, so that a whole class, or the whole world, has the same crater today.

Nothing here looks at a clock: whoever opens a level says which day it is.
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the list of missions is shown before any level is read
    from game.content.level import Level

FROM_DATE = "date"


def seed_of_day(day: date) -> int:
    """The date as a number one can read and type again with `--seed`.

    >>> seed_of_day(date(2026, 11, 27))
    20261127
    """
    return (day.year * 100 + day.month) * 100 + day.day


def on_day(level: "Level", day: date) -> "Level":
    """The level as it is on a day; any other level is the same every day."""
    return level.with_seed(seed_of_day(day)) if level.seed_from == FROM_DATE else level


def progress_key(level: "Level", seed: int) -> str:
    """What a best result is kept under: the level, for a level of the day each crater by itself."""
    return f"{level.id}@{seed}" if level.seed_from == FROM_DATE else level.id


def day_words(day: date, short: bool = False) -> str:
    """A day as it is shown, the same in every system language.

    >>> day_words(date(2021, 2, 18)), day_words(date(2021, 2, 18), short=True)
    ('18 February 2021', '18 Feb 2021')
    """
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {day.year}"
