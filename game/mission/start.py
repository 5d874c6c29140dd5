"""Beginning a mission: a level, its seed, and a fresh recording."""

from game.content.catalog import Catalog
from game.content.level import Level
from game.mission.identity import level_hash
from game.mission.replay import Replay
from game.mission.session import Session
from game.sim.setup import new_world, prepare_site


def start_session(level: Level, catalog: Catalog, seed: int | None = None) -> Session:
    """A mission at its first tick."""
    site = prepare_site(level, catalog, seed)
    return Session(new_world(site), Replay(level.id, level_hash(level), site.seed))
