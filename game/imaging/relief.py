"""The map picture: the ground from above, lit by the sun, in two kinds.

`paint` shows all there is (colour, materials, ripples, every rock); `orbital` shows what is known from orbit alone.
Any part of the map may be asked for on its own: parts fit together without a seam.
"""

import numpy as np

from game.imaging.relief_colour import ORBITAL, REGOLITH, STONE, Picture, develop, tone_table
from game.imaging.relief_ground import ReliefGround, relief_ground
from game.imaging.relief_layers import Layer, layers_of
from game.imaging.relief_light import (
    SKY_SHARE,
    direct_light,
    gradients,
    horizon,
    shadow_margin,
    sky_light,
    soft_light,
    sun_light,
)
from game.imaging.relief_pixels import F32, Area, enlarge, noise, smoothstep, white, window
from game.imaging.relief_rocks import StoneLayer, Stones, placed_stones, stone_layer, strewn_pebbles
from game.imaging.relief_texture import fine_relief
from game.terrain.terrain import Terrain

EXAGGERATION = 1.7
"""The large relief is drawn so much steeper: real slopes of 2-5 deg hardly show from above."""
CRISP_FROM = 4
"""Pixels per tile from which small craters are drawn per pixel."""
NEAR_DOUBLINGS = 4
"""Shadows of rocks and crests reach 15 pixels at most."""
FAR_DOUBLINGS = 6
"""Shadows of hills reach 63 tiles at most."""
SUN_TINT = (1.01, 1.0, 0.98)
SKY_TINT = (1.02, 0.98, 0.97)


