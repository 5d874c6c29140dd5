"""One patch of ground: its heights, colours and the strength of its grain, from the terrain's own recipes."""

from dataclasses import dataclass

import numpy as np

from game.imaging.beyond import hills, outside, plains
from game.imaging.relief_colour import COLOURS, REGOLITH
from game.imaging.relief_ground import ReliefGround
from game.imaging.relief_layers import Layer, layers_of
from game.imaging.relief_pixels import F32, Area, enlarge, noise, window
from game.imaging.relief_texture import fine_relief
from game.imaging.scene import Scene
from game.terrain.material import Material

CRISP_FROM = 4
"""Pixels per tile from which small craters are drawn per pixel."""
GRAIN: dict[Material, float] = {
    Material.DUST: 0.35,
    Material.BOULDERS: 1.5,
    Material.BEDROCK: 1.15,
    Material.ICE_CEMENTED: 0.7,
    Material.DELTA: 1.0,
    Material.SAND: 0.45,
    Material.RIPPLE: 0.5,
}
"""Fine grain of each material in that of regolith."""


@dataclass(slots=True, eq=False)
class Patch:
    """Heights (m above the ground's base), colour of level ground in full sun, strength of grain, shares of layered
    rock and of sand."""

    height_m: F32
    colour: list[F32]
    grain: F32
    beds: F32
    sand: F32


