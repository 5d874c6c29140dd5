"""The house rules, read from the source: who may import whom, what exact code may not use, how long code is.

A line that needs what is forbidden says why: a comment `# exact: <reason>` on that line lets it pass.
"""

import ast
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GAME = ROOT / "game"

# Each package may import itself and what stands to its left.
ORDER = ("core", "terrain", "content", "sim", "imaging", "mission", "ui", "cli", "__main__")
# The two modules without a layer, and who may ask them: exact packages never touch the file system.
LEAVES = {"version": ORDER[2:], "paths": ("content", "mission", "ui", "cli", "__main__")}
EXACT = ("core", "terrain", "content", "sim")
# Third-party packages and where each may be imported.
OUTSIDE = {
    "numpy": ("core", "terrain", "content", "sim", "imaging", "mission", "ui", "cli"),
    "pygame": ("ui",),
    # Outside content only where plain data becomes commands or a world again: replays, saves, scripts.
    "pydantic": (
        "content",
        "sim/command_codec.py",
        "sim/event_codec.py",
        "sim/ground_codec.py",
        "sim/snapshot.py",
        "mission/script_steps.py",
    ),
    "yaml": ("content/yaml_nodes.py",),
    "PIL": ("content/dem_file.py",),
    "platformdirs": ("paths.py",),
    "rich": ("cli",),
}
# core, terrain and sim are pure: no files, no clock, no processes, no chance of their own.
IMPURE = frozenset(
    """
    asyncio glob io locale multiprocessing os pathlib platform random secrets shutil socket
    statistics subprocess sys tempfile threading time uuid
    """.split()
)
INEXACT_MODULES = {"random", "secrets", "statistics", "time", "uuid", "cmath"}
EXACT_MATH = frozenset(
    """
    ceil copysign e fabs floor fmod frexp fsum gcd inf isclose isfinite isinf isnan isqrt lcm ldexp modf
    nan nextafter pi sqrt tau trunc ulp
    """.split()
)
# What numpy computes with SIMD polynomials, fused multiply-adds or in an order of its own choosing.
INEXACT_NUMPY = frozenset(
    """
    arccos arccosh arcsin arcsinh arctan arctan2 arctanh average cbrt convolve corrcoef correlate cos
    cosh cov cross deg2rad degrees dot einsum exp exp2 expm1 fft float_power geomspace hypot inner
    interp kron linalg log log10 log1p log2 logaddexp logaddexp2 logspace matmul matvec mean nanmean
    nanstd nansum nanvar outer percentile poly1d polyfit polyval pow power quantile rad2deg radians
    random sin sinc sinh std sum tan tanh tensordot trapezoid trapz unwrap var vdot vecdot vecmat
    """.split()
)
INEXACT_METHODS = {"dot", "mean", "now", "std", "sum", "today", "utcnow", "var"}
# sum() of floats is compensated from Python 3.12 on and was not before; hash() of text differs in every run.
INEXACT_BUILTINS = {"hash", "pow", "sum"}

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
# path (or path:function) -> why it may be longer.
LONG_FILES = {
    "core/exact.py": "each function for numbers and arrays with its overloads, error bound and doctest",
}
LONG_FUNCTIONS: dict[str, str] = {}


@dataclass(frozen=True)
class Source:
    name: str  # "sim/step.py"
    package: str  # "sim"
    text: str
    tree: ast.Module
    waived: frozenset[int]


@cache
def sources() -> tuple[Source, ...]:
    return tuple(read(path) for path in sorted(GAME.rglob("*.py")))


def read(path: Path) -> Source:
    name = path.relative_to(GAME).as_posix()
    text = path.read_text(encoding="utf-8")
    return make_source(name, text)


def make_source(name: str, text: str) -> Source:
    package = name.partition("/")[0].removesuffix(".py")
    lines = iter(text.splitlines(keepends=True))
    tokens = tokenize.generate_tokens(lambda: next(lines, ""))
    waived = frozenset(
        token.start[0]
        for token in tokens
        if token.type == tokenize.COMMENT and token.string.partition("# exact:")[2].strip()
    )
    return Source(name, package, text, ast.parse(text), waived)


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, also inside functions."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"game/{source.name}:{node.lineno} uses a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def wrong_imports(source: Source) -> Iterator[str]:
    for line, name in imports(source):
        top, _, rest = name.partition(".")
        place = f"game/{source.name}:{line}"
        if top == "game":
            target = rest.partition(".")[0]
            if target in LEAVES:
                if source.package not in LEAVES[target]:
                    yield f"{place} imports game.{target}"
            elif target not in ORDER:
                yield f"{place} imports game.{target}, which has no place in the house"
            elif source.package not in ORDER or ORDER.index(target) > ORDER.index(source.package):
                yield f"{place} imports game.{target}, which stands to its right"
        elif top in OUTSIDE and source.package not in OUTSIDE[top] and source.name not in OUTSIDE[top]:
            yield f"{place} imports {top}"
        elif source.package in ("core", "terrain", "sim") and top in IMPURE:
            yield f"{place} imports {top}, and {source.package} is pure"


def inexact(source: Source) -> Iterator[str]:
    """Everything in a file whose bits may differ from one machine to another."""
    numpy_names = {"np", "numpy"}
    for line, name in imports(source):
        if name.partition(".")[0] in INEXACT_MODULES:
            yield f"game/{source.name}:{line} imports {name}"
        if name.startswith("math.") and name.partition(".")[2] not in EXACT_MATH:
            yield f"game/{source.name}:{line} imports {name}"
        if name.startswith("numpy.") and name.split(".")[1] in INEXACT_NUMPY:
            yield f"game/{source.name}:{line} imports {name}"
    for node in ast.walk(source.tree):
        what = inexact_node(node, numpy_names)
        line = getattr(node.iter if isinstance(node, ast.comprehension) else node, "lineno", 0)
        if what and line not in source.waived:
            yield f"game/{source.name}:{line} uses {what}"


