"""Data products: pictures, panoramas and analyses on board until a relay pass has sent them.

What has been sent makes room at once: the orbiter acknowledges each packet (Proximity-1 link, CCSDS 211).
"""

from game.sim.picture_setting import setting_now
from game.sim.reasons import Reason, reason
from game.sim.state.comms import Product, ProductKind
from game.sim.world import World

THUMB_FRAC = 0.01
"""Of a picture's data in its small copy: game premise, like the least."""
THUMB_LEAST_MBIT = 0.05
PICTURES = (ProductKind.IMAGE, ProductKind.PANORAMA, ProductKind.AERIAL)


def on_board_mbit(world: World) -> float:
    """Data in memory."""
    total = 0.0
    for product in world.comms.products:
        total += product.left_mbit
    return total


def room_mbit(world: World) -> float:
    """Memory that is free."""
    return world.level.rover.storage_mbit - on_board_mbit(world)


def thumb_mbit(kind: ProductKind, mbit: float) -> float:
    """Size of a product's small copy.

    >>> thumb_mbit(ProductKind.IMAGE, 20.0), thumb_mbit(ProductKind.IMAGE, 1.0), thumb_mbit(ProductKind.ANALYSIS, 20.0)
    (0.2, 0.05, 0.0)
    """
    return max(THUMB_LEAST_MBIT, THUMB_FRAC * mbit) if kind in PICTURES else 0.0


def refuse_data(world: World, kind: ProductKind, mbit: float) -> Reason | None:
    """Why a product of this size cannot be made: memory is full. Says what deleting would free most."""
    needed_mbit = mbit + thumb_mbit(kind, mbit)
    free_mbit = room_mbit(world)
    if needed_mbit <= free_mbit:
        return None
    limit_mbit = world.level.rover.storage_mbit
    figures = {"needed_mbit": needed_mbit, "free_mbit": max(0.0, free_mbit), "limit_mbit": limit_mbit}
    held = [product for product in world.comms.products if product.left_mbit > 0.0]
    of = "_radar" if kind is ProductKind.RADARGRAM else ""
    if not held or needed_mbit > limit_mbit:
        return reason(f"storage.too_big{of}", **figures)
    least = min(held, key=lambda product: (product.priority, -product.left_mbit, product.number))
    return reason(f"storage.full{of}", **figures, product=least.number, frees_mbit=least.left_mbit)


def add_product(
    world: World,
    kind: ProductKind,
    source: str,
    *,
    mbit: float,
    target: str = "",
    azimuth_deg: float = 0.0,
    elevation_deg: float = 0.0,
    focal_mm: float = 0.0,
    at_m: tuple[float, float] | None = None,
    height_m: float = 0.0,
    stereo: bool = False,
) -> Product:
    """Put a new product on board; `at_m` is where it was taken (default: the rover). One that finds no room is lost."""
    x_m, y_m = at_m if at_m is not None else (world.rover.x_m, world.rover.y_m)
    product = Product(
        number=len(world.comms.products) + 1,
        kind=kind,
        source=source,
        target=target,
        mbit=mbit,
        taken_tick=world.tick,
        x_m=x_m,
        y_m=y_m,
        azimuth_deg=azimuth_deg,
        elevation_deg=elevation_deg,
        focal_mm=focal_mm,
        thumb_mbit=thumb_mbit(kind, mbit),
        heading_deg=world.rover.heading_deg,
        pitch_deg=world.rover.pitch_deg,
        roll_deg=world.rover.roll_deg,
        height_m=height_m,
        stereo=stereo,
        setting=setting_now(world) if kind in PICTURES else None,
    )
    _stow(world, product)
    return product


def _stow(world: World, product: Product) -> None:
    """Into memory; what finds no room is lost."""
    comms = world.comms
    comms.produced_mbit += product.left_mbit
    if product.left_mbit > room_mbit(world):
        comms.deleted_mbit += product.left_mbit
        product.deleted_tick = world.tick
        comms.lost += 1
    comms.products.append(product)
