"""The ground's side of a mission as plain data and back."""

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.sim.command_codec import command_to_plain, plan_step_from_plain
from game.sim.state.ground import Bundle, GroundState, Report
from game.sim.state.rover import KeepOut

_ZONE: TypeAdapter[KeepOut] = TypeAdapter(KeepOut)
_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
Plain = dict[str, Any]


def ground_to_plain(ground: GroundState, *, texts: bool) -> Plain:
    """`texts`: the reports' own words too; without them their digests stand for them."""
    reports = [*ground.coming, *([ground.heard] if ground.heard is not None else [])]
    kept = [asdict(report) for report in reports]
    for report in kept:
        if not texts:
            del report["text"]
    return {
        "draft": [command_to_plain(step) for step in ground.draft],
        "bundle": _bundle_to_plain(ground.bundle) if ground.bundle is not None else None,
        "reports": kept,
        "heard": ground.heard is not None,
        "contacts_told": ground.contacts_told,
        "received": ground.received,
        "keep_out": [asdict(zone) for zone in ground.keep_out],
    }


def _bundle_to_plain(bundle: Bundle) -> Plain:
    steps = [command_to_plain(step) for step in bundle.steps]
    return {
        "steps": steps,
        "by": bundle.by,
        "leaves_tick": bundle.leaves_tick,
        "arrives_tick": bundle.arrives_tick,
        "keep_out": [asdict(zone) for zone in bundle.keep_out],
    }


def ground_from_plain(plain: object) -> GroundState:
    """The inverse; raises KeyError or ValueError."""
    if not isinstance(plain, dict):
        raise ValueError("it is not a group")
    bundle = plain["bundle"]
    reports = [_report(report) for report in _list(plain["reports"])]
    heard = reports.pop() if plain["heard"] is True and reports else None
    return GroundState(
        draft=[plan_step_from_plain(step) for step in _list(plain["draft"])],
        bundle=_bundle(bundle) if bundle is not None else None,
        coming=reports,
        heard=heard,
        contacts_told=_whole(plain["contacts_told"]),
        received=_whole(plain["received"]),
        keep_out=_zones(plain.get("keep_out", [])),
    )


def _report(plain: object) -> Report:
    try:
        return _REPORT.validate_python(plain)
    except ValidationError:
        raise ValueError("a report is damaged") from None


def _bundle(plain: object) -> Bundle:
    if not isinstance(plain, dict) or not isinstance(plain["by"], str):
        raise ValueError("its bundle is damaged")
    steps = [plan_step_from_plain(step) for step in _list(plain["steps"])]
    zones = _zones(plain.get("keep_out", []))
    return Bundle(steps, plain["by"], _whole(plain["leaves_tick"]), _whole(plain["arrives_tick"]), zones)


def _zones(plain: object) -> list[KeepOut]:
    try:
        return [_ZONE.validate_python(zone) for zone in _list(plain)]
    except ValidationError:
        raise ValueError("a keep-out zone is damaged") from None


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("it has something else where a list belongs")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"it has {value!r:.40} where a whole number belongs")
    return value
