"""What a core of some rock would cost and bring, from the clean face to the sealed tube."""

from dataclasses import dataclass

from game.content.catalog import Rock
from game.sim.physics import battery, coring
from game.sim.physics.heat import ACTUATOR_HEATERS_W, warm_up_minutes
from game.sim.reasons import Reason
from game.sim.tasks import refuse_charge


@dataclass(frozen=True, slots=True)
class CoreWork:
    """Abrading, coring and sealing. Lengths and masses: usual, least and most, when the rock does not crumble.

    energy_wh comes on top of the awake load; it counts the warm-up of the actuators.
    """

    warm_up_s: int
    abrade_s: int
    core_s: int
    seal_s: int
    duration_s: int
    energy_wh: float
    core_energy_wh: float
    crumble_frac: float
    short_frac: float
    pebbles_frac: float
    seal_fails_frac: float
    first_try_frac: float
    """Chance that all goes well: a whole core, no pebbles, sealed at once."""
    length_cm: float
    length_min_cm: float
    length_max_cm: float
    mass_g: float
    mass_min_g: float
    mass_max_g: float
    reasons: tuple[Reason, ...]


def estimate_core(rock: Rock, actuators_c: float, charge_frac: float = 1.0, wear_frac: float = 0.0) -> CoreWork:
    """One sample of a rock with actuators this cold and bits this worn."""
    abrade_min = 0.0 if rock.loose else coring.abrade_minutes(rock.hardness_frac, wear_frac)
    core_min = coring.core_minutes(rock.hardness_frac, wear_frac) + coring.INGEST_S / 60.0
    warm_min = warm_up_minutes(actuators_c)
    core_wh = coring.energy_wh(core_min, coring.CORING_POWER_W)
    arm_wh = (
        coring.energy_wh(abrade_min, coring.ABRADING_POWER_W)
        + core_wh
        + coring.energy_wh(coring.SEAL_MIN, coring.SEAL_POWER_W)
        + coring.energy_wh(warm_min, ACTUATOR_HEATERS_W)
    )
    refusal = refuse_charge(arm_wh, charge_frac * battery.CAPACITY_WH, battery.CAPACITY_WH)
    chances = _chances(rock, wear_frac)
    lengths_cm, masses_g = _yields(rock)
    return CoreWork(
        warm_up_s=_s(warm_min),
        abrade_s=_s(abrade_min),
        core_s=_s(core_min),
        seal_s=_s(coring.SEAL_MIN),
        duration_s=_s(warm_min) + _s(abrade_min) + _s(core_min) + _s(coring.SEAL_MIN),
        energy_wh=arm_wh,
        core_energy_wh=core_wh,
        **chances,
        length_cm=lengths_cm[1],
        length_min_cm=lengths_cm[0],
        length_max_cm=lengths_cm[2],
        mass_g=masses_g[1],
        mass_min_g=masses_g[0],
        mass_max_g=masses_g[2],
        reasons=() if refusal is None else (refusal,),
    )


def _chances(rock: Rock, wear_frac: float) -> dict[str, float]:
    """What can go wrong, each by itself, and how likely nothing does."""
    if rock.loose:
        crumble = short = pebbles = 0.0
    else:
        crumble, pebbles = rock.crumble_frac, coring.pebbles_frac(rock.crumble_frac)
        short = coring.short_frac(crumble, wear_frac)
    seal = coring.seal_fails_frac(0)
    return {
        "crumble_frac": crumble,
        "short_frac": short,
        "pebbles_frac": pebbles,
        "seal_fails_frac": seal,
        "first_try_frac": (1.0 - crumble) * (1.0 - short) * (1.0 - pebbles) * (1.0 - seal),
    }


def _yields(rock: Rock) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Least, usual and most length in cm and mass in g of what does not crumble; the least has broken off early."""
    if rock.loose:
        full = (0.8, 0.9, 1.0)
        return tuple(coring.LOOSE_LENGTH_CM * part for part in full), tuple(
            coring.LOOSE_VOLUME_CM3 * part * rock.density_g_cm3 for part in full
        )
    low, high, density = coring.MIN_MASS_FRAC, coring.MAX_MASS_FRAC, rock.density_g_cm3
    lengths_cm = (coring.MIN_LENGTH_CM, *(coring.core_length_cm(rock.crumble_frac, luck) for luck in (0.5, 0.0)))
    fills = (low, 0.5 * (low + high), high)
    masses = (coring.core_mass_g(cm, density, fill) for cm, fill in zip(lengths_cm, fills, strict=True))
    return lengths_cm, tuple(masses)


def _s(minutes: float) -> int:
    """Whole seconds, as tasks are timed."""
    return int(minutes * 60.0)
