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
    length_cm: float
    length_min_cm: float
    length_max_cm: float
    mass_g: float
    mass_min_g: float
    mass_max_g: float
    reasons: tuple[Reason, ...]


def estimate_core(rock: Rock, actuators_c: float, charge_frac: float = 1.0) -> CoreWork:
    """One sample of a rock with actuators this cold."""
    abrade_min, core_min = coring.abrade_minutes(rock.hardness_frac), coring.core_minutes(rock.hardness_frac)
    warm_min = warm_up_minutes(actuators_c)
    core_wh = coring.energy_wh(core_min, coring.CORING_POWER_W)
    arm_wh = (
        coring.energy_wh(abrade_min, coring.ABRADING_POWER_W)
        + core_wh
        + coring.energy_wh(coring.SEAL_MIN, coring.SEAL_POWER_W)
        + coring.energy_wh(warm_min, ACTUATOR_HEATERS_W)
    )
    refusal = refuse_charge(arm_wh, charge_frac * battery.CAPACITY_WH, battery.CAPACITY_WH)
    worst_cm, usual_cm, best_cm = (coring.core_length_cm(rock.crumble_frac, luck) for luck in (1.0, 0.5, 0.0))
    low, high, density = coring.MIN_MASS_FRAC, coring.MAX_MASS_FRAC, rock.density_g_cm3
    return CoreWork(
        warm_up_s=_s(warm_min),
        abrade_s=_s(abrade_min),
        core_s=_s(core_min),
        seal_s=_s(coring.SEAL_MIN),
        duration_s=_s(warm_min) + _s(abrade_min) + _s(core_min) + _s(coring.SEAL_MIN),
        energy_wh=arm_wh,
        core_energy_wh=core_wh,
        crumble_frac=rock.crumble_frac,
        length_cm=usual_cm,
        length_min_cm=worst_cm,
        length_max_cm=best_cm,
        mass_g=coring.core_mass_g(usual_cm, density, 0.5 * (low + high)),
        mass_min_g=coring.core_mass_g(worst_cm, density, low),
        mass_max_g=coring.core_mass_g(best_cm, density, high),
        reasons=() if refusal is None else (refusal,),
    )


def _s(minutes: float) -> int:
    """Whole seconds, as tasks are timed."""
    return int(minutes * 60.0)
