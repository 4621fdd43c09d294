"""Pages: what each holds is bounded, and goes with it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.studio import hold

from colorquant.errors import InvalidOptionError
from colorquant.studio.limits import LimitError, Limits
from colorquant.studio.pages import Pages, UnknownError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_page_is_there_once_it_says_something() -> None:
    pages = Pages(Limits())

    assert pages.of("a") is pages.of("a")
    assert len(pages) == 1


def test_a_page_that_closes_is_forgotten_with_its_images(small: NDArray[np.uint8]) -> None:
    pages = Pages(Limits())
    pages.add(pages.of("a"), "one", hold(small))

    pages.drop("a")

    assert len(pages) == 0
    with pytest.raises(UnknownError, match="send it again"):
        pages.of("a").image("one")


def test_a_page_that_is_silent_for_long_is_forgotten() -> None:
    clock = Clock()
    pages = Pages(Limits(silence=10), clock)
    pages.of("silent")
    pages.of("alive")
    clock.now = 9.0
    pages.of("alive")
    clock.now = 10.0
    assert pages.drop_silent() == []
    clock.now = 10.5

    assert pages.drop_silent() == ["silent"]
    assert len(pages) == 1


def test_too_many_pages_are_refused_until_one_goes() -> None:
    pages = Pages(Limits(pages=2))
    pages.of("z")
    pages.of("a")

    with pytest.raises(LimitError, match="close one"):
        pages.of("b")

    pages.of("z")  # is open
    pages.drop("a")
    pages.of("b")


def test_too_many_images_of_a_page_are_refused(small: NDArray[np.uint8]) -> None:
    pages = Pages(Limits(images=2))
    page = pages.of("a")
    pages.add(page, "one", hold(small))
    pages.add(page, "two", hold(small))
    pages.add(page, "two", hold(small))  # in its place

    with pytest.raises(LimitError, match="remove one"):
        pages.check_room(page, "three")


TWO = 2 * 24 * 32  # pixels


@pytest.mark.parametrize("limits", [Limits(page_pixels=TWO), Limits(all_pixels=TWO)])
def test_as_many_pixels_as_are_allowed_are_held(limits: Limits, small: NDArray[np.uint8]) -> None:
    pages = Pages(limits)
    page = pages.of("a")

    for name in ("one", "two", "two"):  # the last in place of another
        pages.add(page, name, hold(small))

    assert list(page.images) == ["one", "two"]


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(page_pixels=TWO - 1), "1,536 pixels"), (Limits(all_pixels=TWO - 1), "close a page")],
)
def test_too_many_pixels_are_refused(
    limits: Limits, message: str, small: NDArray[np.uint8]
) -> None:
    pages = Pages(limits)
    page = pages.of("a")
    pages.add(page, "one", hold(small))

    with pytest.raises(LimitError, match=message):
        pages.add(page, "two", hold(small))

    assert list(page.images) == ["one"]


def test_a_name_has_up_to_64_letters() -> None:
    pages = Pages(Limits())

    pages.check_room(pages.of("a" * 64), "b" * 64)


@pytest.mark.parametrize("name", ["", "../a", "a" * 65, "a b"])
def test_what_is_no_name_is_refused(name: str) -> None:
    pages = Pages(Limits())

    with pytest.raises(InvalidOptionError):
        pages.of(name)
    with pytest.raises(InvalidOptionError):
        pages.check_room(pages.of("a"), name)
