"""The small parts: jobs, toasts, boxes, signs, sounds, contrast."""

import threading
import time

import numpy as np
import pygame
import pytest

from game.mission.settings import Settings
from game.ui import synth, theme
from game.ui.audio import Sound
from game.ui.icons import SIGNS, Icons
from game.ui.jobs import Jobs
from game.ui.skin import Box, Skin
from game.ui.theme import Colour, Rgba
from game.ui.toasts import MOST, Toasts, opacity


def test_a_job_runs_beside_and_its_fault_is_kept() -> None:
    jobs = Jobs()
    good, bad = jobs.start(threading.get_ident), jobs.start(lambda: 1 // 0)
    deadline = time.monotonic() + 10
    while not bad.done and time.monotonic() < deadline:
        time.sleep(0.001)
    assert good.result != threading.get_ident()
    assert isinstance(bad.error, ZeroDivisionError)
    jobs.close()


def test_a_job_on_the_spot_runs_when_first_looked_at() -> None:
    ran: list[int] = []
    job = Jobs(on_the_spot=True).start(lambda: ran.append(1) or 5)  # type: ignore[func-returns-value]
    assert ran == []
    assert job.done
    assert (job.result, ran) == (5, [1])


def test_a_dropped_job_is_not_run() -> None:
    job = Jobs(on_the_spot=True).start(lambda: 1 // 0)
    job.drop()
    assert job.done
    assert job.error is None


def test_toasts_go_by_themselves_and_never_pile_up() -> None:
    toasts = Toasts()
    for number in range(10):
        toasts.say(f"note {number}", "note", 0.0, 5.0)
    toasts.say("note 9", "note", 1.0, 5.0)
    assert [toast.text for toast in toasts.shown] == [f"note {n}" for n in range(10 - MOST, 10)]
    assert 0 < opacity(toasts.shown[0], 0.0) < 1 == opacity(toasts.shown[0], 2.0)
    toasts.update(5.5)
    assert [toast.text for toast in toasts.shown] == ["note 9"]


def test_a_message_about_the_same_thing_replaces_the_old_one() -> None:
    toasts = Toasts()
    for percent in (110, 120):
        toasts.say(f"Size {percent} %", "note", 0.0, 5.0, about="scale")
    assert [toast.text for toast in toasts.shown] == ["Size 120 %"]


def test_boxes_are_round_and_of_one_colour() -> None:
    box = Skin().box((80, 40), Box((200, 100, 50, 255), radius=8))
    assert box.get_at((40, 20)) == (200, 100, 50, 255)
    assert box.get_at((0, 0)).a < 40
    assert {tuple(box.get_at((x, y)))[:3] for x in range(80) for y in range(40) if box.get_at((x, y)).a} == {
        (200, 100, 50)
    }


@pytest.mark.parametrize("name", SIGNS)
def test_every_sign_is_drawn_whole(name: str) -> None:
    sign = Icons().get(name, 32, (255, 255, 255))
    drawn = sign.get_bounding_rect(40)
    assert drawn.width >= 12
    assert pygame.Rect(0, 0, 32, 32).contains(drawn)


def test_signs_differ_without_their_colour() -> None:
    shapes = {
        name: pygame.image.tobytes(Icons().get(name, 32, (255, 255, 255)), "RGBA") for name in SIGNS if name != "play"
    }
    assert len(set(shapes.values())) == len(shapes)


@pytest.mark.parametrize("name", synth.SOUNDS)
def test_sounds_are_audible_short_and_do_not_clip(name: str) -> None:
    samples = synth.samples(name, 2)
    assert samples.dtype == np.int16
    assert samples.shape[1] == 2
    assert 1000 < np.abs(samples.astype(int)).max() < synth.PEAK
    assert len(samples) / synth.RATE_HZ < (synth.WIND_S + 1 if name == "wind" else 2.5)


def test_the_wind_loops_without_a_seam() -> None:
    wave = synth.wind()
    inside = np.abs(np.diff(wave)).max()
    assert abs(wave[0] - wave[-1]) <= inside


def test_silence_without_a_device_is_no_fault() -> None:
    sound = Sound(Settings())
    sound.play("click")
    sound.loop("wind")
    sound.set_settings(Settings(volume=0.0))
    sound.close()
    assert not sound.ready


def brightness(colour: Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: Colour, b: Colour) -> float:
    high, low = sorted((brightness(a), brightness(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(top: Rgba, below: Colour) -> Colour:
    share = top[3] / 255
    r, g, b = (round(t * share + u * (1 - share)) for t, u in zip(top[:3], below, strict=True))
    return (r, g, b)


BRIGHT_GROUND: Colour = (235, 205, 170)  # the brightest sand in the sun


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("TEXT", 7.0),
        ("QUIET", 4.5),
        ("ACCENT", 4.5),
        ("SKY", 4.5),
        ("GOOD", 4.5),
        ("CAUTION", 4.5),
        ("FAULT_TEXT", 4.5),
        ("FAINT", 3.0),
    ],
)
def test_text_is_legible_on_panels_over_the_brightest_ground(text: str, least: float) -> None:
    assert contrast(getattr(theme, text), over(theme.GROUND, BRIGHT_GROUND)) >= least


def test_the_chosen_button_is_legible() -> None:
    assert contrast(theme.ON_ACCENT, theme.ACCENT) >= 7.0
