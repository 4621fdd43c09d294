"""What steers the pictures."""

from collections.abc import Sequence

from colorquant.report.views import View

_KEYS = (
    "In a picture: + and − zoom, 0 fits, 1 shows one pixel as one; up and down move the picture, "
    "left and right the handle, or with Shift the picture. Pull to move; the wheel zooms once a "
    "picture has been clicked."
)


def toolbar(views: Sequence[View]) -> str:
    """Return the buttons of all pictures, hidden until there is a script that hears them.

    Parameters
    ----------
    views
        That there are to choose from.
    """
    notes = "".join(f'<p data-view="{view.name}">{view.note}</p>' for view in views)
    return (
        '<p id="scriptless">Without JavaScript there are no sliders and no zoom; every picture is '
        "there.</p>"
        '<nav id="toolbar" aria-label="Pictures" hidden>'
        f'<div class="buttons">{_choice(views)}{_BUTTONS}</div>{notes}'
        f"<details><summary>Keys</summary><p>{_KEYS}</p></details></nav>"
    )


def _choice(views: Sequence[View]) -> str:
    if len(views) == 1:
        return ""
    radios = "".join(
        f'<label><input type="radio" name="view" value="{view.name}"> {view.title}</label>'
        for view in views
    )
    return f'<fieldset><legend class="unseen">View</legend>{radios}</fieldset>'


_BUTTONS = (
    '<div role="group" aria-label="Zoom"><button type="button" data-zoom="out" '
    'aria-label="Zoom out">−</button><output id="zoom" aria-live="polite"></output>'
    '<button type="button" data-zoom="in" aria-label="Zoom in">+</button>'
    '<button type="button" data-zoom="fit">Fit</button>'
    '<button type="button" data-zoom="pixels">1:1 pixels</button></div>'
    '<button type="button" id="theme" aria-pressed="false">Dark</button>'
)
