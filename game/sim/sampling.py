"""What arm, tubes and bits stand at: read by the arm's judges and by the arm, changed by the arm alone."""

from game.content.catalog import Rock
from game.core.grid import distance_m
from game.sim.physics import coring
from game.sim.reach import target_index
from game.sim.state.arm import BitKind
from game.sim.state.samples import UNSEALED, Tube, TubeStatus
from game.sim.world import World


def rock_of(world: World, target: str) -> Rock:
    """The catalogue's rock of a target."""
    return world.site.catalog.rocks[world.level.targets[target_index(world, target)].rock]


def true_rock_of(world: World, target: str) -> Rock:
    """The rock as instruments find it, with the features that the level gives or denies this very target."""
    rock, spotted = rock_of(world, target), world.level.targets[target_index(world, target)].spotted
    return rock if spotted is None else rock.model_copy(update={"biosignature_frac": 1.0 if spotted else 0.0})


def name_of(world: World, target: str) -> str:
    """The name of a target for people."""
    return world.level.targets[target_index(world, target)].name


# --- tubes ------------------------------------------------------------------------------------------------------------


def empty_tube(world: World, *, witness: bool) -> Tube | None:
    """The next empty tube of its sort."""
    for tube in world.tubes:
        if tube.witness is witness and tube.status is TubeStatus.EMPTY:
            return tube
    return None


def tube_with(world: World, status: TubeStatus) -> Tube | None:
    """The first tube with this status."""
    for tube in world.tubes:
        if tube.status is status:
            return tube
    return None


def unsealed_tube(world: World) -> Tube | None:
    """The tube that sealing is about: a fresh one before one put aside."""
    return next((tube for status in UNSEALED if (tube := tube_with(world, status)) is not None), None)


def nearest_deposited(world: World) -> tuple[Tube | None, float]:
    """The tube on the ground nearest to the rover, and how far it lies; 0 m when there is none."""
    rover = world.rover
    lying = [tube for tube in world.tubes if tube.status is TubeStatus.DEPOSITED]
    ranked = [(distance_m(rover.x_m, rover.y_m, tube.x_m, tube.y_m), tube.number) for tube in lying]
    if not ranked:
        return None, 0.0
    away_m, number = min(ranked)
    return world.tubes[number - 1], away_m


# --- bits -------------------------------------------------------------------------------------------------------------


def sharpest_wear_frac(world: World, kind: BitKind) -> float:
    """Wear of the best bit of its kind."""
    return min(world.arm.wear(kind))


def coring_bit(rock: Rock) -> BitKind:
    """Loose ground is gathered with a bit of its own."""
    return BitKind.REGOLITH if rock.loose else BitKind.CORE


def abrade_minutes(world: World, target: str) -> float:
    """Grinding this target with the sharpest bit there is."""
    return coring.abrade_minutes(rock_of(world, target).hardness_frac, sharpest_wear_frac(world, BitKind.ABRADE))


def core_minutes(world: World, target: str) -> float:
    """Drilling this target with the sharpest bit there is."""
    rock = rock_of(world, target)
    return coring.core_minutes(rock.hardness_frac, sharpest_wear_frac(world, coring_bit(rock)))
