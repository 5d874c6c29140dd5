"""Texts made to hurt a reader of YAML. Run as a program it reads them all and prints what that cost."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

HOSTILE: dict[str, Callable[[], str]] = {
    "10 MB of brackets": lambda: "[" * 10_000_000,
    "1 MB of brackets": lambda: "[" * 1_000_000,
    "1 MB of braces": lambda: "{" * 1_000_000,
    "1 MB of dashes": lambda: "- " * 500_000,
    "1 MB of question marks": lambda: "? " * 500_000,
    "a staircase": lambda: "".join(" " * i + "a:\n" for i in range(1300)),
    "a long number": lambda: "a: " + "9" * 400,
    "a number without end": lambda: "a: " + "9" * 1_000_000,
    "many keys": lambda: "".join(f"k{i}: {i}\n" for i in range(70_000)),
    "one key again and again": lambda: "a: 1\n" * 200_000,
    "many values": lambda: "[" + "1," * 500_000,
    "many anchors": lambda: "".join(f"- &a{i} x\n" for i in range(60_000)),
    "laughing aliases": lambda: (
        "a: &a [x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)},*{chr(97 + i)}]\n" for i in range(24))
    ),
    "NULs": lambda: "\0" * 1_000_000,
    "tabs": lambda: "\t" * 1_000_000,
    "tab lines": lambda: "\ta\n" * 330_000,
    "an endless quote": lambda: 'a: "' + "b " * 500_000,
    "quotes": lambda: '"' * 1_000_000,
    "colons": lambda: ":" * 1_000_000,
    "tags": lambda: "!!python/object/apply:os.system ['ls']",
    "many tags": lambda: "- !!python/none x\n" * 55_000,
    "a long tag": lambda: "!" * 1_000_000,
    "documents": lambda: "---\na: 1\n" * 100_000,
    "merges": lambda: "a: {<<: {b: 1}}\n" + "c: {<<: {b: 1}}\n" * 10_000,
    "lone surrogate": lambda: "a: \ud800",
    "control characters": lambda: "a: \x07\x1b[31m",
    "line separators": lambda: "a: b\u2028c",
    "infinity": lambda: "a: [.inf, -.INF, .nan, 1e999, -1e999]",
    "directives": lambda: "%" * 1_000_000,
    "comments only": lambda: "#\n" * 500_000,
    "nothing": lambda: "",
    "only a mark": lambda: "\ufeff",
}


def main() -> None:
    from game.content.diagnose import Faults
    from game.content.yaml_nodes import parse_yaml

    slowest, silent = 0.0, []
    for name, make in HOSTILE.items():
        text = make()
        begin = time.perf_counter()
        try:
            parse_yaml(text, "hostile.yaml")
            silent.append(name)
        except Faults as faults:
            faults.text()
        slowest = max(slowest, time.perf_counter() - begin)
    json.dump({"slowest_s": slowest, "silent": silent, "peak_mib": peak_mib()}, sys.stdout)


def peak_mib() -> float:
    """Most memory this process has held. On Linux `getrusage` counts what the parent held at the fork, VmHWM not."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / (1 << 10)


if __name__ == "__main__":
    main()
