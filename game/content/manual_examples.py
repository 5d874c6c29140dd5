"""An example for each word of conditions and effects, in the level language itself; a test runs every one."""

CONDITION_WORDS: tuple[tuple[str, str, str], ...] = (
    ("at_least", "The number or more. Also at_most, above, below, equals.", "sol: {at_least: 20}"),
    ("all", "True when every condition of the list is.", "all: [{sol: {at_least: 20}}, {helicopter.lost: false}]"),
    ("any", "True when one condition of the list is, or more.", "any: [{lmst_h: {above: 18}}, {lmst_h: {below: 6}}]"),
    ("not", "True when the condition is not.", "not: {target.rochette.known: true}"),
    ("on", "True once such an event has happened.", "on: TargetAbraded"),
    ("where", "Figures that the event must have.", "{on: CoreTaken, where: {length_cm: {at_least: 5}}}"),
    (
        "count",
        "How many conditions of a list hold (of:), or how often an event has happened (on:).",
        "count: {on: ImageTaken, where: {camera: mastcam_z}, at_least: 3}",
    ),
    (
        "within",
        "True while the condition has held, or the event has happened, in the last minutes, hours or sols.",
        "within: {hours: 2, of: {on: DriveFaulted}}",
    ),
    (
        "after",
        "True from so long after the condition first held or the event first happened.",
        "after: {sols: 1, of: {target.rochette.sealed: true}}",
    ),
    (
        "held_for",
        "True when the condition has held without a break for so long.",
        "held_for: {minutes: 30, of: {rover.tilt_deg: {at_least: 15}}}",
    ),
)
"""Word, what it means, example of a condition."""

EFFECT_EXAMPLES: dict[str, str] = {
    "message": "message: The dust is settling.",
    "dialogue": "dialogue: {who: geologist, text: 'That dark rock: could we get a closer look?'}",
    "hint": "hint: Fly first. What Ingenuity has seen can be planned around.",
    "highlight": "highlight: {target: rochette}",
    "move_camera": "move_camera: {at: [40, 60]}",
    "set": "set: {variable: visits, amount: 0}",
    "add": "add: {variable: visits, amount: 1}",
    "reveal": "reveal: {at: [40, 60], radius_m: 30}",
    "spawn_target": "spawn_target: wildcat",
    "add_objective": "add_objective: extra",
    "complete_objective": "complete_objective: sample",
    "fail_objective": "fail_objective: sample",
    "weather": "weather: {tau: 2, hours: 12}",
    "fault": "fault: {instrument: pixl, hours: 6}",
    "pause": "pause: true",
    "win": "win: true",
    "lose": "lose: The window for the return flight has closed.",
}

OTHER_FILES: tuple[tuple[str, str, str], ...] = (
    (
        "mod",
        "The file mod.yaml (or campaign.yaml) of a folder of levels: its name, its author, the order of play.",
        '{id: ten_sols, title: Ten sols, version: "1.0", levels: [first, second]}',
    ),
    (
        "strings",
        "A file of sentences, one for each key of assets/strings/en.yaml; figures stand in braces as they do there.",
        'event.core_sealed: "Der Kern von {target} ist verschlossen."',
    ),
    (
        "texts",
        "The texts of a level in another language: paths are keys, ids of rows and numbers, with dots between.",
        "{language: de, texts: {title: Erstes Licht, objectives.core.title: Ein Kern von Rochette}}",
    ),
    (
        "keys",
        "A keys file: groups of actions, each with the keys that do it; a player's own holds only what differs.",
        "mission: {drive: [d], fly: [f, shift+f]}",
    ),
)
"""Files besides levels and mods: name, what it is, an example."""
