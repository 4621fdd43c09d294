"""Turns: who runs, how often, and what is said of those that do not."""

from collections.abc import Callable

import numpy as np
from benchmarks.measure import Run
from benchmarks.peers import ImageArray, Peer, Quantized
from benchmarks.turns import Turns


def peer(name: str, max_colors: int | None = None) -> Peer:
    def unused(image: ImageArray, n: int) -> Quantized:
        raise NotImplementedError

    return Peer(
        family=name, module="sys", distribution="pip", quantize=unused, max_colors=max_colors
    )


def taking(milliseconds: float) -> Callable[[Peer], Run]:
    return lambda _: Run(wall_ms=milliseconds, cpu_ms=0, distortion=1, colors=1)


def names_of(taken: list[tuple[Peer, list[Run]]]) -> list[str]:
    return [peer.name for peer, _ in taken]


def test_every_peer_runs_once_in_each_round() -> None:
    order: list[str] = []

    def run(peer: Peer) -> Run:
        order.append(peer.name)
        return taking(1)(peer)

    taken = Turns(3, 10, {}).take([peer("a"), peer("b"), peer("c")], 16, run)

    assert [len(runs) for _, runs in taken] == [3, 3, 3]
    rounds = np.array(order).reshape(3, 3)
    assert all(sorted(one) == ["a", "b", "c"] for one in rounds.tolist())


def test_a_peer_over_the_time_limit_gets_no_further_rounds() -> None:
    [(_, runs)] = Turns(5, 1, {}).take([peer("a")], 16, taking(600))

    assert len(runs) == 2


def test_a_peer_with_a_run_over_the_time_limit_is_not_asked_for_as_many_colors_again() -> None:
    turns = Turns(5, 1, {})
    turns.take([peer("a")], 64, taking(2000))

    assert names_of(turns.take([peer("a")], 64, taking(1))) == []
    assert names_of(turns.take([peer("a")], 16, taking(1))) == ["a"]
    assert turns.skipped == {"a, N = 64": "a run took over 1 s before"}


def test_a_peer_is_not_asked_for_more_colors_than_it_takes() -> None:
    turns = Turns(1, 1, {})

    assert names_of(turns.take([peer("a", max_colors=256), peer("b")], 257, taking(1))) == ["b"]
    assert turns.skipped == {"a": "takes at most 256 colors"}


def test_a_failing_peer_is_left_out_and_the_others_go_on() -> None:
    def run(peer: Peer) -> Run:
        if peer.name == "a":
            raise ValueError("only powers of two")
        return taking(1)(peer)

    turns = Turns(2, 10, {})
    taken = turns.take([peer("a"), peer("b")], 17, run)

    assert names_of(taken) == ["b"]
    assert turns.skipped == {"a, N = 17": "failed: only powers of two"}
