"""Navigation by camera, and touching down, as pure functions.

Ingenuity finds its way by features in the pictures of its downward camera. Over bland sand there are none: its idea of
its speed drifts, it strays, and it comes down with sideways speed. That ended flight 72 (about 20 s over bland ripples,
2.5 m/s at touch-down, five times the design limit, on a slope: all blades broke). After a lost picture, flight 6 landed
5 m off.
Sources: JPL (PIA26482, status reports), SpaceNews 2024; "starting value" is from memory.
"""

from game.terrain.terrain import Material, Terrain

ENOUGH_TEXTURE = 0.35
"""With this much of usual texture in view navigation holds; starting value."""
DRIFT_M_S2 = 0.125
"""Growth of the drift over perfectly bland ground: 2.5 m/s after 20 s, as on flight 72."""
DRIFT_MOST_M_S = 3.0
DRIFT_KEPT_FRAC = 0.7
"""Share of the drift left after each second with features in view; starting value."""
STRAY_PER_M = 0.006
"""Error gathered per metre flown over good ground; starting value (flights ended metres off)."""
LOST_FRAME_CHANCE = 0.03
"""Chance of a lost picture per flight; starting value: flight 6 was the worst of 72."""
LOST_FRAME_M = 5.0
"""Flight 6 landed about 5 m off (Universe Today)."""

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

# Texture of the ground itself, without its rocks: 1 usual, 0 bland. Game premise.
_TEXTURE: dict[int, float] = {
    Material.SAND: 0.10,
    Material.RIPPLE: 0.15,
    Material.DUST: 0.15,
}
_TEXTURE_PER_ROCK_COVER = 12.0


def texture(material: Material, rock_abundance: float) -> float:
    """How much the camera finds to hold on to: 0 nothing, 1 plenty.

    >>> texture(Material.REGOLITH, 0.0), texture(Material.RIPPLE, 0.0), texture(Material.SAND, 0.05)
    (1.0, 0.15, 0.7000000000000001)
    """
    return min(1.0, _TEXTURE.get(material, 1.0) + _TEXTURE_PER_ROCK_COVER * rock_abundance)


def texture_below(terrain: Terrain, x_m: float, y_m: float, altitude_m: float) -> float:
    """Mean texture of what the camera sees from this height: below it and half the height away on four sides."""
    away = 0.5 * altitude_m
    seen = _texture_at(terrain, x_m, y_m)
    if away < terrain.tile_m * 0.5:
        return seen
    for dx, dy in ((away, 0.0), (-away, 0.0), (0.0, away), (0.0, -away)):
        seen += _texture_at(terrain, x_m + dx, y_m + dy)
    return seen * 0.2


def _texture_at(terrain: Terrain, x_m: float, y_m: float) -> float:
    tx, ty = terrain.tile_index(x_m, y_m)
    ground = _TEXTURE.get(terrain.material.item(ty, tx), 1.0)
    return min(1.0, ground + _TEXTURE_PER_ROCK_COVER * terrain.rock_abundance.item(ty, tx))


def drift_after_s(drift_m_s: float, texture_seen: float) -> float:
    """Drift of the navigated speed after one more second.

    >>> drift_after_s(0.0, 0.0), drift_after_s(1.0, 1.0)
    (0.125, 0.7)
    """
    if texture_seen >= ENOUGH_TEXTURE:
        return drift_m_s * DRIFT_KEPT_FRAC
    return min(DRIFT_MOST_M_S, drift_m_s + DRIFT_M_S2 * (1.0 - texture_seen / ENOUGH_TEXTURE))


def drift_over(texture_seen: float, seconds: int) -> float:
    """Drift after hovering and descending for some seconds over even ground, m/s.

    >>> drift_over(0.0, 20), drift_over(1.0, 20)
    (2.5, 0.0)
    """
    drift = 0.0
    for _ in range(seconds):
        drift = drift_after_s(drift, texture_seen)
    return drift


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
