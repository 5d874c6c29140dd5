"""Slips of the finger, hundreds of them: each is told within one line of where it was made, or does no harm."""

import re
from pathlib import Path

import pytest

from game import paths
from game.content.diagnose import Fault
from tests.content.mutations import EDITS, Mutation, mutations
from tests.content.pages import EVERYTHING, faults_of

LEVELS = [
    path for path in sorted(paths.levels_dir().glob("*/*.yaml")) if re.search(r"^map:", path.read_text("utf-8"), re.M)
]
SHIPPED = {path.stem: path.read_text("utf-8") for path in LEVELS}
FIRST_LIGHT = SHIPPED["01_first_light"]
TEXTS = {"first_light": FIRST_LIGHT, "everything": EVERYTHING}
MISSING = re.compile(r"there is no \w+ called '([^']*)'")


def lines_told(fault: Fault) -> set[int]:
    """Every line a fault names: its own, and those its suggestion points at."""
    named = {int(number) for number in re.findall(r"line (\d+)", fault.hint)}
    for first, last in re.findall(r"lines (\d+) to (\d+)", fault.hint):
        named |= set(range(int(first), int(last) + 1))
    return {fault.line} | named


def is_told(mutation: Mutation, faults: tuple[Fault, ...]) -> bool:
    """Within one line; or, where a name has gone that is asked for elsewhere, by that name."""
    if any(abs(line - mutation.line) <= 1 for fault in faults for line in lines_told(fault)):
        return True
    gone = [match[1] for fault in faults if (match := MISSING.search(fault.sentence))]
    return any(re.search(rf"\b{re.escape(name)}\b", mutation.was) for name in gone)


def untold(text: str, count: int, seed: int) -> list[str]:
    """Edits whose faults all point elsewhere."""
    missed = []
    for mutation in mutations(text, count, seed):
        faults = faults_of(mutation.text)
        if faults and not is_told(mutation, faults):
            missed.append(f"{mutation.kind} at line {mutation.line}: {faults[0].headline()}")
    return missed


@pytest.mark.parametrize("name", TEXTS)
def test_300_single_edits_are_told_within_one_line(name: str) -> None:
    assert untold(TEXTS[name], 300, seed=1) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_single_edits_of_a_shipped_level_are_told_within_one_line(name: str) -> None:
    assert untold(SHIPPED[name], 45, seed=11) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_200_single_edits_of_every_shipped_level(name: str) -> None:
    assert untold(SHIPPED[name], 200, seed=12) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
@pytest.mark.parametrize("name", TEXTS)
def test_many_hundreds_of_single_edits(name: str, seed: int) -> None:
    assert untold(TEXTS[name], 600, seed) == []


def test_the_edits_hurt_and_every_kind_has_its_turn() -> None:
    made = list(mutations(FIRST_LIGHT, 300, seed=1))
    harmful = [mutation for mutation in made if faults_of(mutation.text)]
    assert len({mutation.text for mutation in made}) == 300
    assert len(harmful) > 200
    kinds = {mutation.kind for name in TEXTS for mutation in mutations(TEXTS[name], 300, seed=1)}
    assert kinds == {kind for kind, _ in EDITS}


def test_a_fault_told_elsewhere_would_be_noticed() -> None:
    mutation = Mutation("none", 40, "")
    far = (Fault("a.yaml", 3, 1, "", "wrong", "see line 12"),)
    assert not is_told(mutation, far)
    assert is_told(Mutation("none", 13, ""), far)
    gone = (Fault("a.yaml", 3, 1, "", "there is no target called 'maaz'", ""),)
    assert is_told(Mutation("none", 40, "", "  - {id: maaz}"), gone)
    assert not is_told(Mutation("none", 40, "", "  - {id: maaz_2}"), gone)


def test_texts_cut_off_anywhere_are_told(tmp_path: Path) -> None:
    for end in range(0, len(EVERYTHING), 97):
        may_end = end > EVERYTHING.index("horizon:")  # its keys may all be left out
        assert may_end or faults_of(EVERYTHING[:end]) or EVERYTHING[end:].strip() in ("", "rive.")
