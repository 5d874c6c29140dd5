"""Elementary functions to 80 digits, slowly, from Python's own decimals: the judge of game.core.exact."""

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from functools import cache, wraps

DIGITS = 80


def precise(function: Callable[..., Decimal]) -> Callable[..., Decimal]:
    @wraps(function)
    def inner(*values: float) -> Decimal:
        with localcontext(Context(prec=DIGITS, Emax=10**6, Emin=-(10**6))):
            return function(*(Decimal(v) for v in values))

    return inner


@cache
def pi() -> Decimal:
    """Machin: pi = 16 atan(1/5) - 4 atan(1/239)."""
    with localcontext(Context(prec=DIGITS + 10)):
        return 16 * _atan_series(Decimal(1) / 5) - 4 * _atan_series(Decimal(1) / 239)


def _atan_series(t: Decimal) -> Decimal:
    power, answer, k = t, t, 1
    while power and abs(power) > abs(answer) * Decimal(10) ** -(DIGITS + 5):
        power = -power * t * t
        k += 2
        answer += power / k
    return answer


def _sin_series(r: Decimal) -> Decimal:
    term, answer, k = r, r, 1
    while term and abs(term) > abs(answer) * Decimal(10) ** -(DIGITS + 5):
        term = -term * r * r / ((k + 1) * (k + 2))
        k += 2
        answer += term
    return answer


@precise
def sin(x: Decimal) -> Decimal:
    half_turns = (x / pi()).to_integral_value()
    y = _sin_series(x - half_turns * pi())
    return -y if half_turns % 2 else y


@precise
def cos(x: Decimal) -> Decimal:
    half_turns = (x / pi() - Decimal("0.5")).to_integral_value()
    y = -_sin_series(x - (half_turns + Decimal("0.5")) * pi())
    return -y if half_turns % 2 else y


def tan(x: float) -> Decimal:
    with localcontext(Context(prec=DIGITS)):
        return sin(x) / cos(x)


@precise
def sin_deg(deg: Decimal) -> Decimal:
    half_turns = (deg / 180).to_integral_value()
    y = _sin_series((deg - half_turns * 180) * pi() / 180)
    return -y if half_turns % 2 else y


@precise
def cos_deg(deg: Decimal) -> Decimal:
    half_turns = ((deg - 90) / 180).to_integral_value()
    y = -_sin_series((deg - 90 - half_turns * 180) * pi() / 180)
    return -y if half_turns % 2 else y


@precise
def atan2(y: Decimal, x: Decimal) -> Decimal:
    """For x and y not both zero."""
    a, b = abs(y), abs(x)
    t = min(a, b) / max(a, b)
    for _ in range(3):  # each halves the angle
        t = t / (1 + (1 + t * t).sqrt())
    angle = 8 * _atan_series(t)
    angle = pi() / 2 - angle if a > b else angle
    angle = pi() - angle if x < 0 else angle
    return -angle if y < 0 else angle


@precise
def asin(x: Decimal) -> Decimal:
    return atan2(x, ((1 - x) * (1 + x)).sqrt())


@precise
def acos(x: Decimal) -> Decimal:
    return atan2(((1 - x) * (1 + x)).sqrt(), x)


@precise
def exp(x: Decimal) -> Decimal:
    return x.exp()


@precise
def log(x: Decimal) -> Decimal:
    return x.ln()


@precise
def pow(x: Decimal, y: Decimal) -> Decimal:
    return (y * x.ln()).exp()


@precise
def hypot(x: Decimal, y: Decimal) -> Decimal:
    return (x * x + y * y).sqrt()


def relative_error(value: float, truth: Decimal) -> float:
    with localcontext(Context(prec=DIGITS)):
        return float(abs((Decimal(value) - truth) / truth)) if truth else abs(value)
