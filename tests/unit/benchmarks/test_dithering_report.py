"""The tables of means."""

from benchmarks.dithering_report import Judged, Verdicts

ENVIRONMENT = {
    "cpu": "a processor",
    "cores": 2,
    "instruction_set": "baseline",
    "python": "3.11",
    "versions": {"ours": "1.0"},
    "date": "2020-01-01",
}


def judged(image: str, name: str, score: float, distortion: float) -> Judged:
    return Judged(image, 16, name, {"ssimulacra2": score, "distortion": distortion})


def table_lines(verdicts: Verdicts) -> list[str]:
    return [line for line in verdicts.markdown().splitlines() if line.startswith(("|", "#"))]


def test_means_stand_with_their_ratio_and_scores_with_their_difference() -> None:
    found = [
        judged("kodak/1", "ours", 70, 10),
        judged("kodak/1", "theirs", 60, 20),
        judged("kodak/2", "ours", 80, 20),
        judged("kodak/2", "theirs", 80, 40),
    ]

    assert table_lines(Verdicts("theirs", ENVIRONMENT, {}, found)) == [
        "### kodak, N = 16 (2 images)",
        "| peer | SSIMULACRA2 ↑ | distortion |",
        "| --- | ---: | ---: |",
        "| ours | 75 · +5.00 | 15 · 0.500 |",
        "| theirs | 70 · +0.00 | 30 · 1.000 |",
    ]


def test_ratios_are_of_the_images_that_both_have() -> None:
    found = [
        judged("kodak/1", "ours", 70, 10),
        judged("kodak/2", "ours", 70, 30),
        judged("kodak/2", "theirs", 60, 60),
    ]

    lines = table_lines(Verdicts("theirs", ENVIRONMENT, {}, found))

    assert lines[-2:] == [
        "| ours | 70 · +10.00 | 20 · 0.500 |",
        "| theirs (1 images only) | 60 · +0.00 | 60 · 1.000 |",
    ]


def test_without_the_baseline_there_are_only_means() -> None:
    verdicts = Verdicts("theirs", ENVIRONMENT, {}, [judged("kodak/1", "ours", 70, 10)])

    assert table_lines(verdicts)[-1] == "| ours | 70 | 10 |"


def test_a_baseline_of_nothing_has_no_ratio() -> None:
    found = [judged("a/1", "ours", 70, 10), judged("a/1", "theirs", 70, 0)]

    assert table_lines(Verdicts("theirs", ENVIRONMENT, {}, found))[-2].endswith("| 10 · – |")


def test_counts_stand_alone() -> None:
    found = [Judged("a/1", 16, name, {"moved": 7.0}) for name in ("ours", "theirs")]

    assert table_lines(Verdicts("theirs", ENVIRONMENT, {}, found))[-1] == "| theirs | 7 |"


def test_times_are_added_to_the_image_they_were_taken_of() -> None:
    found = [judged("a/1", "ours", 70, 10), judged("a/2", "ours", 70, 10)]
    verdicts = Verdicts("theirs", ENVIRONMENT, {}, found)
    verdicts.add_times("a/1", 16, {"ours": 12.5, "theirs": 50.0})

    assert [one.ms_per_megapixel for one in found] == [12.5, None]
    assert table_lines(verdicts)[-1] == "| ours | 70 | 10 | 12.5 |"
