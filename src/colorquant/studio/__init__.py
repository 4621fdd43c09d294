"""A local page to choose colours by eye: it looks, and the rest of the library works."""
