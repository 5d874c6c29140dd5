"""The words of the script language for the reference, gathered from the steps themselves."""

from collections.abc import Iterator
from functools import cache

from game.content.manual import Word, group_inside, keys_of
from game.mission.script_steps import ScriptFile, Step

PLAIN: dict[str, str] = {
    "panorama": "Take a panorama with the Navcam.",
    "seal_tube": "Seal the tube that holds the core.",
    "seal_witness": "Seal a witness tube.",
    "clear_carousel": "Free the bit carousel of what blocks it.",
    "abort_flight": "Let the helicopter land at once.",
    "stop_moxie": "Switch MOXIE off.",
    "radar_on": "Switch RIMFAX on.",
    "radar_off": "Switch RIMFAX off.",
    "wake": "Wake the rover.",
    "stop": "Stop what the rover does.",
    "clear_plan": "Forget the plan.",
    "add_to_plan": "Put a step into the plan that the rover carries out by itself.",
}
"""Steps that need no figures."""


@cache
def script_words() -> tuple[Word, ...]:
    """Every key of a script."""
    return tuple(_words())


def _words() -> Iterator[Word]:
    yield Word("step", "steps", ScriptFile.model_fields["steps"].description or "", "a list of groups")
    for name, field in Step.model_fields.items():
        model = group_inside(field.annotation)[0]
        sentence = PLAIN.get(name) or (model.__doc__ or "").strip().splitlines()[0] if model is not None else ""
        yield Word("step", f"steps[].{name}", sentence)
        if model is not None and model is not Step:
            yield from keys_of(model, f"steps[].{name}.", "step")
