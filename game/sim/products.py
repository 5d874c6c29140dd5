"""Data products: pictures, panoramas and analyses on board until a relay pass has sent them."""

from game.sim.state.comms import Product, ProductKind
from game.sim.world import World


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
) -> Product:
    """Put a new product on board; `at_m` is where it was taken (default: the rover)."""
    x_m, y_m = at_m if at_m is not None else (world.rover.x_m, world.rover.y_m)
    products = world.comms.products
    product = Product(
        number=len(products) + 1,
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
    )
    products.append(product)
    return product
