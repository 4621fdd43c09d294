from colorquant.files import Metadata
from colorquant.files.indexed.left_out import metadata_left_out

FULL = Metadata(exif=b"e", xmp=b"x", dpi=(1.0, 1.0), text={"Title": "t", "Comment": "c"})


def test_all_that_is_not_held_is_named() -> None:
    assert metadata_left_out(FULL, "it holds little", held=["xmp"], texts=["Comment"]) == [
        "it holds little; left out: Exif, resolution, the text 'Title'"
    ]


def test_nothing_is_said_of_what_there_is_not() -> None:
    assert metadata_left_out(Metadata(), "it holds nothing") == []
    held = ["exif", "xmp", "dpi"]
    assert metadata_left_out(FULL, "all", held=held, texts=["Title", "Comment"]) == []
