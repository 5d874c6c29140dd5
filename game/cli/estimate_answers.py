"""The answers of `estimate`: figures for tools, and the same in words and units for people."""

import argparse
from collections.abc import Callable
from dataclasses import replace

from game.cli.estimate_parts import (
    Answer,
    catalog,
    judged,
    listed,
    moment,
    runs_before,
    sentences,
    setting,
    verdict,
    when,
)
from game.cli.estimate_relay import relay
from game.cli.guard import Refused
from game.cli.suggest import did_you_mean
from game.core import marstime
from game.sim.estimates.core import estimate_core
from game.sim.estimates.forecast import Outlook, Range, expect
from game.sim.estimates.moxie import estimate_run, runs_for_ascent
from game.sim.estimates.quick_drive import Ground, quick_drive
from game.sim.estimates.quick_flight import quick_flight
from game.sim.estimates.sky import foreseen_at, resting_actuators_c, usual_weather
from game.sim.estimates.sol_plan import activities, plan_sol
from game.sim.narrate import duration_words
from game.sim.physics import air
from game.sim.physics.drive_modes import DriveMode
from game.terrain.material import Material

# --- flight, drive ----------------------------------------------------------------------------------------------------


def flight(arguments: argparse.Namespace) -> Answer:
    sky = usual_weather(arguments.ls, arguments.lmst, arguments.wind)
    manner = {"pictures": not arguments.hop, "hovering_s": arguments.hover}
    flown = quick_flight(sky, arguments.distance, arguments.altitude, arguments.charge, arguments.legs, **manner)
    figures = {
        "duration_s": round(flown.duration_s, 1),
        "energy_wh": round(flown.energy_wh, 2),
        "max_speed_m_s": round(flown.max_speed_m_s, 2),
        "max_airspeed_m_s": round(flown.max_airspeed_m_s, 2),
        "rotor_rpm": flown.rotor_rpm,
        "thrust_margin_frac": round(flown.thrust_margin_frac, 3),
        "tip_mach": round(flown.tip_mach, 3),
        "peak_w": round(flown.peak_w),
        "density_kg_m3": round(flown.density_kg_m3, 5),
        "charge_end_frac": round(flown.charge_end_frac, 3),
        "wind_m_s": round(sky.wind_m_s, 1),
        "gust_m_s": round(sky.gust_m_s, 1),
        **judged(flown.reasons),
    }
    rows = [
        ("duration", f"{flown.duration_s:.0f} s"),
        ("energy", f"{flown.energy_wh:.1f} Wh, battery {arguments.charge:.0%} to {flown.charge_end_frac:.0%}"),
        ("fastest", f"{flown.max_speed_m_s:.1f} m/s over ground, {flown.max_airspeed_m_s:.1f} m/s through the air"),
        ("rotors", f"{flown.rotor_rpm:.0f} rpm, blade tips at Mach {flown.tip_mach:.2f}"),
        ("thrust", f"{flown.thrust_margin_frac:.0%} to spare; at full thrust {flown.peak_w:.0f} W"),
        ("air", f"{flown.density_kg_m3:.4f} kg/m³, head wind {sky.wind_m_s:.1f} m/s, gusts {sky.gust_m_s:.1f} m/s"),
    ]
    title = f"A flight of {arguments.distance:.0f} m at {arguments.altitude:.0f} m, Ls {arguments.ls:.0f}°"
    return Answer(title, figures, [*rows, *verdict(flown.reasons)])


def drive(arguments: argparse.Namespace) -> Answer:
    weather, seed, _relay = setting(arguments.level)
    ground = Ground(arguments.grade, Material[arguments.material.upper()], backwards=arguments.backwards)
    if arguments.rocks is not None:
        ground = replace(ground, rocks_frac=arguments.rocks)
    mode = DriveMode.DIRECTED if arguments.mode == "manual" else DriveMode(arguments.mode)
    driven = quick_drive(weather, seed, moment(arguments), arguments.distance, ground, mode, arguments.charge)
    figures = {
        "duration_s": driven.duration_s,
        "energy_wh": round(driven.energy_wh, 1),
        "slip_frac": round(driven.slip_frac, 4),
        "sinkage_cm": round(100.0 * driven.sinkage_m, 1),
        "mean_m_h": round(driven.mean_m_h, 1),
        "warm_up_s": driven.warm_up_s,
        "setup_s": driven.setup_s,
        "rolling_s": driven.rolling_s,
        "thinking_s": driven.thinking_s,
        "motors_w": round(driven.motors_w, 1),
        **judged(driven.reasons),
    }
    stops = f"rolling {duration_words(driven.rolling_s)}, camera stops {duration_words(driven.thinking_s)}"
    rows = [
        ("duration", f"{duration_words(driven.duration_s)}, until {marstime.lmst_text(driven.end_tick)}"),
        ("of it", f"{stops}, warm-up {duration_words(driven.warm_up_s)}, first pictures {driven.setup_s} s"),
        ("mean speed", f"{driven.mean_m_h:.0f} m/h"),
        ("slip", f"{driven.slip_frac:.0%}; the wheels stand {100.0 * driven.sinkage_m:.0f} cm deep"),
        ("energy", f"{driven.energy_wh:.0f} Wh beside the awake load; motors {driven.motors_w:.0f} W while rolling"),
    ]
    title = f"A drive of {arguments.distance:.0f} m over {arguments.material}, grade {arguments.grade:.0f}°"
    way = f"{arguments.mode}, backwards" if arguments.backwards else arguments.mode
    return Answer(f"{title}, {way}", figures, [*rows, *verdict(driven.reasons)])


