"""A local page to choose colors by eye: it looks, and the rest of the library works."""
