"""Faults in files, told so that a 12-year-old can fix them: place, excerpt with a caret, plain sentence, suggestion."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

MOST_SHOWN = 100
"""Faults told of one file; the rest is counted."""

EXCERPT_WIDTH = 100
RED, BOLD, DIM, PLAIN = "\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. Lines and columns count from 1; line 0 means the file as a whole."""

    file: str
    line: int
    col: int
    path: str
    sentence: str
    hint: str = ""
    excerpt: str = ""
    """The part of the line around the place."""
    caret: int = 0
    """Where in the excerpt the caret stands, from 0."""
    width: int = 1
    """How many characters it underlines."""
    see: str = ""
    """The word of the level language that the reference explains."""

    @property
    def place(self) -> tuple[str, int, int]:
        return self.file, self.line, self.col

    def headline(self) -> str:
        """`file:line:col: path: sentence` on one line.

        >>> Fault("a.yaml", 3, 7, "rover.charge_frac", "must be a number").headline()
        'a.yaml:3:7: rover.charge_frac: must be a number'
        """
        where = f"{self.file}:{self.line}:{self.col}: " if self.line else f"{self.file}: "
        return where + (f"{self.path}: " if self.path else "") + self.sentence

    def text(self, colour: bool = False) -> str:
        """The headline, the excerpt with a caret, the suggestion and where to read more."""
        lines = [_paint(self.headline(), BOLD, colour)]
        if self.line and self.excerpt.strip():
            marks = "^" * max(1, min(self.width, len(self.excerpt) - self.caret))
            number = str(self.line).rjust(5)
            lines.append(f"{_paint(number + ' |', DIM, colour)} {self.excerpt}")
            lines.append(f"{_paint('      |', DIM, colour)} {' ' * self.caret}{_paint(marks, RED, colour)}")
        if self.hint:
            lines.append(f"      help: {self.hint}")
        if self.see:
            lines.append(_paint(f"      see: python play.py explain {self.see}", DIM, colour))
        return "\n".join(lines)


def _paint(words: str, code: str, colour: bool) -> str:
    return f"{code}{words}{PLAIN}" if colour else words


def window(line: str, col: int) -> tuple[str, int]:
    """The part of a line around a column (from 1) that fits a terminal, and where in it the column is (from 0).

    >>> window("charge_frac: abc", 14)
    ('charge_frac: abc', 13)
    """
    first = max(0, col - 1 - EXCERPT_WIDTH // 2) if len(line) > EXCERPT_WIDTH else 0
    part = line[first : first + EXCERPT_WIDTH].replace("\t", "→")
    shown = "".join(c if c.isprintable() else "·" for c in part).rstrip()
    return shown, min(max(0, col - 1 - first), len(shown))


class Faults(Exception):
    """Everything wrong with one or more files, sorted by place, each fault once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tidy(faults)
        super().__init__(self.faults[0].headline() if self.faults else "nothing is wrong")

    def text(self, colour: bool = False) -> str:
        """All faults for a terminal, with their number at the end."""
        blocks = [fault.text(colour) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            blocks.append(f"... and {len(self.faults) - MOST_SHOWN} more")
        return "\n".join(blocks)

    def as_data(self) -> list[dict[str, str | int]]:
        """All faults as plain data, for `--json`."""
        return [asdict(fault) | {"message": fault.headline()} for fault in self.faults]

    def __str__(self) -> str:
        return "\n".join(fault.headline() for fault in self.faults)


def tidy(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Sorted by place, without repeats."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: (*fault.place, fault.path, fault.sentence)))


def file_fault(file: str, sentence: str, hint: str = "") -> Faults:
    """A fault of the file as a whole."""
    return Faults([Fault(file, 0, 0, "", sentence, hint)])
