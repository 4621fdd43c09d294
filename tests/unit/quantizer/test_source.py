"""A plan, written down in three languages, is the same plan when it is read again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import colorquant as cq
from colorquant.cli.plan import make_plan
from colorquant.cli.reduce import reduce
from colorquant.color import COLOR_DEPTHS, SPACES
from colorquant.dithering import DITHERERS
from colorquant.palette import NAMED_PALETTES, ORDERS
from colorquant.quantizer import as_arguments, as_options, as_query, from_query
from colorquant.quantizer.source import options_of

colors = st.lists(
    st.tuples(*[st.integers(0, 255)] * 3, st.sampled_from([128, 255])), min_size=1, max_size=4
).map(lambda rows: [row if row[3] < 255 else row[:3] for row in rows])
unique_colors = colors.map(lambda rows: list(dict.fromkeys((*row, 255)[:4] for row in rows)))
positive = st.floats(0.01, 80.0)
FREE = {
    "effort": st.sampled_from(["fast", "balanced", "best"]),
    "space": st.sampled_from(sorted(SPACES)),
    "seed": st.integers(0, 2**64 - 1),
    "nodata": unique_colors,
    "sort": st.sampled_from([name for name in ORDERS if name != "count"]),
    "dither": st.sampled_from([*DITHERERS]),
    "dither_strength": st.floats(0.01, 1.0),
    "format": st.sampled_from(["png", "gif", "webp"]),
}
KINDS: list[dict[str, st.SearchStrategy[Any]]] = [
    {**FREE, "n": st.integers(8, 256), "fixed_colors": unique_colors},
    {**FREE, "n": st.integers(8, 256), "min_delta_e": positive},
    {**FREE, "n": st.integers(8, 256), "color_depth": st.sampled_from(sorted(COLOR_DEPTHS))},
    {**FREE, "n": st.integers(8, 256), "candidates": st.sampled_from(["web216", "cga16"])},
    {**FREE, "psnr": positive, "mean_delta_e": positive},
    {**FREE, "max_bytes": st.integers(1, 10**7)},
    {"max_delta_e": positive, "space": st.sampled_from(sorted(SPACES))},
    {"quality": st.tuples(st.integers(0, 50), st.integers(50, 100)), "effort": FREE["effort"]},
    {"palette": st.sampled_from(sorted(NAMED_PALETTES)), "dither": FREE["dither"]},
    {"n": st.integers(1, 256), "shared_palette": st.just(True)},
    {"n": st.integers(1, 256), "dither": st.just("none")},
]
FILLED = {"palette": "gray4", "add_transparent": False}
plans = st.one_of(
    st.just(FILLED), *(st.fixed_dictionaries({}, optional=kind) for kind in KINDS)
).map(lambda options: cq.Quantizer(**options))


@given(plans)
def test_a_link_is_read_back(plan: cq.Quantizer) -> None:
    assert from_query(as_query(plan)) == plan


@given(plans)
def test_a_command_line_is_read_back(plan: cq.Quantizer) -> None:
    words = as_options(plan, leave_out=("format",))
    with reduce.make_context("reduce", [*words, "photo.png"]) as ctx:
        assert make_plan(ctx, ctx.params, format=plan.format) == plan


@given(plans)
def test_python_is_read_back(plan: cq.Quantizer) -> None:
    source = f"cq.Quantizer({', '.join(as_arguments(plan, leave_out=()))})"
    assert eval(source, {"cq": cq}) == plan  # our own words


@given(plans)
def test_only_what_differs_from_the_default_is_written(plan: cq.Quantizer) -> None:
    written = options_of(plan)

    assert all(value is not None for value in written.values())
    if plan == cq.Quantizer():
        assert written == {}


def test_the_default_needs_no_words() -> None:
    assert as_options(cq.Quantizer()) == []
    assert as_arguments(cq.Quantizer()) == []
    assert as_query(cq.Quantizer()) == {}


def test_what_has_no_word_on_a_command_line_is_refused() -> None:
    mine = cq.dithering.ErrorDiffusion(serpentine=True)
    for plan in (cq.Quantizer(dither=mine), cq.Quantizer(8, dither_aware=False)):
        with pytest.raises(cq.InvalidOptionError, match="allowed on a command line is none"):
            as_options(plan)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"colour": "3"}, "'colour' is not an option; allowed are add_transparent, candidates"),
        ({"n": "many"}, "n is 'many'; allowed is a whole number"),
        ({"psnr": "x"}, "psnr is 'x'; allowed is a number"),
        ({"shared_palette": "yes"}, "shared_palette is 'yes'; allowed are 0, 1"),
        ({"fixed_colors": "ff0000,#1"}, "fixed_colors has '#1'; allowed is rrggbb or rrggbbaa"),
        ({"n": "70000"}, "the number of colors is 70,000; allowed is"),
    ],
)
def test_a_query_that_cannot_be_is_refused(query: dict[str, str], message: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match=message):
        from_query(query)


def test_a_query_cannot_name_a_file() -> None:
    with pytest.raises(cq.ColorQuantError, match="palette has 'gameboy'; allowed is rrggbb"):
        from_query({"palette": "gameboy"})
    with pytest.raises(cq.ColorQuantError, match="allowed is rrggbb"):
        from_query({"candidates": "/etc/passwd"})
