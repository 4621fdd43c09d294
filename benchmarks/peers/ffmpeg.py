"""ffmpeg's filters palettegen and paletteuse, as its users make GIFs."""

import io
import subprocess
from functools import partial

import numpy as np
from PIL import Image

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, dither: str) -> Quantized:
    height, width, _ = image.shape
    filters = (
        f"split[a][b];[a]palettegen=max_colors={n}:reserve_transparent=0[palette];"
        f"[b][palette]paletteuse=dither={dither}"
    )
    command = ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
    command += ["-s", f"{width}x{height}", "-i", "-", "-lavfi", filters]
    command += ["-f", "image2pipe", "-c:v", "png", "-"]
    answer = subprocess.run(command, input=image.tobytes(), capture_output=True, check=True)
    with Image.open(io.BytesIO(answer.stdout)) as result:
        palette = np.array(result.getpalette("RGB"), np.uint8).reshape(-1, 3)
        return np.asarray(result), palette


DITHERING = tuple(
    Peer(
        family="ffmpeg",
        variant=dither,
        module="PIL",
        distribution="ffmpeg",
        command="ffmpeg",
        quantize=partial(quantize, dither=dither),
        max_colors=256,
    )
    for dither in ("sierra2_4a", "bayer")
)