class ReliefPainter:
    """Paints one terrain at one scale under one sun. Make `ground` once and share it between painters."""

    def __init__(
        self,
        terrain: Terrain,
        pixels_per_tile: int,
        sun_azimuth_deg: float,
        sun_elevation_deg: float,
        ground: ReliefGround | None = None,
    ) -> None:
        self.ground = ground or relief_ground(terrain)
        self.terrain = terrain
        self.per_tile = pixels_per_tile
        self.sun = sun_light(sun_azimuth_deg, sun_elevation_deg)
        self._tones = tone_table()

    def paint(self, tx0: int, ty0: int, tiles_w: int, tiles_h: int) -> Picture:
        """The ground as it is, uint8 [h, w, 3]."""
        area = self._area(tx0, ty0, tiles_w, tiles_h)
        margin = shadow_margin(NEAR_DOUBLINGS)
        wide = area.grown(margin)
        layers = layers_of(self.ground, wide)
        height = self._large_relief(wide)
        height += fine_relief(self.ground, wide, layers)
        stones = stone_layer(self._stones(wide), wide)
        height += stones.height_m
        east, south = gradients(height[margin - 1 : 1 - margin, margin - 1 : 1 - margin], area.pixel_m)
        direct, sky = direct_light(east, south, self.sun), sky_light(east, south, self.sun)
        direct *= self._lit(height, margin, area)
        colour = self._colours(area, margin, layers)
        self._dress_stones(colour, stones, margin)
        return self._develop(colour, direct, sky)

    def orbital(self, tx0: int, ty0: int, tiles_w: int, tiles_h: int) -> Picture:
        """The ground as known from orbit: soft relief in one cold grey, the same for every material."""
        area = self._area(tx0, ty0, tiles_w, tiles_h)
        height = enlarge(self.ground.orbital_m, area.grown(1))
        light = soft_light(*gradients(height, area.pixel_m), self.sun)
        light *= enlarge(self.ground.orbital_openness, area)
        light += noise(area, 3.1, 81) * np.float32(0.022) + noise(area, 1.2, 83) * np.float32(0.02)
        light += white(area, 82) * np.float32(0.02)
        return develop([light * np.float32(c * g) for c, g in zip(ORBITAL, self.sun.grade, strict=True)], self._tones)

    def _large_relief(self, area: Area) -> F32:
        """The terrain's own heights, steepened."""
        if area.per_tile < CRISP_FROM:
            return enlarge(self.ground.height_m, area) * np.float32(EXAGGERATION)
        height = enlarge(self.ground.bare_m, area)
        height *= np.float32(EXAGGERATION)
        self.ground.craters.add_to(height, area, EXAGGERATION)
        return height

    def _area(self, tx0: int, ty0: int, tiles_w: int, tiles_h: int) -> Area:
        p = self.per_tile
        return Area(tx0 * p, ty0 * p, tiles_w * p, tiles_h * p, p, self.terrain.tile_m)

    def _stones(self, area: Area) -> Stones:
        placed = placed_stones(self.terrain, area)
        rocks = self.terrain.spec.rocks
        return placed if rocks is None else strewn_pebbles(self.ground.rockiness, area, rocks.min_m, placed)

    def _colours(self, area: Area, margin: int, layers: list[Layer]) -> list[F32]:
        """Red, green and blue of the ground in light of strength 1."""
        colour = [np.full(area.shape, channel, dtype=np.float32) for channel in REGOLITH]
        for layer in layers:
            _paint_over(colour, layer, margin)
        bright = enlarge(self.ground.openness, area)
        bright += noise(area, 1.3, 34) * np.float32(0.02)
        bright += white(area, 35) * np.float32(0.025)
        red = enlarge(self.ground.redness, area)
        colour[0] *= bright * (1.0 + red * np.float32(0.5))
        colour[1] *= bright
        colour[2] *= bright * (1.0 - red)
        return colour

    def _dress_stones(self, colour: list[F32], stones: StoneLayer, margin: int) -> None:
        inner = slice(margin, -margin)
        cover, tone = stones.cover[inner, inner] * np.float32(0.8), stones.tone[inner, inner]
        shade = tone * np.float32(0.3) + np.float32(1.0)
        for channel, value in zip(colour, STONE, strict=True):
            channel += cover * (shade * np.float32(value) - channel)

    def _lit(self, height: F32, margin: int, area: Area) -> F32:
        """Share of the sun that reaches each pixel: shadows of near stones and crests, and of far hills."""
        inner = height[margin:-margin, margin:-margin]
        soft_m = area.pixel_m * self.sun.tangent
        near = horizon(height, area.pixel_m, self.sun, NEAR_DOUBLINGS) - inner
        lit = 1.0 - smoothstep(0.15 * soft_m, 1.3 * soft_m, near)
        hills = self._hill_shadows(area, inner, soft_m)
        return lit if hills is None else lit * (1.0 - hills)

    def _hill_shadows(self, area: Area, height: F32, soft_m: float) -> F32 | None:
        """Where hills stand in the sun's way, judged on the tiles; None when nowhere in the area."""
        p, margin = area.per_tile, shadow_margin(FAR_DOUBLINGS) + 3
        tx0, ty0 = area.x0 // p - margin, area.y0 // p - margin
        wide, high = area.width // p + 2 * margin, area.height // p + 2 * margin
        tiles = window(self.ground.height_m, tx0, ty0, wide, high) * np.float32(EXAGGERATION)
        skyline = horizon(tiles, area.tile_m, self.sun, FAR_DOUBLINGS)
        above = skyline - tiles[margin - 3 : 3 - margin, margin - 3 : 3 - margin]
        if not above.any():
            return None
        local = Area(3 * p, 3 * p, area.width, area.height, p, area.tile_m)
        depth = enlarge(np.ascontiguousarray(skyline), local) - height
        return smoothstep(0.05, 0.25 + 2.0 * soft_m, depth) * smoothstep(0.01, 0.12, enlarge(above, local))

    def _develop(self, colour: list[F32], direct: F32, sky: F32) -> Picture:
        """Light on colour through the tone curve."""
        for k, channel in enumerate(colour):
            light = direct * np.float32((1.0 - SKY_SHARE) * SUN_TINT[k] * self.sun.grade[k])
            light += sky * np.float32(SKY_SHARE * SKY_TINT[k] * self.sun.grade[k])
            channel *= light
        return develop(colour, self._tones)


def _paint_over(colour: list[F32], layer: Layer, margin: int) -> None:
    """Lay a material over what is painted so far, within the picture without its margin."""
    height, width = colour[0].shape
    top, left = layer.rows.start - margin, layer.columns.start - margin
    rows, columns = slice(max(top, 0), layer.rows.stop - margin), slice(max(left, 0), layer.columns.stop - margin)
    rows, columns = slice(rows.start, min(rows.stop, height)), slice(columns.start, min(columns.stop, width))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    inside = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    weight = layer.weight[inside]
    for k, value in enumerate(layer.colour):
        part = colour[k][rows, columns]
        over = np.float32(value) if layer.brightness is None else layer.brightness[inside] * np.float32(value)
        part += weight * (over - part)
