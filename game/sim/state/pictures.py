"""What has been shown in pictures, for objectives that ask for them."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Shown:
    """A target or landform in pictures, in pixels across. `lit_px`: where it was well lit; `count`: such pictures."""

    subject: str
    best_px: float = 0.0
    lit_px: float = 0.0
    count: int = 0


@dataclass(slots=True)
class PicturesState:
    """Pictures taken, the widest panorama among them, and every subject that was in one."""

    count: int = 0
    panorama_deg: float = 0.0
    shown: list[Shown] = field(default_factory=list)

    def of(self, subject: str) -> Shown | None:
        return next((item for item in self.shown if item.subject == subject), None)
