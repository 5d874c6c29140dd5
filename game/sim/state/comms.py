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
    sent_mbit: float = 0.0
    downlinked_tick: int = -1
    priority: int = 0


@dataclass(slots=True)
class CommsState:
    """Data products and the relay pass in progress (index into the level's passes, -1 none)."""

    products: list[Product] = field(default_factory=list)
    pass_index: int = -1
    pass_ends_tick: int = -1
    pass_sent_mbit: float = 0.0
    sent_mbit: float = 0.0
