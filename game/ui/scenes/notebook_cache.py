"""The notebook's page on the cache: what the set is worth, what would raise it, and each tube with what is known."""

from collections.abc import Iterator

from game.sim.narrate import reason_sentence
from game.sim.science import findings
from game.sim.science.worth import Valued, Worth
from game.sim.state.samples import Tube, TubeStatus
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.theme import ACCENT, BODY, CAUTION, FIGURE, FIGURE_LARGE, QUIET, SMALL, STRONG
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.labels import Bar, Label, Sign, heading

NAME_WIDTH, POINTS_WIDTH, NUMBER_WIDTH, FIGURE_WIDTH = 240, 56, 34, 72
MOST_ADVICE = 5
KNOWN = (("watson", "WATSON"), ("supercam", "SuperCam"), ("pixl", "PIXL"), ("sherloc", "SHERLOC"))


def cache_page(desk: Desk) -> Iterator[Widget]:
    """Worth, advice, tubes."""
    world, worth = desk.world, findings.worth(desk.world)
    yield Row(
        Label(f"{worth.total:.0f}", FIGURE_LARGE, ACCENT),
        Label("points for the set as it is", BODY, grow=1),
        Label(_tubes_left(world), SMALL, QUIET, align="right"),
        gap=10,
    )
    yield Column(*_parts(desk, worth), gap=6)
    yield heading("What would raise it")
    for why in worth.advice[:MOST_ADVICE]:
        sentence = reason_sentence(desk.strings, why)
        yield Row(Sign("right", ACCENT, side=11), Label(sentence, BODY, wrap=True, grow=1), gap=10, align="top")
    yield heading("Tubes")
    yield from _tubes(desk, worth)
    yield Label(desk.strings.text("cache.premise"), SMALL, QUIET, wrap=True)


def _tubes_left(world: World) -> str:
    empty = [tube for tube in world.tubes if tube.status is TubeStatus.EMPTY]
    witnesses = len([tube for tube in empty if tube.witness])
    return f"{len(empty) - witnesses} sample and {witnesses} witness tubes left"


def _parts(desk: Desk, worth: Worth) -> Iterator[Widget]:
    for part, points in worth.parts:
        yield _part(desk.strings.text(f"cache.part.{part}"), points, points / max(1.0, worth.total))


def _part(name: str, points: float, share: float) -> Widget:
    return Row(
        Sized(Label(name, BODY), width=NAME_WIDTH),
        Sized(Bar(lambda: share, ACCENT), grow=1),
        Sized(Label(f"{points:.1f}", FIGURE, align="right"), width=POINTS_WIDTH),
        gap=10,
    )


def _tubes(desk: Desk, worth: Worth) -> Iterator[Widget]:
    points = {one.sample.tube: one for one in worth.samples}
    used = [tube for tube in desk.world.tubes if tube.status is not TubeStatus.EMPTY]
    if not used:
        yield Label(desk.strings.text("cache.none"), BODY, QUIET)
    for tube in used:
        yield _tube(desk, tube, points.get(tube.number))


def _tube(desk: Desk, tube: Tube, valued: Valued | None) -> Widget:
    """Number, rock and what is known of it, length and mass, points."""
    open_seal = tube.status in (TubeStatus.FILLED, TubeStatus.ASIDE, TubeStatus.WASTED)
    return Row(
        Sized(Label(f"{tube.number}", FIGURE, QUIET, align="right"), width=NUMBER_WIDTH),
        Column(
            Label(_contents(desk.world, tube), STRONG),
            Label(_known(desk, tube, valued), SMALL, CAUTION if open_seal else QUIET, wrap=True),
            gap=1,
            grow=1,
        ),
        Sized(Label(f"{tube.length_cm:.1f} cm" if tube.length_cm else "", FIGURE, align="right"), width=FIGURE_WIDTH),
        Sized(Label(f"{tube.mass_g:.1f} g" if tube.mass_g else "", FIGURE, align="right"), width=FIGURE_WIDTH),
        Sized(Label(f"{valued.points:.1f}" if valued else "", FIGURE, ACCENT, align="right"), width=POINTS_WIDTH),
        Space(2),
        gap=10,
    )


def _contents(world: World, tube: Tube) -> str:
    if tube.witness:
        return "Witness tube"
    rock, spec = world.site.catalog.rocks.get(tube.rock), world.level.target(tube.target)
    return f"{spec.name if spec else tube.target}: {rock.name if rock else tube.rock}"


def _known(desk: Desk, tube: Tube, valued: Valued | None) -> str:
    words = [desk.strings.text(f"tube.{tube.status.value}")]
    if valued is not None:
        sample = valued.sample
        words += ["picture"] if sample.pictured else []
        words += [word for name, word in KNOWN if any(each.startswith(name) for each in sample.instruments)]
        words += ["witness"] if sample.witnessed else []
        words += [f"counts {100.0 * valued.share:.0f} %"] if valued.share < 1.0 else []
    return " · ".join(words)
