"""Data products and the relay."""

from dataclasses import dataclass, field
from enum import StrEnum


class ProductKind(StrEnum):
    """What a data product is."""

    IMAGE = "image"
    PANORAMA = "panorama"
    ANALYSIS = "analysis"
    AERIAL = "aerial"
    RADARGRAM = "radargram"


@dataclass(slots=True)
class Setting:
    """What stood before a camera when its picture was taken, as far as it changes later: with it the picture can be
    drawn again on any day."""

    tau: float
    track_points: int
    """Of the rover's track."""
    rover_x_m: float
    rover_y_m: float
    flyer_x_m: float = 0.0
    flyer_y_m: float = 0.0
    flyer_heading_deg: float = 0.0
    flyer_height_m: float = 0.0
    absent: list[int] = field(default_factory=list)
    """Targets that the story had not placed yet, by their index among the level's."""
    abraded: list[int] = field(default_factory=list)
    cored: list[tuple[int, int]] = field(default_factory=list)
    """Targets with cores taken, and how many."""
    laid: list[int] = field(default_factory=list)
    """Numbers of the tubes on the ground."""


@dataclass(slots=True)
class Product:
    """One data product on board or sent. `number` is its index + 1."""

    number: int
    kind: ProductKind
    source: str
    """Camera or instrument."""
    target: str
    mbit: float
    taken_tick: int
    x_m: float
    y_m: float
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    focal_mm: float = 0.0
    heading_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    """How the rover stood, so that the picture can be drawn again."""
    height_m: float = 0.0
    """Of a camera in the air, above the ground; its azimuth is then the way the helicopter flew."""
    stereo: bool = False
    """Taken with both eyes."""
    setting: Setting | None = None
    """Only of pictures."""
    sent_mbit: float = 0.0
    downlinked_tick: int = -1
    priority: int = 0
    thumb_mbit: float = 0.0
    """A small copy that is sent before any whole picture; 0 for what has none."""
    thumb_sent_mbit: float = 0.0
    thumb_tick: int = -1
    """When the small copy had been sent."""
    held: bool = False
    """Kept on board until it is released."""
    deleted_tick: int = -1
    """When it was deleted, or found no room."""

    @property
    def on_board(self) -> bool:
        """Not yet down, and not deleted."""
        return self.downlinked_tick < 0 and self.deleted_tick < 0

    @property
    def left_mbit(self) -> float:
        """What of it, and of its small copy, is still to be sent."""
        return (self.mbit - self.sent_mbit) + (self.thumb_mbit - self.thumb_sent_mbit) if self.on_board else 0.0


@dataclass(slots=True)
class CommsState:
    """Data products, and the relay pass in progress (the tick at which it began, -1 none)."""

    products: list[Product] = field(default_factory=list)
    pass_began_tick: int = -1
    pass_sent_mbit: float = 0.0
    sent_mbit: float = 0.0
    produced_mbit: float = 0.0
    deleted_mbit: float = 0.0
    lost: int = 0
    """Products that found no room on board."""
    told_lost: int = 0
    told_full: bool = False
    """The log has been told that the memory is nearly full."""
    contacts: int = 0
    """Passes and calls that have come to their end."""
    call_sent_mbit: float = 0.0
    """Sent in the present call to Earth over X-band."""
