"""Settings: a query string becomes the library's options, or a sentence."""

import pytest

from colorquant.errors import InvalidOptionError
from colorquant.studio.settings import Settings


def test_an_empty_query_is_the_usual() -> None:
    assert Settings.of_query({}) == Settings()


def test_a_query_says_everything() -> None:
    query = {
        **{"n": "12", "effort": "best", "space": "oklab", "dither": "bayer-4", "strength": "0.5"},
        **{"sort": "hue", "fixed_colors": "ff0000,00ff0080", "shared": "1", "format": "gif"},
    }

    settings = Settings.of_query(query)

    assert settings.fixed_colors == ((255, 0, 0, 255), (0, 255, 0, 128))
    assert settings.fit == {
        "effort": "best",
        "space": "oklab",
        "fixed_colors": list(settings.fixed_colors),
    }
    assert settings.dithering == {"dither": "bayer-4", "dither_strength": 0.5}
    assert (settings.n, settings.sort, settings.shared, settings.format) == (12, "hue", True, "gif")


def test_opaque_colors_are_locked_without_alpha() -> None:
    assert Settings.of_query({"fixed_colors": "ff0000"}).fixed_rows == [(255, 0, 0)]


def test_where_no_pixel_may_be_off_there_is_no_dither() -> None:
    settings = Settings.of_query({"target": "max-error", "limit": "5"})

    assert (settings.dither, settings.limit) == ("none", 5.0)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"n": "0"}, "the number of colors is 0"),
        ({"n": "257"}, "1 to 256"),
        ({"n": "many"}, "'many'"),
        ({"effort": "huge"}, "effort is 'huge'"),
        ({"space": "hsv"}, "hsv"),
        ({"dither": "stars"}, "stars"),
        ({"strength": "2"}, "2"),
        ({"strength": "nan"}, "nan"),
        ({"sort": "size"}, "size"),
        ({"fixed_colors": "red"}, "rrggbb"),
        ({"fixed_colors": "ff0000,00ff00", "n": "1"}, "2 colors are locked"),
        ({"shared": "yes"}, "allowed are 0, 1"),
        ({"format": "jpg"}, "png, gif, webp"),
        ({"target": "beauty"}, "max-error"),
        ({"target": "max-error"}, "without a limit"),
        ({"limit": "3"}, "without a target"),
        ({"target": "max-error", "limit": "-1"}, "-1"),
        ({"target": "quality", "limit": "101"}, "0 to 100"),
        ({"target": "quality", "limit": "50.5"}, "50.5"),
        ({"target": "quality", "limit": "nan"}, "nan"),
        ({"target": "quality", "limit": "50", "shared": "1"}, "one palette for all"),
        ({"target": "target-size", "limit": "0"}, "size of the file"),
        ({"target": "max-error", "limit": "x"}, "'x'"),
        ({"target": "max-error", "limit": "3", "dither": "auto"}, "'auto'"),
        ({"target": "max-error", "limit": "3", "shared": "1"}, "one palette for all"),
        ({"color": "1"}, "no setting"),
    ],
)
def test_what_cannot_be_is_refused(query: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidOptionError, match=message):
        Settings.of_query(query)
