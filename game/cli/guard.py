"""What stands between the game and the person at the keyboard: no traceback passes here.

Exit codes: 0 done, 1 the thing looked at is faulty, 2 the request was, 3 the game itself broke, 130 Ctrl-C.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FAULTY = 1
BAD_REQUEST = 2
CRASHED = 3
INTERRUPTED = 130
PIPE_CLOSED = 141


class Refused(Exception):
    """Ends a command with a sentence for the person who typed it."""

    def __init__(self, sentence: str, status: int = BAD_REQUEST) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


@contextmanager
def with_pygame(what: str, instead: str) -> Iterator[None]:
    """Where pygame-ce is not installed, the block is refused: what it is for, and what goes without."""
    try:
        yield
    except ImportError as fault:
        if fault.name != "pygame":
            raise
        raise Refused(f"{what} pygame-ce, and it is not installed. {instead}") from None


def guarded(command: Callable[[list[str]], int], words: list[str]) -> int:
    """Run a command; whatever goes wrong becomes a sentence and an exit code."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # our output is ours, and may be read by tools
    speak_utf8()
    try:
        status = command(words)
        flush()
        return status
    except Refused as refusal:
        say(f"jezero: {refusal.sentence}")
        return refusal.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`). Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as fault:
        sentence = known_fault(fault)
        if sentence:
            say(sentence)
            return BAD_REQUEST
        if os.environ.get("JEZERO_DEBUG") == "1":
            raise
        say(crash_sentence(fault, words))
        return CRASHED


def known_fault(fault: Exception) -> str:
    """The sentence of a fault in something the person gave us; empty when the fault is ours.

    The classes are looked up, not imported: one whose module nobody loaded cannot have been raised.
    """
    diagnose = sys.modules.get("game.content.diagnose")
    if diagnose is not None and isinstance(fault, diagnose.Faults):
        return str(fault.text(colour=wants_colour(sys.stderr)))
    files = sys.modules.get("game.mission.files")
    if files is not None and isinstance(fault, files.FileFault):
        return f"jezero: {fault}"
    if isinstance(fault, OSError) and fault.filename is not None and fault.strerror:
        return f"jezero: {fault.filename}: {fault.strerror}."
    return ""


def wants_colour(stream: Any) -> bool:
    """Colour for people at a terminal who have not asked for none (https://no-color.org)."""
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR")


def speak_utf8() -> None:
    """Make ° and µ come out everywhere, also through a pipe on Windows."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def say(sentence: str) -> None:
    """Print to stderr, where there is one (a windowed Python on Windows has none)."""
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)


def crash_sentence(fault: Exception, words: list[str]) -> str:
    """Keep the whole story in a file and return the one sentence that points to it."""
    summary = f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
    lead = f"jezero: something in the game itself went wrong ({summary}), and we are sorry."
    try:
        path = write_crash_report(fault, words)
    except OSError:
        return f"{lead} Set JEZERO_DEBUG=1 to see where."
    return f"{lead} Nothing you saved is touched. A report for the makers is in {path}"


def write_crash_report(fault: Exception, words: list[str]) -> Path:
    import platform
    import time
    import traceback

    from game import paths
    from game.version import VERSION

    folder = paths.crashes_dir()
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    path = folder / f"crash-{stamp}-{os.getpid()}.txt"
    versions = [f"jezero {VERSION}", f"python {platform.python_version()}", platform.platform()]
    for name in ("numpy", "pygame", "pydantic", "yaml"):
        module = sys.modules.get(name)
        versions.append(f"{name} {getattr(module, '__version__', 'not loaded')}")
    story = "".join(traceback.format_exception(fault))
    text = "\n".join([*versions, f"words {words!r}", "", story])
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    return path