# --- MOXIE, core, power -----------------------------------------------------------------------------------------------


def moxie(arguments: argparse.Namespace) -> Answer:
    weather, seed, _relay = setting(arguments.level)
    cycles = float(arguments.runs if arguments.runs is not None else runs_before(arguments.level))
    luck = None if arguments.level is None else seed
    run = estimate_run(weather, luck, moment(arguments), arguments.minutes, arguments.amps, arguments.charge, cycles)
    figures = {
        "grams": round(run.grams, 3),
        "peak_g_h": round(run.peak_g_h, 3),
        "mean_g_h": round(run.mean_g_h, 3),
        "purity_frac": round(run.purity_frac, 4),
        "energy_wh": round(run.energy_wh, 1),
        "warm_up_s": run.warm_up_s,
        "duration_s": run.duration_s,
        "breathing_min": round(run.breathing_min, 2),
        "ascent_frac": float(f"{run.ascent_frac:.4g}"),
        "net_wh": round(run.net_wh, 1),
        "cycles_after": round(run.cycles_after, 2),
        "warnings": sentences(run.warnings),
        **judged(run.reasons),
    }
    rows = [
        ("oxygen", f"{run.grams:.1f} g, at most {run.peak_g_h:.1f} g/h, {run.purity_frac:.1%} pure"),
        ("that is", f"{run.breathing_min:.0f} min of breathing; {ascent_words(run.grams)}"),
        ("duration", f"{duration_words(run.duration_s)}, of it {duration_words(run.warm_up_s)} of warm-up"),
        ("energy", f"{run.energy_wh:.0f} Wh beside the awake load; the batteries lose {run.net_wh:.0f} Wh"),
        *(("beware", told) for told in sentences(run.warnings)),
    ]
    title = f"MOXIE for {arguments.minutes:.0f} min at {arguments.amps:.1f} A, {when(moment(arguments))}"
    return Answer(title, figures, [*rows, *verdict(run.reasons)])


def ascent_words(grams: float) -> str:
    """How little of a rocket's need that is."""
    runs = runs_for_ascent(grams)
    return f"{runs / 1e6:.1f} million such runs fill an ascent vehicle" if runs else "nothing"


def core(arguments: argparse.Namespace) -> Answer:
    weather, seed, _relay = setting(arguments.level)
    rocks = catalog().rocks
    rock = rocks.get(arguments.rock.strip().lower().replace("-", "_").replace(" ", "_"))
    if rock is None:
        raise Refused(f"there is no rock {arguments.rock!r}.{did_you_mean(arguments.rock, rocks)}\n{listed(rocks)}")
    cold_c = resting_actuators_c(weather, seed, moment(arguments))
    work = estimate_core(rock, cold_c, arguments.charge, arguments.wear)
    figures = {
        "rock": rock.id,
        "duration_s": work.duration_s,
        "warm_up_s": work.warm_up_s,
        "abrade_s": work.abrade_s,
        "core_s": work.core_s,
        "seal_s": work.seal_s,
        "energy_wh": round(work.energy_wh, 1),
        "core_energy_wh": round(work.core_energy_wh, 1),
        "length_cm": round(work.length_cm, 2),
        "length_range_cm": [round(work.length_min_cm, 2), round(work.length_max_cm, 2)],
        "mass_g": round(work.mass_g, 1),
        "mass_range_g": [round(work.mass_min_g, 1), round(work.mass_max_g, 1)],
        "crumble_frac": work.crumble_frac,
        "short_frac": round(work.short_frac, 4),
        "pebbles_frac": round(work.pebbles_frac, 4),
        "seal_fails_frac": work.seal_fails_frac,
        "first_try_frac": round(work.first_try_frac, 4),
        **judged(work.reasons),
    }
    steps = f"abrade {work.abrade_s // 60} min, core {work.core_s // 60} min, seal {work.seal_s // 60} min"
    rows = [
        ("duration", f"{duration_words(work.duration_s)}: {steps}, warm-up {work.warm_up_s // 60} min"),
        ("energy", f"{work.energy_wh:.0f} Wh beside the awake load, {work.core_energy_wh:.0f} Wh of it for the core"),
        ("core", f"{work.length_cm:.1f} cm ({work.length_min_cm:.1f} to {work.length_max_cm:.1f})"),
        ("mass", f"{work.mass_g:.0f} g ({work.mass_min_g:.0f} to {work.mass_max_g:.0f})"),
        ("crumbles", f"{work.crumble_frac:.0%} of attempts; a short core {work.short_frac:.0%}"),
        ("trouble", f"pebbles in the carousel {work.pebbles_frac:.1%}, a seal that fails {work.seal_fails_frac:.0%}"),
        ("all well", f"{work.first_try_frac:.0%} of first tries"),
    ]
    return Answer(f"A sample of {rock.name}", figures, [*rows, *verdict(work.reasons)])


