"""Who runs when: in turns, so that a slow moment of the machine meets every peer."""

import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .measure import Run
from .peers import Peer


@dataclass
class Turns:
    """Runs peers in turns, and leaves out those that cannot or take too long.

    Parameters
    ----------
    rounds
        How often each peer runs. The order changes with every round.
    time_limit
        In seconds. A peer that has used it up gets no further rounds; if a single run took longer,
        the peer is not asked for as many colors again.
    skipped
        What did not run, with the reason. Grows while running.
    """

    rounds: int
    time_limit: float
    skipped: dict[str, str]
    _too_slow_at: dict[str, int] = field(default_factory=dict)

    def take(
        self, peers: Iterable[Peer], n: int, run: Callable[[Peer], Run]
    ) -> list[tuple[Peer, list[Run]]]:
        """Return each peer's runs; a peer that failed has none and is left out."""
        runs: dict[str, list[Run]] = {}
        racing = [peer for peer in peers if self._may_start(peer, n)]
        for number in range(self.rounds):
            for peer in random.Random(number).sample(racing, len(racing)):
                mine = runs.setdefault(peer.name, [])
                if sum(one.wall_ms for one in mine) >= 1e3 * self.time_limit:
                    continue
                try:
                    mine.append(run(peer))
                except Exception as error:  # one peer's failure must not end the race
                    self._skip(f"{peer.name}, N = {n}", f"failed: {error}".splitlines()[0])
                    racing.remove(peer)
                    continue
                if mine[-1].wall_ms > 1e3 * self.time_limit:
                    self._too_slow_at[peer.name] = n
        return [(peer, runs[peer.name]) for peer in racing]

    def _may_start(self, peer: Peer, n: int) -> bool:
        if peer.max_colors is not None and n > peer.max_colors:
            self._skip(peer.name, f"takes at most {peer.max_colors} colors")
            return False
        if n >= self._too_slow_at.get(peer.name, n + 1):
            self._skip(f"{peer.name}, N = {n}", f"a run took over {self.time_limit:g} s before")
            return False
        return True

    def _skip(self, what: str, reason: str) -> None:
        if what not in self.skipped:
            self.skipped[what] = reason
            print(f"skipped {what}: {reason}", file=sys.stderr)
