// The painted importance mask: stores it as a canvas, at most 1024 pixels on a side, and draws it.

const MAX_SIDE = 1024;
const TINT = "#ff2d8d";

export class MaskCanvas {
  radius = 18; // of the brush, in CSS pixels
  isErasing = false;
  #canvas = new OffscreenCanvas(1, 1);
  #tintCanvas = new OffscreenCanvas(1, 1);
  #scale = 1; // mask pixels per image pixel

  // Starts a new mask; `painted` holds one byte per mask pixel, or is null for an empty mask.
  load(imageSize, painted = null) {
    this.#scale = Math.min(1, MAX_SIDE / Math.max(imageSize.width, imageSize.height));
    this.#canvas.width = Math.max(1, Math.round(imageSize.width * this.#scale));
    this.#canvas.height = Math.max(1, Math.round(imageSize.height * this.#scale));
    this.imageSize = imageSize;
    if (painted === null) return;
    const pixels = new ImageData(this.#canvas.width, this.#canvas.height);
    painted.forEach((isPainted, index) => {
      pixels.data[4 * index + 3] = isPainted ? 255 : 0;
    });
    this.#context.putImageData(pixels, 0, 0);
  }

  // Paints or erases a line between two points of the image; `viewScale` is that of the viewport.
  stroke(from, to, viewScale) {
    const context = this.#context;
    context.globalCompositeOperation = this.isErasing ? "destination-out" : "source-over";
    context.lineCap = "round";
    context.lineWidth = Math.max(1, (2 * this.radius * this.#scale) / viewScale);
    context.beginPath();
    context.moveTo(from.x * this.#scale, from.y * this.#scale);
    context.lineTo(to.x * this.#scale + 0.01, to.y * this.#scale); // a line of no length draws nothing
    context.stroke();
  }

  // One byte per mask pixel: 1 where it is painted, else 0; null if nothing is painted.
  get painted() {
    const { data } = this.#context.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
    const painted = new Uint8Array(data.length / 4);
    for (let index = 0; index < painted.length; index++) painted[index] = data[4 * index + 3] > 127 ? 1 : 0;
    return painted.includes(1) ? painted : null;
  }

  // Returns the mask to upload: 255 where it is painted, `unpaintedWeight` elsewhere.
  toMask(painted, unpaintedWeight) {
    const { width, height } = this.#canvas;
    return painted && { width, height, levels: painted.map((isPainted) => (isPainted ? 255 : unpaintedWeight)) };
  }

  draw(context, viewport) {
    const { width, height } = this.#canvas;
    this.#tintCanvas.width = width;
    this.#tintCanvas.height = height;
    const tint = this.#tintCanvas.getContext("2d");
    tint.drawImage(this.#canvas, 0, 0);
    tint.globalCompositeOperation = "source-in";
    tint.fillStyle = TINT;
    tint.fillRect(0, 0, width, height);
    const topLeft = viewport.toScreen({ x: 0, y: 0 });
    const bottomRight = viewport.toScreen({ x: this.imageSize.width, y: this.imageSize.height });
    context.globalAlpha = 0.45;
    context.drawImage(this.#tintCanvas, topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
    context.globalAlpha = 1;
  }

  get #context() {
    return this.#canvas.getContext("2d", { willReadFrequently: true });
  }
}
