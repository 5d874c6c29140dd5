"""Why something was refused, stopped or lost: a key and its figures, turned into a sentence by the strings file.

The simulation never writes prose. It names a reason (`drive.tilt`) and the figures that belong to it
(`tilt_deg`, `limit_deg`); `assets/strings/<language>.yaml` holds the sentence under `reason.<key>`.
"""

from dataclasses import dataclass, replace

Figure = float | int | str


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause with its figures, e.g. `reason("drive.tilt", tilt_deg=31.2, limit_deg=30.0)`."""

    key: str
    figures: tuple[tuple[str, Figure], ...] = ()
    then: tuple["Reason", ...] = ()
    """What follows from it: further causes, or what to try."""


def reason(key: str, **figures: Figure) -> Reason:
    """Build a `Reason`; figures keep the order they are written in.

    >>> reason("drive.tilt", tilt_deg=31.2)
    Reason(key='drive.tilt', figures=(('tilt_deg', 31.2),), then=())
    """
    return Reason(key, tuple(figures.items()))


def chain(first: Reason, *more: Reason) -> Reason:
    """A reason with others that follow from it, told one after another.

    >>> [why.key for why in chain(reason("drive.slip"), reason("advice.scout")).then]
    ['advice.scout']
    """
    return replace(first, then=(*first.then, *more))
