"""The `horizon:` section of a level: what the cameras see beyond the edge of the map. Nobody can drive there."""

from typing import Annotated

from game.content.fields import Section, quantity


class HorizonSection(Section):
    """The crater's rim all round and the front of the delta in one direction; heights 0 leave them out.

    Jezero's rim stands 500 to 1000 m over its floor and the delta's front about 40 m (EPFL and AAS abstracts); the
    distances are drawn in, a game premise, so that a map of a kilometre has a view.
    """

    rim_distance_m: Annotated[float, quantity(800, 12_000, "Where the rim begins to rise.", 3600)] = 3600.0
    rim_height_m: Annotated[float, quantity(0, 2500, "How high the rim is.", 820)] = 820.0
    delta_azimuth_deg: Annotated[
        float, quantity(-360, 360, "Direction of the delta's front, clockwise from north.", 310)
    ] = 310.0
    delta_spread_deg: Annotated[float, quantity(5, 180, "How much of the horizon it takes.", 70)] = 70.0
    delta_distance_m: Annotated[float, quantity(600, 12_000, "Where the delta's front stands.", 1900)] = 1900.0
    delta_height_m: Annotated[float, quantity(0, 300, "How high the delta stands over the floor.", 55)] = 55.0
    variant: Annotated[int, quantity(0, 99, "Another number gives other hills.", 0)] = 0
