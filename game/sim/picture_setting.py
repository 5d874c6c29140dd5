"""What a picture's record keeps of the day it was taken on."""

from game.sim.state.comms import Setting
from game.sim.state.samples import TubeStatus
from game.sim.world import World


def setting_now(world: World) -> Setting:
    """All that stands about and may be gone tomorrow."""
    flyer, targets = world.helicopter, list(enumerate(world.targets))
    return Setting(
        tau=world.weather.tau,
        track_points=len(world.rover.track_m),
        rover_x_m=world.rover.x_m,
        rover_y_m=world.rover.y_m,
        flyer_x_m=flyer.x_m,
        flyer_y_m=flyer.y_m,
        flyer_heading_deg=flyer.heading_deg,
        flyer_height_m=max(flyer.altitude_m, 0.0),
        absent=[index for index, target in targets if not target.present],
        abraded=[index for index, target in targets if target.abraded],
        cored=[(index, target.cores) for index, target in targets if target.cores > 0],
        laid=[tube.number for tube in world.tubes if tube.status is TubeStatus.DEPOSITED],
    )


def setting_fits(world: World, setting: Setting) -> bool:
    """Can it be a setting of this mission?"""
    targets, tubes = range(len(world.targets)), range(1, len(world.tubes) + 1)
    inside = world.terrain.inside
    return (
        setting.track_points <= len(world.rover.track_m)
        and inside(setting.rover_x_m, setting.rover_y_m)
        and (not world.helicopter.present or inside(setting.flyer_x_m, setting.flyer_y_m))
        and all(index in targets for index in (*setting.absent, *setting.abraded))
        and all(index in targets for index, _cores in setting.cored)
        and all(number in tubes for number in setting.laid)
    )
