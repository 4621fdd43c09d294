"""What steers the pictures."""

from colorquant.report.encoded import Encoded
from colorquant.report.toolbar import toolbar
from colorquant.report.views import View

FILE = Encoded(b"", "image/png")
WHOLE = View("whole", "Whole picture", "Scaled down.", 4, 3, FILE, ())
DETAIL = View("detail", "Detail", "As it is.", 2, 2, FILE, ())


def test_one_view_leaves_no_choice() -> None:
    assert 'type="radio"' not in toolbar([WHOLE])


def test_of_two_one_is_chosen_and_each_says_what_it_is() -> None:
    bar = toolbar([WHOLE, DETAIL])

    assert bar.count('type="radio"') == 2
    assert '<p data-view="detail">As it is.</p>' in bar


def test_it_is_hidden_until_something_hears_it() -> None:
    assert 'aria-label="Pictures" hidden>' in toolbar([WHOLE])
    assert "Without JavaScript" in toolbar([WHOLE])
