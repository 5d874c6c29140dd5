"""The command line: `python -m game`, `jezero`. Everything it does stands in `game/cli/`."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code; with no words at all, open the game."""
    # Before numpy is there: threads inside its small matrix products cost ten times what they save beside our own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from game.cli.guard import guarded
    from game.cli.parser import dispatch

    words = sys.argv[1:] if argv is None else list(argv)
    return guarded(dispatch, words)


if __name__ == "__main__":
    sys.exit(main())