def power(arguments: argparse.Namespace) -> Answer:
    weather, seed, link_up = setting(arguments.level)
    known = activities(catalog())
    for name, _seconds in arguments.plan:
        if name not in known:
            raise Refused(f"--plan: there is no activity {name!r}.{did_you_mean(name, known)}\n{listed(known)}")
    plan = [(known[name], seconds) for name, seconds in arguments.plan]
    start = marstime.tick_at(arguments.sol, arguments.start)
    sol = plan_sol(weather, seed, link_up, start, arguments.charge, plan)
    figures = {
        "wh_in": round(sol.wh_in, 1),
        "wh_out": round(sol.wh_out, 1),
        "wh_shunted": round(sol.shunted_wh, 1),
        "soc_start": sol.soc_start,
        "soc_min": round(sol.soc_min, 4),
        "soc_end": round(sol.soc_end, 4),
        "busy_h": round(sol.busy_s / 3600.0, 2),
        **judged(sol.reasons),
    }
    rows = [
        (marstime.lmst_text(use.from_tick), f"{use.name}, {duration_words(use.until_tick - use.from_tick)}")
        for use in sol.uses
    ]
    rows += [
        ("in", f"{sol.wh_in:.0f} Wh, of it {sol.shunted_wh:.0f} Wh when the batteries were full"),
        ("out", f"{sol.wh_out:.0f} Wh"),
        ("charge", f"{sol.soc_start:.0%} at first, {sol.soc_end:.0%} a sol later"),
        ("lowest", f"{sol.soc_min:.0%} at {marstime.lmst_text(sol.soc_min_tick)}"),
    ]
    return Answer(f"From {when(start)}, a sol", figures, [*rows, *verdict(sol.reasons)])


# --- sky -------------------------------------------------------------------------------------------------------


def _ends(of: Range, digits: int) -> list[float]:
    return [round(of.low, digits), round(of.high, digits)]


def _in_words(ahead: Outlook) -> str:
    """What a season and an hour let one expect, before anything is measured."""
    tau = f"tau {ahead.tau.low:.2f} to {ahead.tau.high:.2f}"
    air_c, wind_m_s = ahead.air_c, ahead.wind_m_s
    return f"{tau}, {air_c.low:.0f} to {air_c.high:.0f} °C, wind {wind_m_s.low:.1f} to {wind_m_s.high:.1f} m/s"


def sky(arguments: argparse.Namespace) -> Answer:
    weather, seed, _relay = setting(arguments.level)
    tick = moment(arguments)
    now = foreseen_at(weather, None if arguments.level is None else seed, tick)
    ahead = expect(weather, seed, None, tick)
    figures = {
        "ls": round(now.ls_deg, 2),
        "season": marstime.season(now.ls_deg),
        "sun_elevation_deg": round(now.sun_elevation_deg, 2),
        "sun_azimuth_deg": round(now.sun_azimuth_deg, 2),
        "pressure_pa": round(now.pressure_pa, 1),
        "air_temperature_c": round(now.air_c, 1),
        "ground_temperature_c": round(now.ground_c, 1),
        "air_turbulence_c": round(air.turbulence_c(marstime.lmst_h(tick)), 2),
        "density_kg_m3": round(now.density_kg_m3, 5),
        "tau": round(now.tau, 3),
        "wind_m_s": round(now.wind_m_s, 2),
        "gust_m_s": round(now.gust_m_s, 2),
        "wind_from_deg": round(now.wind_from_deg),
        "tau_range": _ends(ahead.tau, 3),
        "air_temperature_range_c": _ends(ahead.air_c, 1),
        "wind_range_m_s": _ends(ahead.wind_m_s, 2),
        "storm_frac": round(ahead.storm_frac, 3),
    }
    rows = [
        ("season", f"Ls {now.ls_deg:.1f}°, northern {marstime.season(now.ls_deg)}"),
        ("sun", f"{now.sun_elevation_deg:.1f}° high, azimuth {now.sun_azimuth_deg:.0f}°"),
        ("air", f"{now.pressure_pa:.0f} Pa, {now.air_c:.0f} °C, {now.density_kg_m3:.4f} kg/m³"),
        ("ground", f"{now.ground_c:.0f} °C"),
        ("dust", f"tau {now.tau:.2f}"),
        ("wind", f"{now.wind_m_s:.1f} m/s from {now.wind_from_deg:.0f}°, gusts {now.gust_m_s:.1f} m/s"),
        ("4 in 5 sols", _in_words(ahead)),
    ]
    return Answer(f"The sky, {when(moment(arguments))}", figures, rows)


ANSWERS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "flight": flight,
    "drive": drive,
    "moxie": moxie,
    "power": power,
    "core": core,
    "relay": relay,
    "sky": sky,
}
