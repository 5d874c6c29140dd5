"""What the pointer rests on, in one line: only what is known of the ground there."""

from game.core.grid import distance_m
from game.sim.state.survey import KNOWN_ORBITAL
from game.sim.world import World
from game.sim.zones import ground_now
from game.terrain.material import Material

WORDS: dict[Material, str] = {
    Material.BEDROCK: "bedrock",
    Material.REGOLITH: "regolith",
    Material.SAND: "sand",
    Material.RIPPLE: "ripples",
    Material.BOULDERS: "boulders",
    Material.DUST: "dust",
    Material.DELTA: "layered rock",
    Material.ICE_CEMENTED: "ice-cemented ground",
}


def ground_line(world: World, at_m: tuple[float, float]) -> str:
    """Distance from the rover, zone, slope, material; orbit tells the slope alone, and that softly."""
    terrain = world.terrain
    if not terrain.inside(*at_m):
        return ""
    tx, ty = int(at_m[0] / terrain.tile_m), int(at_m[1] / terrain.tile_m)
    away = f"{distance_m(world.rover.x_m, world.rover.y_m, *at_m):.0f} m"
    ground = ground_now(world)
    zone = ground.zone_at(*at_m)
    if zone:
        away += f" · keep out: {ground.zone_figures(zone)['zone']}"
    if world.survey.known[ty, tx] == KNOWN_ORBITAL:
        return f"{away} · slope ~{terrain.orbital_slope_deg[ty, tx]:.0f}° · seen from orbit only"
    return f"{away} · slope {terrain.slope_deg[ty, tx]:.0f}° · {WORDS[terrain.material_at(*at_m)]}"
