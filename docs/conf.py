"""Build with `./check docs`; the pages land in docs/_build."""

import importlib.metadata

project = "colorquant"
author = "the colorquant developers"
copyright = f"2026, {author}"
version = release = importlib.metadata.version("colorquant")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 2

autodoc_typehints = "none"  # the docstrings give shapes, ranges and units beside the types
napoleon_google_docstring = False

html_theme = "alabaster"
html_theme_options = {"description": "The N colors that represent an image best"}
