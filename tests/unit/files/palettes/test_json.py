import json

import pytest

from colorquant.files.palettes.json import read_json, write_json
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches


@pytest.mark.parametrize(
    "content",
    [
        {"name": "Brand", "colors": [{"hex": "#FF0000", "name": "Réd"}, {"hex": "#01020380"}]},
        {"colors": ["#f00", "01020380"]},
        ["ff0000", "#01020380"],
        [[255, 0, 0], [1, 2, 3, 128]],
    ],
)
def test_reads_objects_texts_and_levels(content: object) -> None:
    swatches = read_json(b"\xef\xbb\xbf" + json.dumps(content).encode())
    assert swatches.colors.tolist() == [[255, 0, 0, 255], [1, 2, 3, 128]]
    named = isinstance(content, dict) and "name" in content
    assert swatches.names == (("Réd", "") if named else None)
    assert swatches.title == ("Brand" if named else "")


def test_writes_an_object() -> None:
    data = write_json(make_swatches([[255, 0, 0, 255], [1, 2, 3, 128]], ["Réd", ""], "Brand"))
    assert json.loads(data) == {
        "name": "Brand",
        "colors": [{"hex": "#ff0000", "name": "Réd"}, {"hex": "#01020380"}],
    }
    assert '\n    {"hex": "#ff0000", "name": "Réd"},\n'.encode() in data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{\n,", "line 2: not JSON"),
        (b"[" * 100_000, "is not JSON of a palette"),
        (b"9" * 5_000, "is not JSON of a palette"),
        (b"3", "holds no list of colors"),
        (b'{"colors": 3}', "holds no list of colors"),
        (b'["#fff", "#ff"]', "entry 2: '#ff' is no color; needed are 3 or 4 or 6 or 8 hex"),
        (b"[[1, 2, 256]]", r"entry 1: \[1, 2, 256\] is no color; allowed are"),
        (b"[[1, 2, true]]", r"entry 1: \[1, 2, True\] is no color"),
        (b"[[1, 2, 3.0]]", r"entry 1: \[1, 2, 3.0\] is no color"),
        (b"[[1, 2]]", r"entry 1: \[1, 2\] is no color"),
        (b"[{}]", "entry 1: None is no color"),
    ],
)
def test_damage_is_named_by_its_line_or_entry(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_json(data)
