from colorquant.files.palettes.palette_format import PaletteFormat
from colorquant.files.palettes.swatches import make_swatches


def test_a_format_holds_opaque_colors_without_names_unless_it_says_more() -> None:
    plain = PaletteFormat("plain", ".plain", lambda data: make_swatches([]), lambda swatches: b"")
    assert (plain.holds_names, plain.alpha, plain.max_colors) == (False, "none", 65_536)
    assert plain.read(b"").colors.shape == (0, 4)
