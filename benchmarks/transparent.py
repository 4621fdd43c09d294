"""Images with transparency: made ones, and those of a folder that have any."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .peers import ImageArray


def soft_shadow() -> ImageArray:
    """A card with a slope of color, and the blurred black shadow that it throws."""
    height, width = 240, 320
    shadow = Image.new("L", (width, height), 0)
    ImageDraw.Draw(shadow).rounded_rectangle((60, 60, 260, 190), 20, fill=160)
    blurred = np.asarray(shadow.filter(ImageFilter.GaussianBlur(14)))
    under = np.zeros((height, width, 4), np.uint8)
    under[..., 3] = blurred
    y, x = np.mgrid[0:height, 0:width]
    card = Image.new("L", (width, height), 0)
    ImageDraw.Draw(card).rounded_rectangle((50, 45, 250, 175), 20, fill=255)
    slope = np.stack([220 - x // 3, 120 + y // 2, np.full_like(x, 248)], axis=-1).astype(np.uint8)
    over = Image.fromarray(np.dstack([slope, np.asarray(card)]))
    return np.asarray(Image.alpha_composite(Image.fromarray(under), over))


def glow() -> ImageArray:
    """Light that fades into nothing, from yellow to red."""
    y, x = np.mgrid[0:256, 0:256]
    radius = np.hypot(x - 128, y - 128)
    channels = [np.full_like(radius, 255), 230 - radius, 120 - 1.2 * radius]
    alpha = 255 * np.exp(-np.square(radius / 60))
    light: ImageArray = np.clip(np.stack([*channels, alpha], axis=-1), 0, 255).astype(np.uint8)
    return light


def sprite() -> ImageArray:
    """Flat shapes of many colors with soft edges."""
    rng = np.random.default_rng(3)
    image = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for number in range(60):
        left, top = rng.integers(0, 480, 2).tolist()
        size = int(rng.integers(20, 90))
        red, green, blue = rng.integers(0, 256, 3).tolist()
        draw = pen.ellipse if number % 2 else pen.rectangle
        draw((left, top, left + size, top + size), fill=(red, green, blue, 255))
    return np.asarray(image.resize((128, 128), Image.Resampling.LANCZOS))


MADE: dict[str, Callable[[], ImageArray]] = {
    "soft shadow": soft_shadow,
    "glow": glow,
    "sprite": sprite,
}


def transparent_images(folder: Path) -> dict[str, ImageArray]:
    """The made images, and those of the folder with a pixel that is not opaque, by name."""
    images = {name: np.ascontiguousarray(make()) for name, make in MADE.items()}
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as image:
            pixels = np.array(image.convert("RGBA"))
        if (pixels[..., 3] < 255).any():
            images[f"{folder.name}/{path.stem}"] = pixels
    return images
