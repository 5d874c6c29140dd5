"""Targets of a level: rocks at places of their own, or several scattered by a rule."""

from typing import Annotated, Literal, Self

from pydantic import model_validator

from game.content.fields import MAX_TILES, Id, Section, Tile, about, fault, quantity, several, text
from game.terrain.footprints import Landform

Ground = Literal["bedrock", "regolith", "sand", "ripple", "boulders", "dust", "delta", "ice_cemented"]
MOST_SCATTERED = 60
FARTHEST_M = float(MAX_TILES * 5)
_Distance = Annotated[float, quantity(0, FARTHEST_M, "Metres, from the least to the greatest.", 40)]
_Range = tuple[_Distance, _Distance]
_Slope = Annotated[float, quantity(0, 90, "Degrees, from the least to the greatest.", 10)]
RANGES = ("slope_deg", "from_start_m", "from_zone_m")


class Scatter(Section):
    """A rule for where targets lie. The same seed gives the same places; another seed others."""

    count: Annotated[int, quantity(1, MOST_SCATTERED, "How many; their ids are numbered: stone_1, stone_2.", 5)]
    rocks: Annotated[
        tuple[Id, ...], several(20, "Kinds of rock to draw from, in place of `rock:`.", 1, ["maaz_basalt"])
    ] = ()
    family: Annotated[Id, about("Draw from all kinds of this family of the catalogue.", "igneous")] = ""
    materials: Annotated[tuple[Ground, ...], several(8, "Only on such ground.", 0, ["regolith", "bedrock"])] = ()
    landform: Annotated[Landform | None, about("Only on landforms of this kind.", "outcrop")] = None
    landform_within_m: Annotated[float, quantity(0, 100, "And so far around them.", 10)] = 0.0
    slope_deg: Annotated[tuple[_Slope, _Slope], about("Only where the ground slopes so much.", [0, 12])] = (0.0, 18.0)
    from_start_m: Annotated[_Range, about("Only so far from where the rover starts.", [40, 200])] = (12.0, FARTHEST_M)
    zone: Annotated[Id, about("A zone of the level that from_zone_m is measured from.", "soft")] = ""
    from_zone_m: Annotated[_Range, about("Only so far outside the zone's edge.", [0, 50])] = (0.0, FARTHEST_M)
    around: Annotated[Tile | None, about("Middle of a circle that all of them lie in.", [120, 80])] = None
    around_m: Annotated[float, quantity(5, FARTHEST_M, "Radius of that circle.", 60)] = 60.0
    spacing_m: Annotated[float, quantity(0, 1000, "Least distance from one another and from other targets.", 20)] = 10.0
    stream: Annotated[Id, about("Name of the chance that places them; the id without it.", "stones")] = ""

    @model_validator(mode="after")
    def ordered(self) -> Self:
        for key in RANGES:
            least, greatest = getattr(self, key)
            if least > greatest:
                raise fault("must be [least, greatest]", key, f"for example `{key}: [{greatest:g}, {least:g}]`")
        if self.rocks and self.family:
            raise fault("`rocks:` and `family:` both say which kinds: keep one of the two", "family")
        return self


class Target(Section):
    """A rock worth a visit: at a place of its own, or several of them scattered by a rule."""

    id: Id
    name: Annotated[str, text(40, "Its name on the map.", "Rochette")]
    at: Annotated[Tile, about("Where it lies.", [40, 200])] = (0.0, 0.0)
    rock: Annotated[Id, about("Kind of rock, from the catalogue.", "maaz_basalt")] = ""
    hidden: Annotated[bool, about("true: nobody knows of it until it has been seen.", False)] = False
    size_m: Annotated[float, quantity(0.1, 5, "How wide the rock is.", 0.8)] = 0.8
    later: Annotated[bool, about("true: not there until the story spawns it.", False)] = False
    crumble_frac: Annotated[
        float | None,
        quantity(0, 1, "Chance that a core of this very rock crumbles, hidden from the player; else its kind's.", 1),
    ] = None
    """Rotten inside (1) or sound (0), whatever the seed: estimates still tell what is usual for the kind."""
    spotted: Annotated[
        bool | None,
        about("Whether it has spots, reduced iron and organic matter, hidden from the player; else by chance.", True),
    ] = None
    scatter: Annotated[Scatter | None, about("Several of them, placed by a rule.", {"count": 5})] = None

    @model_validator(mode="after")
    def one_place(self) -> Self:
        """A place or a rule, and a kind of rock or kinds to draw from."""
        placed, rule = "at" in self.model_fields_set, self.scatter
        if not placed and rule is None:
            hint = "add it, for example `at: [40, 200]`, or `scatter: {count: 5}`"
            raise fault("this key is missing", "at", hint, "unplaced")
        if placed and rule is not None:
            raise fault("a target has a place or is scattered, not both", "at", "`scatter: around:` keeps a rule near")
        drawn = rule is not None and bool(rule.rocks or rule.family)
        if not self.rock and not drawn:
            if rule is None:
                raise fault("this key is missing", "rock", "add it, for example `rock: maaz_basalt`", "unplaced")
            hint = "add it, for example `family: igneous`, or `rock: maaz_basalt` beside `scatter:`"
            raise fault("this key is missing", "scatter.family", hint, "unplaced")
        if self.rock and drawn:
            raise fault("the rule draws the kind of rock: keep this or its `rocks:` or `family:`", "rock")
        return self
