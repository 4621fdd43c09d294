"""as_table()."""

from colorquant.rendering import as_table


def test_headings_say_what_they_are_of() -> None:
    table = as_table("Fruit", ("Name", "Number"), [("Apple", "3"), ("Pear", "5")])

    assert table == (
        "<table><caption>Fruit</caption><thead><tr>"
        '<th scope="col">Name</th><th scope="col">Number</th></tr></thead><tbody>'
        '<tr><th scope="row">Apple</th><td>3</td></tr>'
        '<tr><th scope="row">Pear</th><td>5</td></tr></tbody></table>'
    )


def test_any_text_is_only_text() -> None:
    table = as_table("<a>", ("<b>",), [("<c>",)])

    assert not any(tag in table for tag in ("<a>", "<b>", "<c>"))
    assert "&lt;c&gt;" in table
