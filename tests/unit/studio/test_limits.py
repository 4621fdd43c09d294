"""Limits: every bound is one, and a page's are within everybody's."""

from dataclasses import astuple

from colorquant.studio.limits import Limits


def test_every_limit_is_a_number_above_0() -> None:
    assert all(each > 0 for each in astuple(Limits()))


def test_what_one_page_may_hold_is_within_what_all_may() -> None:
    limits = Limits()

    assert limits.image_pixels <= limits.page_pixels <= limits.all_pixels
