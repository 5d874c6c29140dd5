"""What the mission has put on the ground, as plain convex bodies: helicopter, rover, sample tubes."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.bake import Bake
from game.imaging.helicopter3d import HELICOPTER, HELICOPTER_HULL
from game.imaging.parts import Part, solids_of
from game.imaging.relief_colour import linear
from game.imaging.rover3d import MAST, ROVER
from game.imaging.scene import Thing
from game.imaging.solids import MADE, UNSEEN, Solids, together

F32 = NDArray[np.floating[Any]]

TITANIUM, GLOVE = linear((176, 166, 152)), linear((206, 200, 190))
TUBE: tuple[Part, ...] = (
    Part("drum", (0.0, 0.0, 0.012), (0.0115, 0.0115, 0.40), TITANIUM, turn=(90.0, 0.0)),
    Part("drum", (0.0, 0.30, 0.012), (0.0125, 0.0125, 0.10), GLOVE, turn=(90.0, 0.0)),
)
"""A sample tube in its glove, 18.6 cm long (PIA25682), as shares of its length."""


def things_in_view(bake: Bake, stones: Solids | None) -> Solids | None:
    """The stones and the things of a scene together."""
    made = [_solid(bake, thing) for thing in bake.scene.objects if thing.kind != "rock"]
    parts = [part for part in (stones, *made) if part is not None]
    return together(parts) if parts else None


def parts_of(thing: Thing) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """A thing's bodies, and those that hold the camera when it is the thing's own."""
    if thing.kind == "helicopter":
        return HELICOPTER, HELICOPTER_HULL
    if thing.kind == "tube":
        size = thing.size_m
        return tuple(part.scaled((1.0, size, 1.0), (1.0, 1.0, size)) for part in TUBE), ()
    return ROVER, MAST


def _solid(bake: Bake, thing: Thing) -> Solids:
    east, south = thing.x_m - bake.eye.x_m, thing.y_m - bake.eye.y_m
    one = (np.array([east], dtype=np.float32), np.array([south], dtype=np.float32))
    ground = float(bake.map.ground_at(*one)[0]) - bake.eye_z_m + thing.height_m
    turn, (bare, holder) = pose(thing), parts_of(thing)
    parts = (*bare, *holder)
    normals, offsets, corners = solids_of(parts)
    planes, count = np.concatenate([normals @ turn, offsets[..., None]], axis=-1), len(parts)
    return Solids(
        np.tile(np.array([[east, south, ground]], dtype=np.float32), (count, 1)),
        planes.astype(np.float32),
        (corners @ turn).astype(np.float32),
        np.array([part.colour for part in parts], dtype=np.float32),
        np.array([part.dusty for part in parts], dtype=np.float32),
        np.arange(count, dtype=np.int32),
        np.array([MADE] * len(bare) + [UNSEEN if thing.is_own else MADE] * len(holder), dtype=np.int32),
    )


def pose(thing: Thing) -> F32:
    """Rows: right, ahead and up of a thing as (east, south, up); pitch lifts its front, roll its left side."""
    heading, pitch, roll = (math.radians(a) for a in (thing.heading_deg, thing.pitch_deg, thing.roll_deg))
    ahead = np.array([math.sin(heading) * math.cos(pitch), -math.cos(heading) * math.cos(pitch), math.sin(pitch)])
    right = np.array([math.cos(heading), math.sin(heading), 0.0])
    up = np.array([-math.sin(heading) * math.sin(pitch), math.cos(heading) * math.sin(pitch), math.cos(pitch)])
    c, s = math.cos(roll), math.sin(roll)
    return np.stack([right * c - up * s, ahead, up * c + right * s])
