"""The reference of the level language as one Markdown page, made from the declarations themselves."""

from collections.abc import Iterable, Iterator

from game.content.manual import LISTED, NEEDED, Chapter, Word, words

HEAD = """\
# The level language

Made by `python -m game reference`; do not edit. A level is one YAML file. `python -m game check` reads it as the
game does and lists every fault; `python -m game explain WORD` shows one entry of this page.
"""
CHAPTERS: tuple[tuple[Chapter, str, str], ...] = (
    ("key", "Keys of a level", "`[]` stands for each entry of a list."),
    ("condition", "Conditions", "Where a condition belongs: `done_when`, `when`. Several keys mean all of them."),
    (
        "telemetry",
        "Telemetry",
        "What the rover reports, compared with at_least, at_most, above, below, equals.",
    ),
    (
        "event",
        "Events",
        "What can happen. A trigger waits for one with `on:`; `where:` asks for its figures.",
    ),
    ("effect", "Effects", "What a trigger does: the entries of `do:`, one key each."),
    (
        "mod",
        "Keys of mod.yaml",
        "A mod is a folder or zip of levels with this file; `campaign.yaml` takes the same but for version and author.",
    ),
    ("step", "Steps of a script", "`run LEVEL --script FILE` plays them one after another. One key each."),
    ("file", "Other files", "What `check` reads besides."),
)


def reference_text(more: tuple[Word, ...] = ()) -> str:
    """The whole page; `more`: words besides those of levels and mods."""
    everything = (*words(), *more)
    parts = [HEAD]
    for chapter, title, about in CHAPTERS:
        parts.append(f"## {title}\n\n{about}\n")
        parts.append("\n".join(_chapter(word for word in everything if word.chapter == chapter)) + "\n")
    return "\n".join(parts) + "\n"


def _chapter(listed: Iterable[Word]) -> Iterator[str]:
    for word in listed:
        yield entry_text(word)


def entry_text(word: Word) -> str:
    """One entry."""
    lines = [f"### {word.name}\n" if word.chapter not in LISTED else f"- **{word.name}**: {word.sentence}"]
    if word.chapter in LISTED:
        without = word.default if word.default in ("", NEEDED) else f"without: {word.default}"
        more = [part for part in (word.takes, without) if part]
        return lines[0] + (f" _{'; '.join(more)}_" if more else "")
    takes = "Figures: " if word.chapter == "event" else "Takes "
    sentence = word.sentence + (f" {takes}{word.takes}." if word.takes else "")
    return "\n".join((*lines, sentence, "", "```yaml", word.example, "```", ""))


def anchor(word: Word) -> str:
    """Where on the page an entry stands, as headings are linked."""
    return word.name.lower().replace(".", "").replace("<", "").replace(">", "")
