"""Routes: what a page can ask for, from an image that is sent to its file of few colors."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient
from tests.studio import Pixels, as_file, parse_view

import colorquant as cq
from colorquant.studio.limits import Limits

Client = Callable[..., TestClient]
IMAGE = "/api/pages/a/images/one"
VIEW = "view=0,0,32,24,32,24"


@pytest.fixture
def page(client: Client, small: Pixels) -> TestClient:
    """A page that holds one image."""
    page = client()
    assert page.put(f"{IMAGE}?name=photo.png", content=as_file(small)).status_code == 201
    return page


def test_a_page_begins_with_the_files_of_the_command_line(client: Client) -> None:
    page = client(given=[("a.png", b"first"), ("b.png", b"second")])

    summary = page.get("/api/given").json()

    assert summary["given"] == ["a.png", "b.png"]
    assert page.get("/api/given/1").content == b"second"
    assert page.get("/api/given/2").status_code == 404


def test_what_there_is_to_choose_is_told(client: Client) -> None:
    summary = client().get("/api/given").json()

    assert summary["spaces"] == list(cq.color.SPACES)
    assert {"none", "auto"} <= set(summary["dithers"])
    assert "gpl" in summary["palettes"]


def test_an_image_that_is_sent_is_described(client: Client, small: Pixels) -> None:
    data = as_file(small)

    summary = client().put(f"{IMAGE}?name=photo.png", content=data).json()

    distinct = len(cq.ColorHistogram.from_image(small))
    assert summary == {
        **{"name": "photo.png", "width": 32, "height": 24, "alpha": False},
        **{"colors": distinct, "bytes": len(data)},
    }


@pytest.mark.parametrize("data", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_image_is_refused_in_a_sentence_and_the_studio_lives_on(
    page: TestClient, data: bytes
) -> None:
    answer = page.put("/api/pages/a/images/two?name=evil.png", content=data)

    assert answer.status_code == 400
    assert "evil.png" in answer.json()["message"]
    assert page.post("/api/pages/a").json() == {"images": ["one"]}


def test_the_original_is_seen_as_it_is(page: TestClient, small: Pixels) -> None:
    got = parse_view(page.get(f"{IMAGE}/original?{VIEW}").content)

    assert (got.pixels[..., :3] == small).all()


def test_a_single_pixel_is_seen(page: TestClient, small: Pixels) -> None:
    got = parse_view(page.get(f"{IMAGE}/pixel?view=7,5,8,6,1,1").content)

    assert got.pixels[0, 0, :3].tolist() == small[5, 7].tolist()


def test_up_to_16_pixels_are_seen_without_waiting(page: TestClient) -> None:
    assert page.get(f"{IMAGE}/pixel?view=0,0,4,4,4,4").status_code == 200
    assert page.get(f"{IMAGE}/pixel?view=0,0,17,1,17,1").status_code == 400


def test_an_error_map_has_fewer_pixels_than_another_view(client: Client, small: Pixels) -> None:
    page = client(Limits(error_pixels=32 * 24 - 1))
    page.put(f"{IMAGE}?name=photo.png", content=as_file(small))
    answers = {
        layer: page.get(f"{IMAGE}/result?n=5&layer={layer}&{VIEW}").status_code
        for layer in ("moving", "result", "error")
    }
    assert answers == {"moving": 200, "result": 200, "error": 400}


def test_a_result_comes_with_its_palette_numbers_and_spelling(
    page: TestClient, small: Pixels
) -> None:
    got = parse_view(page.get(f"{IMAGE}/result?n=5&dither=none&{VIEW}").content)

    wanted = cq.quantize(small, 5, dither="none")
    assert (got.pixels[..., :3] == wanted.to_array()).all()
    assert got.summary["palette"] == wanted.palette.colors.tolist()
    assert got.summary["counts"] == wanted.counts.tolist()
    assert got.summary["psnr"] == pytest.approx(wanted.psnr)
    assert got.summary["command"] == "colorquant reduce 5 photo.png --dither none"
    assert "cq.Quantizer(5, dither='none')" in got.summary["python"]


def test_a_lossless_result_has_no_finite_psnr(client: Client) -> None:
    page = client()
    page.put(f"{IMAGE}?name=photo.png", content=as_file(np.zeros((24, 32, 3), np.uint8)))

    assert parse_view(page.get(f"{IMAGE}/result?{VIEW}").content).summary["psnr"] is None


def test_a_moving_answer_is_quick_and_says_less(page: TestClient) -> None:
    summary = parse_view(page.get(f"{IMAGE}/result?n=5&layer=moving&{VIEW}").content).summary

    assert len(summary["palette"]) == 5
    assert "psnr" not in summary


def test_an_error_map_says_how_much(page: TestClient, small: Pixels) -> None:
    got = parse_view(page.get(f"{IMAGE}/result?n=5&dither=none&layer=error&{VIEW}").content)

    wanted = cq.metrics.delta_e_2000(small, cq.quantize(small, 5, dither="none").to_array())
    assert got.summary["mean"] == pytest.approx(wanted)


def test_another_layer_is_refused(page: TestClient) -> None:
    answer = page.get(f"{IMAGE}/result?layer=x&{VIEW}")

    assert answer.json()["message"] == "layer is 'x'; allowed are moving, result, error"


@pytest.mark.parametrize("format", ["png", "gif", "webp"])
def test_a_file_is_that_of_the_library(page: TestClient, small: Pixels, format: str) -> None:
    answer = page.get(f"{IMAGE}/file?n=5&dither=none&format={format}")

    assert answer.content == cq.quantize(small, 5, dither="none").encode(format)
    assert answer.headers["content-type"] == f"image/{format}"
    assert answer.headers["x-file-name"] == f"photo-cq.{format}"


def test_a_palette_is_a_file_for_another_program(page: TestClient, small: Pixels) -> None:
    answer = page.get(f"{IMAGE}/palette?n=5&dither=none&as=hex")

    colors = [bytes.fromhex(line) for line in answer.text.split()]
    assert [list(each) for each in colors] == cq.quantize(
        small, 5, dither="none"
    ).palette.colors.tolist()


def test_a_report_is_about_as_many_colors_as_there_are(page: TestClient) -> None:
    answer = page.get(f"{IMAGE}/report?n=5&dither=none")

    assert answer.headers["x-file-name"] == "photo-cq.html"
    assert "colorquant compare --html report.html -k 5 photo.png" in answer.text


def test_a_mask_is_kept_sent_and_taken_away(page: TestClient) -> None:
    page.put(f"{IMAGE}/mask?width=2&height=1", content=b"\x20\xff")

    mask = Image.open(io.BytesIO(page.get(f"{IMAGE}/mask").content))

    assert mask.size == (32, 24)
    summary = parse_view(page.get(f"{IMAGE}/result?{VIEW}").content).summary
    assert "--weights photo-mask.png" in summary["command"]
    page.delete(f"{IMAGE}/mask")
    assert page.get(f"{IMAGE}/mask").status_code == 400


def test_several_images_share_a_palette(page: TestClient, small: Pixels) -> None:
    page.put("/api/pages/a/images/two?name=other.png", content=as_file(255 - small))

    first, second = (
        parse_view(
            page.get(f"/api/pages/a/images/{name}/result?n=5&shared_palette=1&{VIEW}").content
        ).summary
        for name in ("one", "two")
    )

    assert first["palette"] == second["palette"]
    assert "photo.png other.png" in first["command"]


def test_an_image_or_a_page_that_is_dropped_is_gone(page: TestClient) -> None:
    page.delete(IMAGE)
    assert page.get(f"{IMAGE}/original?{VIEW}").status_code == 404

    assert page.delete("/api/pages/a").status_code == 204
    assert page.post("/api/pages/a").json() == {"images": []}


def test_one_page_does_not_see_another_s_images(page: TestClient) -> None:
    assert page.get(f"/api/pages/b/images/one/original?{VIEW}").status_code == 404
