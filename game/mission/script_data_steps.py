"""Steps of a script about data and the radio."""

from typing import Annotated

from game.content.fields import quantity
from game.content.level import Level
from game.mission.script_driving import Waiting
from game.sim import commands as c

_Product = Annotated[int, quantity(1, 100_000, "Number of the product.", 1)]


class Prioritise(Waiting):
    """Send a data product before the others."""

    product: _Product

    def command(self, _level: Level) -> c.Command:
        return c.Prioritise(self.product)


class Postpone(Waiting):
    """Send a data product after the others."""

    product: _Product

    def command(self, _level: Level) -> c.Command:
        return c.Postpone(self.product)


class Hold(Waiting):
    """Keep a data product on board."""

    product: _Product

    def command(self, _level: Level) -> c.Command:
        return c.HoldProduct(self.product)


class Release(Waiting):
    """Let a product that was held be sent."""

    product: _Product

    def command(self, _level: Level) -> c.Command:
        return c.ReleaseProduct(self.product)


class Delete(Waiting):
    """Delete a data product on board."""

    product: _Product

    def command(self, _level: Level) -> c.Command:
        return c.DeleteProduct(self.product)


class CallEarth(Waiting):
    """Send over X-band with the high-gain antenna."""

    minutes: Annotated[float, quantity(1, 240, "How long.", 30)] = 30.0

    def command(self, _level: Level) -> c.Command:
        return c.CallEarth(self.minutes)
