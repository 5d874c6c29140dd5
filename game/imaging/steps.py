"""Work that can be done in steps, with something else between them, or at one go."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]


def at_once(work: Steps[T]) -> T:
    """Do all steps; what they come to."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: T = done.value
            return result
