"""Physical constants and conversions, unit in the name, source beside the number."""

# --- Mars -----------------------------------------------------------------------------------------
MARS_GRAVITY_M_S2 = 3.72  # standard value for the equator at the datum
MARS_RADIUS_M = 3_396_190.0  # Mars 2000 sphere (IAU equatorial radius), used by the published Jezero maps
MARS_GAS_CONSTANT_J_KG_K = 191.8  # dry Martian air: density = pressure / (191.8 * temperature)
MARS_CP_J_KG_K = 770.0  # specific heat of CO2 at Martian surface temperature; starting value, from memory
SOLAR_CONSTANT_1AU_W_M2 = 1361.0  # at 1 AU (Kopp & Lean 2011); 493 to 717 at Mars
JEZERO_LATITUDE_DEG = 18.44  # landing site 18.44463 N, 77.45089 E (NASA MMGIS waypoints)
JEZERO_LONGITUDE_DEG = 77.45
JEZERO_DATUM_M = -2569.9  # elevation of the landing site, same source
MARS_M_PER_DEG_LATITUDE = 59_275.0  # Mars 2000 sphere
MARS_M_PER_DEG_LONGITUDE = 56_230.0  # the same at 18.45 N

# --- universal ------------------------------------------------------------------------------------
LIGHT_SPEED_M_S = 299_792_458.0  # exact by definition
AU_M = 149_597_870_700.0  # exact by definition (IAU 2012)
FARADAY_C_MOL = 96_485.33212  # CODATA 2018
O2_G_MOL = 31.998  # IUPAC
STEFAN_BOLTZMANN_W_M2_K4 = 5.670374419e-8  # CODATA 2018
ZERO_C_K = 273.15  # exact by definition

DEG_PER_RAD = 57.29577951308232
RAD_PER_DEG = 0.017453292519943295


def rad_from_deg(angle_deg: float) -> float:
    """Degrees to radians.

    >>> rad_from_deg(180)
    3.141592653589793
    """
    return angle_deg * RAD_PER_DEG


def deg_from_rad(angle_rad: float) -> float:
    """Radians to degrees.

    >>> deg_from_rad(3.141592653589793)
    180.0
    """
    return angle_rad * DEG_PER_RAD


def wh_from_j(energy_j: float) -> float:
    """Joules to watt-hours (an hour of 3600 s).

    >>> wh_from_j(7200)
    2.0
    """
    return energy_j / 3600.0


def j_from_wh(energy_wh: float) -> float:
    """Watt-hours to joules.

    >>> j_from_wh(2)
    7200.0
    """
    return energy_wh * 3600.0


def wh_over(power_w: float, seconds: float) -> float:
    """Energy in Wh of a power held for some seconds.

    >>> wh_over(110, 3600)
    110.0
    """
    return power_w * seconds / 3600.0


def k_from_c(temperature_c: float) -> float:
    """Degrees Celsius to kelvin.

    >>> k_from_c(-100)
    173.14999999999998
    """
    return temperature_c + ZERO_C_K


def c_from_k(temperature_k: float) -> float:
    """Kelvin to degrees Celsius.

    >>> c_from_k(273.15)
    0.0
    """
    return temperature_k - ZERO_C_K


def m_s_from_m_h(speed_m_h: float) -> float:
    """Metres per hour (as rover speeds are published) to metres per second.

    >>> m_s_from_m_h(3600)
    1.0
    """
    return speed_m_h / 3600.0


def m_h_from_m_s(speed_m_s: float) -> float:
    """Metres per second to metres per hour.

    >>> m_h_from_m_s(1)
    3600.0
    """
    return speed_m_s * 3600.0


def air_density_kg_m3(pressure_pa: float, temperature_k: float) -> float:
    """Density of Martian air from the gas law.

    >>> round(air_density_kg_m3(740, 210), 4)
    0.0184
    """
    return pressure_pa / (MARS_GAS_CONSTANT_J_KG_K * temperature_k)
