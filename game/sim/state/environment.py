"""Sky, power and heat."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class WeatherState:
    """The sky and air now (updated each minute)."""

    ls_deg: float = 0.0
    sun_azimuth_deg: float = 0.0
    sun_elevation_deg: float = 0.0
    air_c: float = 0.0
    ground_c: float = 0.0
    pressure_pa: float = 0.0
    density_kg_m3: float = 0.0
    tau: float = 0.0
    wind_m_s: float = 0.0
    gust_m_s: float = 0.0
    wind_from_deg: float = 0.0
    storm: bool = False


@dataclass(slots=True)
class MedaState:
    """What the weather station has felt pass over it so far."""

    vortices: int = 0
    dust_devils: int = 0
    """Of them those that carried dust."""
    deepest_pa: float = 0.0


@dataclass(slots=True)
class PowerState:
    """Batteries and the bus. Systems that use power between minutes add joules to `drawn_j`; the minute settles it."""

    charge_wh: float = 0.0
    capacity_wh: float = 0.0
    source_w: float = 0.0
    load_w: float = 0.0
    drawn_j: float = 0.0
    loads_w: list[tuple[str, float]] = field(default_factory=list)
    low_warned: bool = False
    safe_mode: bool = False
    safe_modes: int = 0
    all_clear_tick: int = -1
    """In safe mode: when Earth will allow the rover back to work."""
    asleep_until_tick: int = -1
    """-1 when awake."""
    wh_in: float = 0.0
    wh_out: float = 0.0
    shunted_wh: float = 0.0
    """Generated, but the batteries were full: wh_in - wh_out - shunted_wh is what they gained."""


@dataclass(slots=True)
class ThermalState:
    """Temperatures of the parts that care."""

    actuators_c: float = 0.0
    electronics_c: float = 0.0
    heater_w: float = 0.0
    zones_w: list[tuple[str, float]] = field(default_factory=list)
    """The same, part by part."""
