"""Scattered targets as the level's other parts see them: each with an id of its own, wherever the ground puts it."""

from collections.abc import Iterator

from game.content.level import Level
from game.content.nodes import Node, child, value
from game.content.target_section import MOST_SCATTERED, Target


def numbered_id(rule: str, number: int) -> str:
    """The id of one target of a rule, counted from 1.

    >>> numbered_id("stone", 3)
    'stone_3'
    """
    return f"{rule}_{number}"


def rule_of(target: Target) -> str:
    """The id of the rule that a numbered target comes from, '' for one with a place of its own."""
    return target.id.rpartition("_")[0] if target.scatter is not None else ""


def numbered(level: Level) -> Level:
    """The level with a target for each that its rules scatter. Their places and kinds are the ground's to give."""
    if all(target.scatter is None for target in level.targets):
        return level
    return level.with_targets(tuple(one for target in level.targets for one in _each(target)))


def _each(target: Target) -> Iterator[Target]:
    rule = target.scatter
    if rule is None:
        yield target
        return
    if not rule.rocks and not rule.family:
        rule = rule.model_copy(update={"rocks": (target.rock,)})
    for number in range(1, rule.count + 1):
        names = {"id": numbered_id(target.id, number), "name": f"{target.name} {number}"}
        yield target.model_copy(update={**names, "scatter": rule})


def ids_in_row(row: Node) -> tuple[str, ...]:
    """The ids of the targets that a row of `targets:` stands for."""
    name, rule = value(child(row, "id")), child(row, "scatter")
    if not isinstance(name, str):
        return ()
    count = value(child(rule, "count"))
    if rule is None or type(count) is not int:
        return (name,)
    return tuple(numbered_id(name, number) for number in range(1, min(count, MOST_SCATTERED) + 1))