def inexact_node(node: ast.AST, numpy_names: set[str]) -> str:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        if node.value.id == "math" and node.attr not in EXACT_MATH:
            return f"math.{node.attr}"
        if node.value.id in numpy_names and node.attr in INEXACT_NUMPY:
            return f"np.{node.attr}"
    if isinstance(node, ast.Call):
        return inexact_call(node)
    if isinstance(node, ast.BinOp | ast.AugAssign):
        if isinstance(node.op, ast.MatMult):
            return "@"
        right = node.right if isinstance(node, ast.BinOp) else node.value
        left = node.left if isinstance(node, ast.BinOp) else node.target
        if isinstance(node.op, ast.Pow) and not (whole(left) and whole(right)):
            return "** on what may be a float"
    if isinstance(node, ast.For | ast.comprehension) and is_set(node.iter):
        return "the order of a set"
    return ""


def inexact_call(node: ast.Call) -> str:
    called = node.func
    if isinstance(called, ast.Name) and called.id in INEXACT_BUILTINS and not counts(node):
        return f"{called.id}()"
    if isinstance(called, ast.Attribute):
        if called.attr in INEXACT_METHODS and not (isinstance(called.value, ast.Name) and called.value.id == "math"):
            return f".{called.attr}()"
        if called.attr == "reduce" and isinstance(called.value, ast.Attribute) and called.value.attr == "add":
            return "np.add.reduce"
    ordering = isinstance(called, ast.Name) and called.id in {"list", "tuple", "enumerate"}
    if ordering and node.args and is_set(node.args[0]):
        return "the order of a set"
    return ""


def counts(node: ast.Call) -> bool:
    """sum(x > 1 for x in xs), sum(1 for ...): whole numbers, safe in any order."""
    if not node.args or not isinstance(node.args[0], ast.GeneratorExp):
        return False
    counted = node.args[0].elt
    parts = counted.values if isinstance(counted, ast.BoolOp) else [counted]
    return all(isinstance(part, ast.Compare) or whole(part) for part in parts)


def whole(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def is_set(node: ast.AST) -> bool:
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"set", "frozenset"}


def too_long(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > MAX_FILE_LINES and source.name not in LONG_FILES:
        yield f"game/{source.name} has {lines} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION_LINES and f"{source.name}:{node.name}" not in LONG_FUNCTIONS:
                yield f"game/{source.name}:{node.lineno} {node.name} has {length} lines"


def test_imports_go_one_way() -> None:
    assert [fault for source in sources() for fault in wrong_imports(source)] == []


def test_exact_packages_use_exact_arithmetic_only() -> None:
    exact = [source for source in sources() if source.package in EXACT]
    assert [fault for source in exact for fault in inexact(source)] == []


def test_files_and_functions_stay_short() -> None:
    assert [fault for source in sources() for fault in too_long(source)] == []


def test_init_files_hold_no_code() -> None:
    assert [source.name for source in sources() if source.name.endswith("__init__.py") and source.text.strip()] == []


def test_every_package_has_its_init_file() -> None:
    folders = {path.parent for path in GAME.rglob("*.py")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file()) == []


def test_allow_lists_name_things_that_exist() -> None:
    names = {source.name for source in sources()}
    assert set(LONG_FILES) | {entry.partition(":")[0] for entry in LONG_FUNCTIONS} <= names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("core/a.py", "from game.terrain import terrain"),
        ("core/a.py", "def f():\n    import game.sim.step"),
        ("sim/a.py", "from game import paths"),
        ("sim/a.py", "import pygame"),
        ("content/level.py", "import yaml"),
        ("sim/a.py", "from pydantic import BaseModel"),
        ("terrain/a.py", "from time import monotonic"),
        ("mission/a.py", "import game.ui.window"),
    ],
)
def test_the_import_rule_can_fail(name: str, text: str) -> None:
    assert list(wrong_imports(make_source(name, text)))


@pytest.mark.parametrize(
    "line",
    [
        "math.sin(x)", "from math import hypot", "np.exp(x)", "from numpy.fft import rfft", "a @ b", "a @= b",
        "x ** 0.5", "x ** 2", "x **= 2", "a.sum()", "sum(xs)", "sum(x for x in xs)", "datetime.now()",
        "hash(x)", "np.random.rand(1)", "import random",
        "[x for x in {1, 2}]", "list(set(xs))", "np.add.reduce(x)", "a.dot(b)", "pow(x, y)",
    ],
)  # fmt: skip
def test_the_exactness_rule_can_fail(line: str) -> None:
    assert list(inexact(make_source("sim/a.py", line)))


@pytest.mark.parametrize(
    "line",
    [
        "math.sqrt(x) + math.floor(y)", "np.sqrt(x)", "2**64", "np.cumsum(x)[-1]", "sum(x > 1 for x in xs)",
        "sorted(set(xs))", "mask.sum()  # exact: counts booleans", "exact.sin(x)", "'math.sin(x)'",
    ],
)  # fmt: skip
def test_the_exactness_rule_lets_exact_lines_pass(line: str) -> None:
    assert not list(inexact(make_source("sim/a.py", line)))
