"""The file beside a picture that says how it was taken, enough to take the identical one again.

One JSON object: first what people ask (where, when, through which lens), last the whole scene.
"""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from game.core.marstime import lmst_text, sol
from game.imaging.camera import CAMERAS, SENSOR_WIDTH_MM, Lens, View
from game.imaging.heavens import Body
from game.imaging.products.plain import PlainFault, from_plain, to_plain
from game.imaging.products.shot import Kind, Shot, camera_named, checked, fov_v_deg
from game.imaging.render import Picture, Quality
from game.imaging.scene import Devil, Horizon, Polyline, Scene, Thing
from game.terrain.terrain import Terrain

FORMAT = 1
MOST_BYTES = 4_000_000
MOST_TRACK_POINTS = 8000
"""Of a mission's tracks the last ones are kept: 4 km of driving."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which world a picture belongs to. state_digest: of the mission at state_tick, when the sidecar was written (a
    replay run to that tick gives the same); "" when there was none."""

    level: str
    content_hash: str
    seed: int
    tick: int
    state_digest: str = ""
    state_tick: int = -1


@dataclass(frozen=True, slots=True)
class Pose:
    x_m: float
    y_m: float
    height_m: float
    """Of the camera above the ground."""


@dataclass(frozen=True, slots=True)
class Pointing:
    azimuth_deg: float
    elevation_deg: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene without its ground."""

    sun_azimuth_deg: float
    sun_elevation_deg: float
    tau: float
    tracks_m: tuple[Polyline, ...]
    objects: tuple[Thing, ...]
    horizon: Horizon
    devils: tuple[Devil, ...]
    heavens: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Sidecar:
    format: int
    level: str
    content_hash: str
    seed: int
    state_digest: str
    ground_digest: str
    sol: int
    lmst: str
    tick: int
    tau: float
    product: Kind
    quality: Quality
    camera: str
    focal_mm: float
    fov_deg: tuple[float, float]
    pixel_urad: float
    """Angle across the middle pixel as drawn; ifov_urad: of the camera's own full frame."""
    ifov_urad: float
    width_px: int
    height_px: int
    pose: Pose
    pointing: Pointing
    span_deg: tuple[float, float]
    target: str
    caption: str
    data_mbit: float
    picture_hash: str
    stage: Stage
    state_tick: int = -1
    """Of state_digest; -1 in sidecars from before it was written down."""


STAGE = tuple(field.name for field in fields(Stage))


def bounded(scene: Scene) -> Scene:
    """The scene with tracks no longer than a sidecar holds, so that both show the same."""
    room, kept = MOST_TRACK_POINTS, []
    for track in reversed(scene.tracks_m):
        if room > 1:
            kept.append(track[-room:])
            room -= len(kept[-1])
    return replace(scene, tracks_m=tuple(reversed(kept)))


def sidecar_of(shot: Shot, scene: Scene, origin: Origin, picture: Picture, data_mbit: float) -> Sidecar:
    view, camera = shot.view, shot.view.camera
    return Sidecar(
        format=FORMAT,
        level=origin.level,
        content_hash=origin.content_hash,
        seed=origin.seed,
        state_digest=origin.state_digest,
        ground_digest=ground_digest(scene.terrain),
        sol=sol(origin.tick),
        lmst=lmst_text(origin.tick),
        tick=origin.tick,
        tau=scene.tau,
        product=shot.kind,
        quality=shot.quality,
        camera=camera.name,
        focal_mm=camera.focal_mm,
        fov_deg=(camera.fov_deg, fov_v_deg(shot)),
        pixel_urad=Lens(view, shot.width, shot.height).pixel_rad * 1e6,
        ifov_urad=ifov_urad(view),
        width_px=shot.width,
        height_px=shot.height,
        pose=Pose(view.eye_x_m, view.eye_y_m, view.eye_height_m),
        pointing=Pointing(view.azimuth_deg, view.elevation_deg, view.roll_deg),
        span_deg=shot.span_deg,
        target=shot.target,
        caption=shot.caption,
        data_mbit=data_mbit,
        picture_hash=picture_hash(picture),
        stage=Stage(**{name: getattr(scene, name) for name in STAGE}),
        state_tick=origin.state_tick,
    )


def ifov_urad(view: View) -> float:
    """Angle across a pixel of the camera's own frame; for Mastcam-Z by its focal length (Bell et al. 2021).

    >>> from game.imaging.camera import zoomed
    >>> [round(ifov_urad(View(0.0, 0.0, camera=zoomed(CAMERAS["mastcam_z"], f))), 1) for f in (26.0, 110.0)]
    [283.7, 67.0]
    """
    camera = view.camera
    if camera.name == "mastcam_z" and camera.focal_mm > 0.0:
        return SENSOR_WIDTH_MM / camera.pixels[0] / camera.focal_mm * 1e6
    return Lens(view, *camera.pixels).pixel_rad * 1e6


