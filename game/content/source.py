"""The text of a file and where in it things stand."""

from dataclasses import dataclass, field
from pathlib import Path

from game.content.diagnose import Fault, Faults, file_fault, window

MAX_BYTES = 1 << 20
"""1 MiB: a level is a few kilobytes; more is a mistake or an attack."""

PAGE_LINES = 1 << 21
"""More lines than a file can have."""

_TOO_LARGE = f"the file is larger than {MAX_BYTES // 1024} KiB, the most the game reads"
_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and text, line ends made `\\n`, byte order mark taken off.

    A tree may hold parts of other files, its `pages`: nodes of the first of them are counted from line PAGE_LINES on,
    those of the second from twice that, and so on.
    """

    file: str
    text: str
    lines: tuple[str, ...] = field(default=(), repr=False)
    pages: "tuple[Source, ...]" = field(default=(), repr=False)

    @staticmethod
    def of(text: str, file: str) -> "Source":
        """Make line ends and the byte order mark uniform; a text above the size limit is a fault."""
        if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            raise file_fault(file, _TOO_LARGE)
        clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return Source(file, clean, tuple(clean.split("\n")))

    def fault(self, line: int, col: int, path: str, sentence: str, hint: str = "", width: int = 1) -> Fault:
        """A fault at a place in this file (1-based); a place beyond the end is moved to the last line."""
        if line >= PAGE_LINES and self.pages:
            page = self.pages[line // PAGE_LINES - 1]
            return page.fault(line % PAGE_LINES, col, path, sentence, hint, width)
        line = max(1, min(line, len(self.lines)))
        excerpt, caret = window(self.lines[line - 1], col)
        return Fault(self.file, line, max(1, col), path, sentence, hint, excerpt, caret, width)

    def line_words(self, line: int) -> str:
        """A line as people look for it.

        >>> Source.of("a", "a.yaml").line_words(1)
        'line 1'
        """
        if line >= PAGE_LINES and self.pages:
            return f"line {line % PAGE_LINES} of {self.pages[line // PAGE_LINES - 1].file}"
        return f"line {line}"


def read_source(path: Path, shown_as: str = "") -> Source:
    """Read a file within the size limit; everything that can go wrong is told as a fault."""
    file = shown_as or str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise file_fault(file, "there is no such file", _neighbour(path)) from None
    except IsADirectoryError:
        raise file_fault(file, "this is a folder, not a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise file_fault(file, f"the file cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise file_fault(file, _TOO_LARGE)
    return Source.of(_decode(data, file), file)


def decode_source(data: bytes, file: str) -> Source:
    """The same for bytes already in memory."""
    if len(data) > MAX_BYTES:
        raise file_fault(file, _TOO_LARGE)
    return Source.of(_decode(data, file), file)


def _decode(data: bytes, file: str) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise file_fault(file, f"the file is written in {name}", "save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Faults([_bad_byte(data, error.start, file)]) from None


def _bad_byte(data: bytes, start: int, file: str) -> Fault:
    before = data[:start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
    source = Source.of(data.decode("utf-8", "replace"), file)
    sentence = f"this character (byte {data[start]:#04x}) is not valid UTF-8"
    return source.fault(line, col, "", sentence, "save the file as UTF-8")


def _neighbour(path: Path) -> str:
    """A file with a similar name in the same folder, as a suggestion."""
    from game.content.words import nearest

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return ""
    close = nearest(path.name, names[:500])
    return f"did you mean '{path.with_name(close)}'?" if close else ""
