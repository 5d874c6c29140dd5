"""The notebook's page on one target: hypotheses as bars with words, explanations without life, and every look."""

from collections.abc import Iterator

from game.content.strings import Strings
from game.core import marstime
from game.sim.reach import target_index
from game.sim.science import evidence, findings
from game.sim.science.evidence import Standing
from game.sim.science.figures import figure_named
from game.sim.science.rules import PRIOR_LOG_ODDS, Hypothesis
from game.sim.state.notebook import Entry, Measured
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.theme import (
    ACCENT,
    BODY,
    CAUTION,
    FIGURE,
    LEAD_STRONG,
    QUIET,
    SMALL,
    STRONG,
    TEXT,
    Colour,
)
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.labels import Bar, Label, Sign, heading

NAME_WIDTH, WORD_WIDTH, SHARE_WIDTH = 200, 92, 44
NO_BREAK = "\u00a0"
WORDS: tuple[tuple[float, str], ...] = (
    (0.1, "very_unlikely"),
    (0.33, "unlikely"),
    (0.67, "open"),
    (0.9, "likely"),
    (1.01, "very_likely"),
)


def target_page(desk: Desk, target: str) -> Iterator[Widget]:
    """All that is known of a target."""
    world, strings = desk.world, desk.strings
    spec, looks = world.level.target(target), findings.entries_of(world, target)
    yield Row(Label(spec.name if spec else target, LEAD_STRONG, grow=1), Label(_done(world, target), SMALL, QUIET))
    yield Column(*(_bar(strings, looks, which) for which in Hypothesis), gap=7)
    yield from _standing(world, strings, target, looks)
    if not looks:
        yield Label(strings.text("notebook.none"), BODY, QUIET, wrap=True)
        return
    yield heading("What was measured, the newest first")
    for number in range(len(looks) - 1, -1, -1):
        yield _look(world, strings, looks[:number], looks[number])
    yield Label(strings.text("notebook.note"), SMALL, QUIET, wrap=True)


def likely(share: float) -> str:
    """A belief as a word of the strings file.

    >>> likely(0.5), likely(0.95), likely(0.05)
    ('open', 'very_likely', 'very_unlikely')
    """
    return next(word for most, word in WORDS if share < most)


def _done(world: World, target: str) -> str:
    state = world.targets[target_index(world, target)]
    steps = (
        (state.imaged, "pictured"),
        (state.abraded, "abraded"),
        (state.cores > 0, f"{state.cores} cored"),
        (state.sealed > 0, f"{state.sealed} sealed"),
    )
    return " · ".join(word for done, word in steps if done)


def _bar(strings: Strings, looks: list[Entry], which: Hypothesis) -> Widget:
    """The tick stands where the belief was before any look."""
    share, prior = evidence.belief(looks, which), evidence.share(PRIOR_LOG_ODDS[which])
    tone = QUIET if not looks else CAUTION if which is Hypothesis.BIOSIGNATURE else ACCENT
    name = Label(strings.text(f"hypothesis.{which.value}"), BODY)
    name.hint = f"the contrary: {strings.text(f'against.{which.value}')}"
    return Row(
        Sized(name, width=NAME_WIDTH),
        Sized(Bar(lambda: share, tone, lambda: prior), grow=1),
        Sized(Label(f"{100.0 * share:.0f} %", FIGURE, align="right"), width=SHARE_WIDTH),
        Sized(Label(_word(strings, which, share), SMALL, QUIET), width=WORD_WIDTH),
        gap=10,
    )


def _word(strings: Strings, which: Hypothesis, share: float) -> str:
    """Of possible traces it is only said how surely they are there, never what made them."""
    group = "seen" if which is Hypothesis.BIOSIGNATURE else "likely"
    return strings.text(f"{group}.{likely(share)}")


def _standing(world: World, strings: Strings, target: str, looks: list[Entry]) -> Iterator[Widget]:
    """Where it stands on the scale of life detection, and what else could have made it."""
    if not looks:
        return
    where = findings.standing(world, target)
    sign, tone = ("circle", QUIET) if where is Standing.NOTHING else ("warning", CAUTION)
    words = strings.text(f"standing.{where.name.lower()}")
    yield Row(Sign(sign, tone, side=13), Label(words, BODY, _tone(where), wrap=True, grow=1), gap=10, align="top")
    signals = evidence.candidate_signals(looks)
    if signals:
        yield heading("What makes this without life")
        yield Column(*(_bullet(strings.text(f"abiotic.{figure}")) for figure in signals), gap=4)


def _tone(where: Standing) -> Colour:
    return QUIET if where is Standing.NOTHING else TEXT


def _bullet(text: str) -> Widget:
    dot = Sized(Sign("disc", QUIET, side=5), width=9, height=15)
    return Row(dot, Label(text, BODY, wrap=True, grow=1), gap=8, align="top")


def _look(world: World, strings: Strings, before: list[Entry], entry: Entry) -> Widget:
    """One look: instrument and when, its figures with their errors, what they moved."""
    instrument = world.site.catalog.instruments[entry.instrument].name
    face = strings.text("notebook.fresh" if entry.fresh else "notebook.natural")
    sent = strings.text("notebook.sent" if findings.is_down(world, entry) else "notebook.on_board")
    when = f"sol {marstime.sol(entry.tick)}, {marstime.lmst_text(entry.tick)} · {face} · {sent}"
    figures = " · ".join(reading_words(strings, reading) for reading in entry.readings)
    moved = [
        f"{strings.text(f'hypothesis.{move.hypothesis.value}')} {signed(move.log_odds)}"
        for move in evidence.moves(before, entry)
    ]
    says = f"Evidence: {' · '.join(moved)}" if moved else "Evidence: nothing new"
    return Column(
        Row(Label(instrument, STRONG, grow=1), Label(when, SMALL, QUIET, align="right"), gap=10),
        Label(figures, BODY, wrap=True),
        Label(says, SMALL, QUIET, wrap=True),
        Space(1),
        gap=2,
    )


def reading_words(strings: Strings, reading: Measured) -> str:
    """A figure with one standard deviation; what cannot be told from nothing is given as a limit."""
    figure = figure_named(reading.figure)
    assert figure is not None, "saved notebooks are checked for their figures"
    name, unit = strings.text(f"figure.{figure.name}"), f" {figure.unit}" if figure.unit else ""
    if reading.value < 2.0 * reading.error:
        words = f"under {reading.value + 2.0 * reading.error:.{figure.decimals}f}{unit}"
    else:
        words = f"{reading.value:.{figure.decimals}f} ± {reading.error:.{max(1, figure.decimals)}f}{unit}"
    return f"{name} {words.replace(' ', NO_BREAK)}"


def signed(log_odds: float) -> str:
    """With a sign that is a minus, not a hyphen.

    >>> signed(-1.26), signed(0.4)
    ('−1.3', '+0.4')
    """
    return f"{log_odds:+.1f}".replace("-", "−")
