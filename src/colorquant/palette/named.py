"""Named palettes: classic computers, the web, and e-paper panels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Color = tuple[int, int, int]


@dataclass(frozen=True)
class NamedPalette:
    """A well-known palette and its source.

    Attributes
    ----------
    colors : Callable
        Returns the sRGB entries, 0 to 255, in their customary order.
    source : str
        Description and origin of the values.
    """

    colors: Callable[[], Sequence[Color]]
    source: str


def _grays(levels: int) -> list[Color]:
    return [(255 * level // (levels - 1),) * 3 for level in range(levels)]


def _from_hex(digits: str) -> Callable[[], list[Color]]:
    return lambda: [(red, green, blue) for red, green, blue in map(bytes.fromhex, digits.split())]


def _web() -> list[Color]:
    steps = range(0, 256, 0x33)
    return [(red, green, blue) for red in steps for green in steps for blue in steps]


_CGA = (
    "000000 0000aa 00aa00 00aaaa aa0000 aa00aa aa5500 aaaaaa "
    "555555 5555ff 55ff55 55ffff ff5555 ff55ff ffff55 ffffff"
)

NAMED_PALETTES: dict[str, NamedPalette] = {
    "black-white": NamedPalette(lambda: _grays(2), "black and white"),
    "gray4": NamedPalette(lambda: _grays(4), "four grays at equal steps, 2 bits"),
    "gray16": NamedPalette(lambda: _grays(16), "sixteen grays at equal steps, 4 bits"),
    "gameboy": NamedPalette(
        _from_hex("0f380f 306230 8bac0f 9bbc0f"),
        "four greens that emulators commonly use for the original Game Boy's screen",
    ),
    "cga16": NamedPalette(
        _from_hex(_CGA), "IBM's Color Graphics Adapter on its 5153 display, dark yellow as brown"
    ),
    "web216": NamedPalette(_web, "the web-safe colors: six levels of each channel, 0x33 apart"),
    "eink6": NamedPalette(
        _from_hex("191e21 e8e8e8 efde44 b21318 2157ba 125f20"),
        "six inks of a color e-paper panel as displayed: example values of epdoptimize, "
        "https://github.com/Utzel-Butzel/epdoptimize",
    ),
}
"""What each name stands for."""