class Pyramid:
    """Tile values averaged over 2, 4, 8 ... tiles, for patches coarser than the tiles."""

    def __init__(self, tiles: F32) -> None:
        self.steps = [tiles]
        while min(self.steps[-1].shape) > 1 and len(self.steps) < 8:
            self.steps.append(_halved(self.steps[-1]))

    def at(self, factor: int, area: Area) -> F32:
        """The values at an area's pixels, each `factor` tiles wide; the edge goes on for ever."""
        step = min(factor.bit_length() - 1, len(self.steps) - 1)
        values, size = self.steps[step], 1 << step
        if size == factor:
            return window(values, area.x0, area.y0, area.width, area.height).astype(np.float32)
        across = np.clip((np.arange(area.x0, area.x0 + area.width) * factor) // size, 0, values.shape[1] - 1)
        down = np.clip((np.arange(area.y0, area.y0 + area.height) * factor) // size, 0, values.shape[0] - 1)
        return values[down[:, None], across].astype(np.float32)


def _halved(tiles: F32) -> F32:
    padded = np.pad(tiles, ((0, tiles.shape[0] % 2), (0, tiles.shape[1] % 2)), mode="edge")
    result: F32 = (padded[::2, ::2] + padded[1::2, ::2] + padded[::2, 1::2] + padded[1::2, 1::2]) * np.float32(0.25)
    return result


class PatchMaker:
    """Makes patches of one scene at any scale."""

    def __init__(self, scene: Scene, ground: ReliefGround) -> None:
        self.scene, self.ground, self.terrain = scene, ground, scene.terrain
        self._height = Pyramid(ground.height_m)
        self._cover = {kind: Pyramid(cover) for kind, cover in ground.cover.items()}
        edge = np.concatenate([ground.height_m[0], ground.height_m[-1], ground.height_m[:, 0], ground.height_m[:, -1]])
        self._edge_m = float(np.median(edge))

    def fine(self, area: Area) -> Patch:
        """A patch with cells no larger than a tile."""
        ground = self.ground
        layers = layers_of(ground, area)
        if area.per_tile < CRISP_FROM:
            height = enlarge(ground.height_m, area)
        else:
            height = enlarge(ground.bare_m, area)
            ground.craters.add_to(height, area, 1.0)
        height += fine_relief(ground, area, layers)
        patch = self._bare(height)
        for layer in layers:
            _lay(patch, layer)
        self._tint(patch, area, enlarge(ground.openness, area), enlarge(ground.redness, area))
        return self._continued(patch, area)

    def coarse(self, area: Area, factor: int) -> Patch:
        """A patch with cells of several tiles."""
        patch = self._bare(self._height.at(factor, area))
        for kind, cover in self._cover.items():
            share = cover.at(factor, area)
            for channel, value in zip(patch.colour, COLOURS.get(kind, REGOLITH), strict=True):
                channel += share * (np.float32(value) - channel)
            patch.grain += share * (np.float32(GRAIN.get(kind, 1.0)) - patch.grain)
            if kind == Material.DELTA:
                patch.beds += share
        one = np.ones((1, 1), dtype=np.float32)
        self._tint(patch, area, one, one * 0.0)
        return self._continued(patch, area)

    def _bare(self, height: F32) -> Patch:
        colour = [np.full(height.shape, channel, dtype=np.float32) for channel in REGOLITH]
        return Patch(height, colour, np.ones_like(height), np.zeros_like(height), np.zeros_like(height))

    def _tint(self, patch: Patch, area: Area, bright: F32, red: F32) -> None:
        """The ground is mottled at every scale, by the same noise whatever the cells."""
        metre = 1.0 / area.tile_m
        mottle = noise(area, 6.1 * metre, 641) * np.float32(0.055) + noise(area, 1.7 * metre, 642) * np.float32(0.055)
        mottle = mottle + noise(area, 0.43 * metre, 643) * np.float32(0.045)
        mottle = mottle + noise(area, 47.0 * metre, 644) * np.float32(0.065)
        warm = noise(area, 13.0 * metre, 645) * np.float32(0.055) + noise(area, 0.9 * metre, 646) * np.float32(0.03)
        bright = bright + mottle
        warm = red + warm
        for channel, share in zip(patch.colour, (0.5, -0.1, -1.0), strict=True):
            channel *= bright * (1.0 + warm * np.float32(share))

    def _continued(self, patch: Patch, area: Area) -> Patch:
        """Beyond the map's edge the land goes on."""
        terrain, horizon = self.terrain, self.scene.horizon
        away = outside(area, terrain.width_m, terrain.height_m)
        if away is None:
            return patch
        middle = (terrain.width_m / 2.0, terrain.height_m / 2.0)
        far, delta = hills(area, middle, horizon)
        patch.height_m += away * (self._edge_m + plains(area) - patch.height_m) + far
        patch.beds = np.maximum(patch.beds * (1.0 - away), delta * 0.8)
        for channel, own, pale in zip(patch.colour, REGOLITH, COLOURS[Material.DELTA], strict=True):
            tone = (np.float32(own) + delta * np.float32(pale - own)) * self._far_tone(area)
            channel += away * (tone - channel)
        return patch

    def _far_tone(self, area: Area) -> F32:
        per_m = 1.0 / area.tile_m
        tone = 1.0 + noise(area, 1900.0 * per_m, 651) * np.float32(0.07)
        tone = (
            tone
            + noise(area, 410.0 * per_m, 652) * np.float32(0.06)
            + noise(area, 90.0 * per_m, 653) * np.float32(0.05)
        )
        return tone + noise(area, 19.0 * per_m, 654) * np.float32(0.05)


def _lay(patch: Patch, layer: Layer) -> None:
    """Lay a material over the colours and the grain painted so far."""
    inner = (layer.rows, layer.columns)
    for channel, value in zip(patch.colour, layer.colour, strict=True):
        part = channel[inner]
        over = np.float32(value) if layer.brightness is None else layer.brightness * np.float32(value)
        part += layer.weight * (over - part)
    grain = patch.grain[inner]
    grain += layer.weight * (np.float32(GRAIN[layer.kind]) - grain)
    for share, kinds in ((patch.beds, (Material.DELTA,)), (patch.sand, (Material.SAND, Material.RIPPLE))):
        part = share[inner]
        part += layer.weight * (np.float32(layer.kind in kinds) - part)
    if layer.beds is not None:
        np.maximum(patch.beds[inner], layer.beds, out=patch.beds[inner])
