"""Short messages that appear low in the middle of the window and go by themselves."""

from dataclasses import dataclass

import pygame

from game.ui.theme import ACCENT, CAUTION, FAULT, GOOD, Colour

SHOWN_S = 5.0
FADE_S = 0.25
MOST = 4

SIGNS: dict[str, tuple[str, Colour]] = {
    "note": ("disc", ACCENT),
    "good": ("check", GOOD),
    "caution": ("warning", CAUTION),
    "fault": ("fault", FAULT),
}


@dataclass(frozen=True, slots=True)
class Toast:
    text: str
    kind: str
    since_s: float
    until_s: float
    about: str = ""


class Toasts:
    """The messages on show, newest last."""

    def __init__(self) -> None:
        self.shown: list[Toast] = []

    def say(self, text: str, kind: str, now_s: float, seconds: float = SHOWN_S, about: str = "") -> None:
        """Show a message; the same one again only stays longer, and a new one `about` the same thing replaces it."""
        old = next((toast for toast in self.shown if toast.text == text or (about and toast.about == about)), None)
        since_s = old.since_s if old else now_s
        self.shown = [toast for toast in self.shown if toast is not old]
        self.shown.append(Toast(text, kind, since_s, now_s + seconds, about))
        del self.shown[:-MOST]

    def update(self, now_s: float) -> None:
        self.shown = [toast for toast in self.shown if toast.until_s > now_s]

    def clear(self) -> None:
        self.shown = []


def opacity(toast: Toast, now_s: float) -> float:
    """0 to 1: fades in and out."""
    return max(0.0, min(1.0, (now_s - toast.since_s) / FADE_S + 0.2, (toast.until_s - now_s) / FADE_S))


def place(size: tuple[int, int], box: tuple[int, int], low_px: int) -> pygame.Rect:
    """Where a message of this size stands when the ones below it took `low_px`."""
    return pygame.Rect((size[0] - box[0]) // 2, size[1] - low_px - box[1], *box)
