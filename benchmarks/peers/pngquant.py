"""pngquant, the command, as it is without options: it dithers."""

import io
import subprocess

import numpy as np
from PIL import Image

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int) -> Quantized:
    source = io.BytesIO()
    Image.fromarray(image).save(source, "PNG", compress_level=1)
    command = ["pngquant", str(n), "-"]
    answer = subprocess.run(command, input=source.getvalue(), capture_output=True, check=True)
    with Image.open(io.BytesIO(answer.stdout)) as result:
        palette = np.array(result.getpalette("RGB"), np.uint8).reshape(-1, 3)
        return np.asarray(result), palette


DITHERING = (
    Peer(
        family="pngquant",
        module="PIL",
        distribution="pngquant",
        command="pngquant",
        quantize=quantize,
        max_colors=256,
    ),
)
