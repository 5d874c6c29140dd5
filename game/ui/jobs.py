"""Work beside the frames: read levels, grow terrain, paint pictures.

A job runs in one background thread, in order. In scripted play it runs on the spot when it is first looked at,
so that the same frame shows the same thing on every machine.
"""

import queue
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
SWITCH_S = 0.001  # how long a frame waits at most for a job to give way (Python's own 5 ms are a third of a frame)


class Job(Generic[T]):
    """A result to come. Look at `done` each frame; then `error` or `result`."""

    def __init__(self, work: Callable[[], T], on_the_spot: bool) -> None:
        self._work: Callable[[], T] | None = work
        self._on_the_spot = on_the_spot
        self._result: T | None = None
        self._finished = threading.Event()
        self.error: Exception | None = None
        self.dropped = False

    @property
    def done(self) -> bool:
        if self._on_the_spot and not self._finished.is_set():
            self.run()
        return self._finished.is_set()

    @property
    def result(self) -> T:
        """Only when done without an error."""
        if self._result is None:
            raise RuntimeError("the job has no result") from self.error
        return self._result

    def drop(self) -> None:
        """Nobody waits for it any more; it is skipped if it has not begun."""
        self.dropped = True

    def run(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        try:
            if not self.dropped:
                self._result = work()
        except Exception as fault:  # the screen that asked decides what to say
            self.error = fault
        self._finished.set()


class Jobs:
    """The queue of jobs of one window."""

    def __init__(self, on_the_spot: bool = False) -> None:
        self.on_the_spot = on_the_spot
        self._waiting: queue.SimpleQueue[Job[object] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], T]) -> Job[T]:
        job: Job[T] = Job(work, self.on_the_spot)
        if not self.on_the_spot:
            self._waiting.put(job)  # type: ignore[arg-type]
            self._wake()
        return job

    def _wake(self) -> None:
        if self._thread is None:
            sys.setswitchinterval(SWITCH_S)
            self._thread = threading.Thread(target=self._serve, name="jobs", daemon=True)
            self._thread.start()

    def _serve(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.run()

    def close(self) -> None:
        """Take no more; a job that runs now does not keep the game open."""
        self._waiting.put(None)
