"""What a MOXIE run would bring with the settings chosen, in words: made anew when they or the half-hour change."""

from dataclasses import dataclass, field

from game.sim.estimates.moxie import MoxieRun, estimate_run
from game.sim.estimates.storms import weather_of
from game.sim.narrate import duration_words
from game.ui.desk import Desk

MADE_EVERY_TICKS = 1800


@dataclass
class OxygenOutlook:
    """Follows the settings of the MOXIE mode."""

    desk: Desk
    _key: tuple[object, ...] = ()
    _run: MoxieRun | None = field(default=None, repr=False)

    def run(self) -> MoxieRun:
        desk, world = self.desk, self.desk.world
        key = (desk.oxygen_min, desk.oxygen_amps, world.tick // MADE_EVERY_TICKS, world.moxie.runs)
        if self._run is None or key != self._key:
            weather, seed, cycles = weather_of(world), world.site.seed, world.moxie.cycles
            self._key = key
            self._run = estimate_run(weather, seed, world.tick, desk.oxygen_min, desk.oxygen_amps, 1.0, cycles)
        return self._run

    def outcome(self) -> str:
        """Grams, purity, energy and the time it takes to heat up."""
        run = self.run()
        return self.desk.strings.text(
            "moxie.outcome",
            grams=run.grams,
            purity_pct=100.0 * run.purity_frac,
            net_wh=run.net_wh,
            warm_up=duration_words(run.warm_up_s),
        )

    def warnings(self) -> str:
        """What would spoil it and what to try; empty when nothing would."""
        return " ".join(self.desk.sentence(why) for why in self.run().warnings)