def to_text(sidecar: Sidecar) -> str:
    return json.dumps(to_plain(sidecar), indent=1, allow_nan=False) + "\n"


def from_text(text: str) -> Sidecar:
    """Raises PlainFault with a sentence."""
    if len(text) > MOST_BYTES:
        raise PlainFault(f"it is larger than {MOST_BYTES // 1_000_000} MB; no sidecar is")
    try:
        plain: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise PlainFault("it is not JSON; a sidecar is the .json file written beside a picture") from None
    if not isinstance(plain, dict) or "picture_hash" not in plain:
        raise PlainFault("it is no sidecar of a picture")
    if plain.get("format") != FORMAT:
        raise PlainFault(f"it has format {plain.get('format')!r:.20}; this game reads {FORMAT}")
    return _possible(from_plain(Sidecar, plain, ""))


LIMITS = {
    "width_px": (16, 8192, lambda s: s.width_px),
    "height_px": (16, 8192, lambda s: s.height_px),
    "tau": (0.0, 20.0, lambda s: s.stage.tau),
    "tick": (0, 10**10, lambda s: s.tick),
    "state_tick": (-1, 10**10, lambda s: s.state_tick),
    "fov_deg[0]": (0.05, 175.0, lambda s: s.fov_deg[0]),
    "focal_mm": (0.0, 2000.0, lambda s: s.focal_mm),
    "pose.x_m": (0.0, 1e5, lambda s: s.pose.x_m),
    "pose.y_m": (0.0, 1e5, lambda s: s.pose.y_m),
    "pose.height_m": (0.001, 10_000.0, lambda s: s.pose.height_m),
    "pointing.azimuth_deg": (-7200.0, 7200.0, lambda s: s.pointing.azimuth_deg),
    "pointing.elevation_deg": (-90.0, 90.0, lambda s: s.pointing.elevation_deg),
    "pointing.roll_deg": (-360.0, 360.0, lambda s: s.pointing.roll_deg),
    "stage.sun_elevation_deg": (-90.0, 90.0, lambda s: s.stage.sun_elevation_deg),
}


def _possible(sidecar: Sidecar) -> Sidecar:
    for name, (least, most, value_of) in LIMITS.items():
        value = value_of(sidecar)
        if not least <= value <= most:
            raise PlainFault(f"{name} is {value:g}; it lies between {least:g} and {most:g}")
    if sidecar.camera not in CAMERAS and sidecar.camera != "perspective":
        raise PlainFault(f"camera is {sidecar.camera!r}; known are {', '.join((*CAMERAS, 'perspective'))}")
    if sum(map(len, sidecar.stage.tracks_m)) > MOST_TRACK_POINTS or len(sidecar.stage.objects) > 2000:
        raise PlainFault("the stage holds more things than a picture shows")
    return sidecar


def shot_of(sidecar: Sidecar) -> Shot:
    """The very shot again; raises ShotFault."""
    at, to = sidecar.pose, sidecar.pointing
    camera = camera_named(sidecar.camera, sidecar.focal_mm, sidecar.fov_deg[0])
    view = View(at.x_m, at.y_m, at.height_m, to.azimuth_deg, to.elevation_deg, to.roll_deg, camera)
    size = (sidecar.width_px, sidecar.height_px)
    kind, quality = sidecar.product, sidecar.quality
    return checked(Shot(view, *size, kind, quality, sidecar.span_deg, sidecar.caption, sidecar.target))


def scene_of(sidecar: Sidecar, terrain: Terrain) -> Scene:
    return Scene(terrain, **{name: getattr(sidecar.stage, name) for name in STAGE})


def origin_of(sidecar: Sidecar) -> Origin:
    return Origin(
        sidecar.level, sidecar.content_hash, sidecar.seed, sidecar.tick, sidecar.state_digest, sidecar.state_tick
    )


def ground_digest(terrain: Terrain) -> str:
    """16 hex digits over the ground a picture shows."""
    made = hashlib.blake2b(digest_size=8)
    for array in (terrain.elevation_m, terrain.material, terrain.rocks.x_m, terrain.rocks.diameter_m):
        made.update(array.tobytes())
    return made.hexdigest()


def picture_hash(picture: Picture) -> str:
    """32 hex digits over size and pixels."""
    made = hashlib.blake2b(repr(picture.shape).encode(), digest_size=16)
    made.update(picture.tobytes())
    return made.hexdigest()
