"""A cache that forgets what was not used for longest, bounded by a cost the caller states."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lru(Generic[K, V]):
    """`cost` prices a value (pixels, say); the dearest total kept is `budget`, and never fewer than one."""

    def __init__(self, budget: int, cost: Callable[[V], int] = lambda _value: 1) -> None:
        self._budget = budget
        self._cost = cost
        self._held: OrderedDict[K, V] = OrderedDict()
        self._total = 0

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value under `key`, made now when it is not held."""
        held = self._held
        if key in held:
            held.move_to_end(key)
            return held[key]
        value = make()
        self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """Hold a value, in place of one held under the same key."""
        if key in self._held:
            self._total -= self._cost(self._held.pop(key))
        self._held[key] = value
        self._total += self._cost(value)
        while self._total > self._budget and len(self._held) > 1:
            _, oldest = self._held.popitem(last=False)
            self._total -= self._cost(oldest)

    def peek(self, key: K) -> V | None:
        """The value if it is held; that counts as a use."""
        if key not in self._held:
            return None
        self._held.move_to_end(key)
        return self._held[key]

    def items(self) -> list[tuple[K, V]]:
        return list(self._held.items())

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def clear(self) -> None:
        self._held.clear()
        self._total = 0

    def __len__(self) -> int:
        return len(self._held)

    @property
    def total(self) -> int:
        """The cost of all that is held."""
        return self._total
