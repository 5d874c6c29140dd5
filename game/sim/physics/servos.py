"""The self-test of Ingenuity's six swashplate servos before each take-off, as a pure function.

Before flight 14 two of them swung to and fro by about a degree in the test (the servo wiggle); the computer stood the
helicopter down by itself, and the flight was flown weeks later without a fault. JPL's first suspicion was play by wear
in gears and linkages (status report of September 2021, from memory).
"""

FRESH_FAILS_FRAC = 0.004
"""Chance to fail the test with new gears; starting value."""
WORN_FAILS_FRAC = 0.0002
"""What each take-off adds to it; starting value, so that one test of some 72 fails."""


def fails_frac(take_offs: int) -> float:
    """Chance that the self-test stops a flight after so many take-offs.

    >>> round(fails_frac(0), 4), round(fails_frac(13), 4), round(fails_frac(71), 4)
    (0.004, 0.0066, 0.0182)
    """
    return FRESH_FAILS_FRAC + WORN_FAILS_FRAC * take_offs
