"""Do the notebook and the book of pictures speak of what the level has?"""

from game.sim.science.figures import figure_named
from game.sim.science.instruments import study_with
from game.sim.subjects import subjects_of
from game.sim.world import World


def notebook_fits(world: World) -> bool:
    names = {target.id for target in world.level.targets}
    return all(
        entry.target in names
        and study_with(entry.instrument) is not None
        and entry.product <= len(world.comms.products)
        and all(figure_named(reading.figure) is not None for reading in entry.readings)
        for entry in world.notebook.entries
    )


def pictures_fit(world: World) -> bool:
    shown = [item.subject for item in world.pictures.shown]
    known = [item.id for item in subjects_of(world.site)]
    return world.pictures.panorama_deg <= 360.0 and len(shown) <= len(known) and all(name in known for name in shown)
