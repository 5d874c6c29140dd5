"""Setting text: fonts by job, rendered lines kept in a bounded cache, ellipsis, wrapping, tracking, outline."""

from dataclasses import dataclass
from pathlib import Path

import pygame

from game.ui.lru import Lru
from game.ui.theme import OUTLINE, Colour, Face, Style

FILES = {
    Face.LIGHT: "Inter-Light.otf",
    Face.SANS: "Inter-Regular.otf",
    Face.STRONG: "Inter-SemiBold.otf",
    Face.MONO: "B612Mono-Regular.otf",
}
ELLIPSIS = "…"
ITEM, BULLET, HANGING = "- ", "•  ", "    "
CACHED_PIXELS = 6_000_000  # of rendered lines: some 24 MB, several screens full
CACHED_MEASURES = 6000
SMALLEST_PX = 7
NARROW = {".": 0.5, "'": 0.5, ":": 0.5, ",": 0.5, " ": 0.7, "·": 0.7}  # of a cell, in the mono face
OUTLINE_ALPHA = 130  # each of the eight copies that make the outline: together a soft dark edge


class FontBook:
    """Opens each font once per pixel size. A missing file falls back to pygame's own font: text must appear."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[tuple[Face, int], pygame.font.Font] = {}

    def font(self, face: Face, size_px: int) -> pygame.font.Font:
        key = (face, size_px)
        if key not in self._open:
            self._open[key] = self._load(face, size_px)
        return self._open[key]

    def _load(self, face: Face, size_px: int) -> pygame.font.Font:
        try:
            return pygame.font.Font(str(self._folder / FILES[face]), size_px)
        except (OSError, pygame.error):
            return pygame.font.Font(None, size_px + size_px // 4)


@dataclass(frozen=True, slots=True)
class Cut:
    """A style cut to pixels for one UI scale: what every measure and rendering is keyed by."""

    style: Style
    size_px: int


class Text:
    """Measures and renders single lines, and breaks paragraphs into them."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self._lines: Lru[tuple[object, ...], pygame.Surface] = Lru(CACHED_PIXELS, _pixels)
        self._widths: Lru[tuple[Cut, str], int] = Lru(CACHED_MEASURES)
        self._wraps: Lru[tuple[Cut, str, int], tuple[str, ...]] = Lru(400)

    def cut(self, style: Style, scale: float) -> Cut:
        return Cut(style, max(SMALLEST_PX, int(style.size * scale + 0.5)))

    def font(self, cut: Cut) -> pygame.font.Font:
        return self._fonts.font(cut.style.face, cut.size_px)

    def height(self, cut: Cut) -> int:
        return self.font(cut).get_height()

    def ascent(self, cut: Cut) -> int:
        return self.font(cut).get_ascent()

    def leading(self, cut: Cut) -> int:
        """From one baseline to the next in a paragraph."""
        return int(cut.size_px * 1.45 + 0.5)

    def width(self, text: str, cut: Cut) -> int:
        return self._widths.get((cut, text), lambda: self._measure(text, cut))

    def _measure(self, text: str, cut: Cut) -> int:
        if not text:
            return 0
        shown = text.upper() if cut.style.capitals else text
        if not _letter_by_letter(cut):
            return self.font(cut).size(shown)[0]
        return sum(self._advance(letter, cut) for letter in shown) - _tracking(cut)

    def _advance(self, letter: str, cut: Cut) -> int:
        """From one letter to the next. B612 Mono sets points and colons at the left of a full cell, which tears
        `3.1` and `09:00` apart: they get a narrow cell of their own (digits still stand under digits)."""
        wide = self.font(cut).size(letter)[0]
        if cut.style.face is Face.MONO and letter in NARROW:
            wide = int(wide * NARROW[letter] + 0.5)
        return wide + _tracking(cut)

    def line(self, text: str, cut: Cut, colour: Colour, outlined: bool = False) -> pygame.Surface:
        """One rendered line, as high as the font. The same surface is handed out again: do not draw on it."""
        key = (cut, text, colour, outlined)
        return self._lines.get(key, lambda: self._render(text, cut, colour, outlined))

    def _render(self, text: str, cut: Cut, colour: Colour, outlined: bool) -> pygame.Surface:
        if not outlined:
            return self._letters(text, cut, colour)
        face, dark = self._letters(text, cut, colour), self._letters(text, cut, OUTLINE)
        edge = max(1, cut.size_px // 18)
        dark.set_alpha(OUTLINE_ALPHA)
        whole = pygame.Surface((face.get_width() + 2 * edge, face.get_height() + 2 * edge), pygame.SRCALPHA)
        for dx, dy in ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
            whole.blit(dark, (edge + dx * edge, edge + dy * edge))
        whole.blit(face, (edge, edge))
        return whole

    def _letters(self, text: str, cut: Cut, colour: Colour) -> pygame.Surface:
        font = self.font(cut)
        shown = text.upper() if cut.style.capitals else text
        if not _letter_by_letter(cut) or not shown:
            return font.render(shown, True, colour)
        room = self.width(text, cut) + font.size(" ")[0]  # a glyph may be wider than its narrow cell
        whole = pygame.Surface((room, font.get_height()), pygame.SRCALPHA)
        x = 0
        for letter in shown:
            if letter != " ":
                whole.blit(self._glyph(letter, cut, colour), (x, 0))
            x += self._advance(letter, cut)
        return whole.subsurface((0, 0, max(1, self.width(text, cut)), font.get_height()))

    def _glyph(self, letter: str, cut: Cut, colour: Colour) -> pygame.Surface:
        """Kept on its own: a running clock shows new lines of the same ten digits."""
        return self._lines.get((cut, colour, letter), lambda: self.font(cut).render(letter, True, colour))

    def shorten(self, text: str, cut: Cut, room_px: int) -> str:
        """The text, or as much of its beginning as fits with an ellipsis; empty when not even that fits."""
        if self.width(text, cut) <= room_px:
            return text
        low, high = 0, len(text)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle].rstrip() + ELLIPSIS, cut) <= room_px
            low, high = (middle, high) if fits else (low, middle - 1)
        short = text[:low].rstrip() + ELLIPSIS
        return short if self.width(short, cut) <= room_px else ""

    def wrap(self, text: str, cut: Cut, room_px: int) -> tuple[str, ...]:
        """Lines no wider than the room. A single newline is a space, an empty line parts paragraphs,
        and a line that begins with "- " stays a line of its own."""
        return self._wraps.get((cut, text, room_px), lambda: tuple(self._wrapped(text, cut, room_px)))

    def _wrapped(self, text: str, cut: Cut, room_px: int) -> list[str]:
        lines: list[str] = []
        listed = False
        for number, paragraph in enumerate(paragraphs(text)):
            was_listed, listed = listed, paragraph.startswith(ITEM)
            if number and not (was_listed and listed):
                lines.append("")
            lines.extend(self._fill(paragraph, cut, room_px, BULLET if listed else ""))
        return lines

    def _fill(self, paragraph: str, cut: Cut, room_px: int, bullet: str) -> list[str]:
        """Lines of one paragraph; those after a bullet's first stand in under its words."""
        begin = HANGING if bullet else ""
        line = bullet
        lines = []
        for word in paragraph.removeprefix(ITEM if bullet else "").split(" "):
            longer = f"{line}{word}" if line in ("", bullet, begin) else f"{line} {word}"
            if self.width(longer, cut) <= room_px:
                line = longer
                continue
            if line not in ("", bullet, begin):
                lines.append(line)
                line = begin
            *full, rest = self._pieces(word, cut, room_px - self.width(line, cut))
            lines.extend(line + piece for piece in full)
            line += rest
        return [*lines, line]

    def _pieces(self, word: str, cut: Cut, room_px: int) -> list[str]:
        """A word wider than the room, cut where it must be (at least one letter each, so it ends)."""
        pieces = []
        while self.width(word, cut) > room_px and len(word) > 1:
            length = next((n for n in range(len(word) - 1, 1, -1) if self.width(word[:n], cut) <= room_px), 1)
            pieces.append(word[:length])
            word = word[length:]
        return [*pieces, word]


def paragraphs(text: str) -> list[str]:
    """Running text put back together from a file's short lines.

    >>> paragraphs("One\\nline.\\n\\nTwo:\\n- a\\n- b\\n")
    ['One line.', 'Two:', '- a', '- b']
    """
    found: list[str] = []
    fresh = True
    for line in text.strip().splitlines():
        words = " ".join(word for word in line.replace("\t", " ").split(" ") if word)  # a no-break space stays
        if not words:
            fresh = True
        elif fresh or words.startswith(ITEM):
            found.append(words)
            fresh = False
        else:
            found[-1] = f"{found[-1]} {words}"
    return found


def _letter_by_letter(cut: Cut) -> bool:
    return bool(cut.style.tracking_em) or cut.style.face is Face.MONO


def _tracking(cut: Cut) -> int:
    return int(cut.style.tracking_em * cut.size_px + 0.5)


def _pixels(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height()
