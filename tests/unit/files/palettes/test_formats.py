from colorquant.files.palettes.formats import PALETTE_FORMATS, formats_of


def test_names_differ_and_endings_are_lower_case() -> None:
    names = [each.name for each in PALETTE_FORMATS]
    assert len(set(names)) == len(names)
    assert all(each.suffix == each.suffix.lower() for each in PALETTE_FORMATS)


def test_of_pal_jasc_is_written_and_riff_has_a_signature() -> None:
    assert [each.name for each in formats_of(".PAL")] == ["jasc", "riff"]
    assert formats_of(".pal")[1].signature == b"RIFF"
    assert not formats_of(".doc")
