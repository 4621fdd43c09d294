"""The registry of peers: all can be listed, and chosen by name."""

import numpy as np
import pytest
from benchmarks.peers import Peer, all_ditherers, all_peers, find_peer, select_peers
from numpy.typing import NDArray

import colorquant as cq

PREPARED = [peer for peer in all_ditherers(["none"], []) if peer.prepare and not peer.available()]


def test_every_peer_has_its_own_name() -> None:
    names = [peer.name for peer in all_peers([1, 2])]

    assert len(set(names)) == len(names)


def test_colorquant_runs_at_each_effort_with_each_number_of_threads() -> None:
    names = [peer.name for peer in all_peers([1, 2]) if peer.family == "colorquant"]

    assert len(names) == 6
    assert "colorquant best (2 threads)" in names


def test_peers_are_chosen_by_pattern_whatever_the_case() -> None:
    chosen, skipped = select_peers(all_peers([1]), ["PILLOW*"], slow=False)

    assert [peer.name for peer in chosen] == ["Pillow fast octree", "Pillow median cut"]
    assert skipped == {}


def test_slow_peers_are_skipped_until_asked_for() -> None:
    _, skipped = select_peers(all_peers([1]), ["opencv"], slow=False)
    assert skipped == {"OpenCV": "slow; runs with --slow"}

    _, skipped = select_peers(all_peers([1]), ["opencv"], slow=True)
    assert "slow" not in skipped.get("OpenCV", "")


def test_a_missing_peer_says_what_is_missing() -> None:
    from dataclasses import replace

    peer = replace(find_peer("libvips", [1]), module="no_such_module")

    assert peer.available() == "No module named 'no_such_module'"


@pytest.mark.parametrize("peer", PREPARED, ids=lambda peer: peer.name)
def test_what_is_timed_is_what_is_judged(peer: Peer, photo: NDArray[np.uint8]) -> None:
    indices, palette = peer.run(photo, 8)
    assert peer.prepare is not None
    mapped = peer.prepare(photo, 8)()

    again = mapped.to_array() if isinstance(mapped, cq.IndexedImage) else _image_of(mapped)
    assert np.array_equal(again, palette[indices])


def _image_of(quantized: object) -> NDArray[np.uint8]:
    assert isinstance(quantized, tuple)
    indices, palette = quantized
    image: NDArray[np.uint8] = palette[indices]
    return image
