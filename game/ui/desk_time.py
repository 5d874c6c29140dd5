"""How fast time passes, as the player chooses it."""

from game.mission.session import WARPS, Warp
from game.sim.events import Severity
from game.ui.desk import Desk
from game.ui.desk_outlook import going_on
from game.ui.kit import Services
from game.ui.views.hud_link import next_pass

STOP_AT = {severity.name.lower(): severity for severity in Severity}
AGAIN_S = (0.25, 5.0)
"""A key is pressed again within; sooner it has bounced."""
LONG_AGO = -1e9


class TimeControl:
    """Sets the session's warp; what slows it down again is the session's business."""

    def __init__(self, desk: Desk, services: Services) -> None:
        self.desk = desk
        self.services = services
        self._before = Warp.X1
        self._asked_s = LONG_AGO

    def stop_at(self) -> Severity:
        """The weight of event that slows time down, as the player set it."""
        return STOP_AT.get(self.services.settings.stop_warp_at, Severity.NOTICE)

    def choose(self, warp: Warp) -> None:
        """Pausing again goes on at the speed of before. With nothing under way, the next event is any at all."""
        session = self.desk.session
        if session.over:
            return
        idle = warp is Warp.NEXT_EVENT and not going_on(session.view)
        if idle and not self._asked_twice():
            return
        session.stop_warp_at = Severity.ACTIVITY if idle else self.stop_at()
        if warp is Warp.PAUSE and session.warp is Warp.PAUSE:
            warp = self._before
        elif warp is Warp.PAUSE:
            self._before = session.warp if session.warp is not Warp.NEXT_EVENT else Warp.X1
        session.warp = warp

    def step(self, by: int) -> None:
        """One speed up or down."""
        speeds, now = WARPS[:-1], self.desk.session.warp
        here = speeds.index(now) if now in speeds else 0
        wanted = speeds[max(0, min(len(speeds) - 1, here + by))]
        if wanted is not now:
            self.choose(wanted)

    def _asked_twice(self) -> bool:
        """With nothing under way the next event may be hours off, and waiting costs charge: the key is meant when it is
        pressed again."""
        now_s = self.services.time_s
        since_s = now_s - self._asked_s
        if AGAIN_S[0] <= since_s <= AGAIN_S[1]:
            self._asked_s = LONG_AGO
            return True
        if since_s > AGAIN_S[1]:
            self._asked_s = now_s
            words = self.desk.strings.text("hud.nothing_under_way", next=next_pass(self.desk.world, self.desk.now_tick))
            self.services.toasts.say(words, "note", now_s, AGAIN_S[1], about="idle")
        return False
