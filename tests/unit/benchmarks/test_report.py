"""The Markdown tables."""

from benchmarks.report import markdown
from benchmarks.results import Ratios, Result

ENVIRONMENT = {
    "cpu": "a processor",
    "cores": 2,
    "instruction_set": "baseline",
    "python": "3.11",
    "versions": {"ours": "1.0"},
    "date": "2020-01-01",
}


def result(image: str, name: str, ms: float, distortion: float) -> Result:
    return Result(
        image=image,
        n=16,
        name=name,
        family=name,
        variant="",
        threads=None,
        times_ms=[ms],
        cpu_ms=ms,
        distortion=distortion,
        colors=16,
    )


def table_lines(results: list[Result], known: dict[str, dict[int, float]]) -> list[str]:
    report = markdown(Ratios(results, known), ENVIRONMENT, {}, baseline="script")
    return [line for line in report.splitlines() if line.startswith(("|", "#"))]


def test_one_image_has_one_row_for_each_peer() -> None:
    results = [result("china", "ours", 5, 101), result("china", "script", 20, 150)]

    assert table_lines(results, {"china": {16: 100.0}}) == [
        "### china, N = 16",
        "| peer | ms | ÷ script | distortion | ÷ best known |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| ours | 5 | 0.25 | 101 | 1.0100 |",
        "| script | 20 | 1 | 150 | 1.5000 |",
    ]


def test_the_images_of_a_folder_share_a_table_of_means_with_the_worst_ratio() -> None:
    results = [result("kodak/1", "ours", 1, 100), result("kodak/2", "ours", 100, 121)]

    assert table_lines(results, {"kodak/1": {16: 100.0}, "kodak/2": {16: 100.0}}) == [
        "### kodak, N = 16 (2 images: geometric means of times and ratios)",
        "| peer | ms | distortion | ÷ best known | worst |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| ours | 10 | 110.5 | 1.1000 | 1.2100 |",
    ]


def test_a_peer_that_missed_an_image_says_so() -> None:
    results = [
        result("kodak/1", "ours", 1, 100),
        result("kodak/2", "ours", 1, 100),
        result("kodak/2", "other", 1, 100),
    ]

    assert table_lines(results, {})[-1].startswith("| other (1 images only) |")


def test_what_was_skipped_is_listed_with_the_reason() -> None:
    ratios = Ratios([result("china", "ours", 5, 101)], {})
    report = markdown(ratios, ENVIRONMENT, {"theirs": "not installed"}, baseline="script")

    assert report.endswith("Skipped:\n\n- theirs: not installed\n")
