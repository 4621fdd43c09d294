import pytest

from colorquant.files.palettes.paint_net import read_paint_net, write_paint_net
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches


def test_reads_alpha_first_and_comments() -> None:
    swatches = read_paint_net(
        b"; paint.net Palette File\r\n\r\nFF0000ff ; blue\r\n80010203\r\nfFa000\r\n"
    )
    assert swatches.colors.tolist() == [[0, 0, 255, 255], [1, 2, 3, 128], [255, 160, 0, 255]]


def test_writes_alpha_first() -> None:
    assert write_paint_net(make_swatches([[255, 0, 10, 255], [1, 2, 3, 128]])) == (
        b"; paint.net Palette File\r\nFFFF000A\r\n80010203\r\n"
    )


def test_damage_is_named_by_its_line() -> None:
    with pytest.raises(DamagedPaletteError, match=r"^line 2: 'FF00' .* needed are 6 or 8 hex"):
        read_paint_net(b";\nFF00\n")
