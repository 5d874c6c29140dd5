"""Navigation by camera, and touching down, as pure functions.

Ingenuity finds its way by features in the pictures of its downward camera. Over bland sand there are none: its idea of
its speed drifts, it strays, and it comes down with sideways speed. That ended flight 72 (a hop to 12 m over bland
ripples, 2.5 m/s at touch-down, five times the design limit, on a slope: all blades broke). After a lost picture, flight
6 landed 5 m off.
Sources: JPL (PIA26482, status reports), SpaceNews 2024; "starting value" is from memory.
"""

from game.sim.physics.flight import ARRIVE_S, descent_altitude_m, descent_s
from game.terrain.terrain import Material, Terrain

ENOUGH_TEXTURE = 0.18
"""With this much of usual texture in view navigation holds; starting value: bland ripples are just enough from 12 m,
where flight 72 still held, and no longer below."""
DRIFT_M_S2 = 0.24
"""Growth of the drift over perfectly bland ground: makes 2.5 m/s in the descent of flight 72."""
DRIFT_MOST_M_S = 3.0
DRIFT_KEPT_FRAC = 0.7
"""Share of the drift left after each second with features in view; starting value."""
DRIFT_TOLD_M_S = 0.5
"""A faster drift is told: navigation has lost the ground. The design speed at touch-down (JPL on flight 72)."""
STRAY_PER_M = 0.006
"""Error gathered per metre flown over good ground; starting value (flights ended metres off)."""
LOST_FRAME_CHANCE = 0.03
"""Chance of a lost picture per flight; starting value: flight 6 was the worst of 72."""
LOST_FRAME_M = 5.0
"""Flight 6 landed about 5 m off (Universe Today)."""
OSCILLATING_FRAC = 0.10
"""Extra power while it swings after a lost picture (flight 6 rolled and pitched by 20 deg); starting value."""

USUAL_SIDEWAYS_M_S = 0.15
"""Sideways speed of a good touch-down; starting value, well below the 0.5 m/s of the design."""
TOPPLING_M_S = 1.6
"""Sideways speed at which a landing on level ground ends badly one time in four; starting value."""
TOPPLING_SLOPE_DEG = 20.0
"""Slope at which no landing stands; starting value."""
LANDING_SLOPE_DEG = 10.0
"""Steepest ground on which a landing is planned; starting value, from memory."""
SAFE_SHARE, SURE_SHARE = 0.6, 1.4
"""Below and above these shares of the toppling speed a landing is safe and lost; between them luck decides."""
ROCK_RISK = 0.6
"""Chance of a leg on a rock, over the square of the cover by rocks: game premise (none in 72 flights)."""
UNSEEN_RISK_FRAC = 0.05
"""Added for ground known only from orbit, which shows no rocks and no pockets of sand. Game premise."""

# Texture of bland ground from 10 m, without its rocks: 1 usual, 0 none. It lies in the lie of the ripples, so that a
# lower camera sees less of it. All other ground has texture at every scale. Game premise.
_BLAND: dict[int, float] = {
    Material.SAND: 0.10,
    Material.RIPPLE: 0.15,
    Material.DUST: 0.15,
}
_BLAND_SEEN_FROM_M = 10.0
_TEXTURE_PER_ROCK_COVER = 12.0


def texture(material: int, rock_abundance: float, altitude_m: float) -> float:
    """How much the camera finds to hold on to from this height: 0 nothing, 1 plenty.

    >>> texture(Material.REGOLITH, 0.0, 1.0), texture(Material.RIPPLE, 0.0, 12.0), texture(Material.RIPPLE, 0.0, 2.0)
    (1.0, 0.18, 0.03)
    """
    bland = _BLAND.get(material)
    ground = 1.0 if bland is None else bland * altitude_m / _BLAND_SEEN_FROM_M
    return min(1.0, ground + _TEXTURE_PER_ROCK_COVER * rock_abundance)


def texture_below(terrain: Terrain, x_m: float, y_m: float, altitude_m: float) -> float:
    """Mean texture of what the camera sees from this height: below it and half the height away on four sides."""
    away = 0.5 * altitude_m
    seen = _texture_at(terrain, x_m, y_m, altitude_m)
    if away < terrain.tile_m * 0.5:
        return seen
    for dx, dy in ((away, 0.0), (-away, 0.0), (0.0, away), (0.0, -away)):
        seen += _texture_at(terrain, x_m + dx, y_m + dy, altitude_m)
    return seen * 0.2


def _texture_at(terrain: Terrain, x_m: float, y_m: float, altitude_m: float) -> float:
    tx, ty = terrain.tile_index(x_m, y_m)
    return texture(terrain.material.item(ty, tx), terrain.rock_abundance.item(ty, tx), altitude_m)


def drift_after_s(drift_m_s: float, texture_seen: float) -> float:
    """Drift of the navigated speed after one more second.

    >>> drift_after_s(0.0, 0.0), drift_after_s(1.0, 1.0)
    (0.24, 0.7)
    """
    if texture_seen >= ENOUGH_TEXTURE:
        return drift_m_s * DRIFT_KEPT_FRAC
    return min(DRIFT_MOST_M_S, drift_m_s + DRIFT_M_S2 * (1.0 - texture_seen / ENOUGH_TEXTURE))


def drift_of_landing(terrain: Terrain, x_m: float, y_m: float, altitude_m: float, drift_m_s: float = 0.0) -> float:
    """Drift at touch-down after hovering above a place and coming down on it."""
    hover = texture_below(terrain, x_m, y_m, altitude_m)
    for _ in range(int(ARRIVE_S)):
        drift_m_s = drift_after_s(drift_m_s, hover)
    for second in range(1, int(descent_s(altitude_m)) + 1):
        height_m = descent_altitude_m(altitude_m, float(second))
        drift_m_s = drift_after_s(drift_m_s, texture_below(terrain, x_m, y_m, height_m))
    return drift_m_s


def toppling_m_s(slope_deg: float) -> float:
    """Sideways speed that a landing on this slope can just bear.

    >>> toppling_m_s(0.0), toppling_m_s(10.0), toppling_m_s(25.0)
    (1.6, 0.8, 0.0)
    """
    return TOPPLING_M_S * max(0.0, 1.0 - slope_deg / TOPPLING_SLOPE_DEG)


def touch_down_risk_frac(slope_deg: float, drift_m_s: float, rock_abundance: float) -> float:
    """Chance that a landing breaks the helicopter: sideways speed and slope, or a leg on a rock.

    >>> touch_down_risk_frac(2.0, 0.0, 0.0), touch_down_risk_frac(8.0, 2.5, 0.0)
    (0.0, 1.0)
    """
    bears = toppling_m_s(slope_deg)
    sideways = USUAL_SIDEWAYS_M_S + drift_m_s
    if sideways >= SURE_SHARE * bears:
        return 1.0
    share = max(0.0, (sideways / bears - SAFE_SHARE) / (SURE_SHARE - SAFE_SHARE))
    return min(1.0, share * share + ROCK_RISK * rock_abundance * rock_abundance)
