// A mask of what matters, painted over the picture at no more than a thousand pixels a side.

const LONGEST = 1024;

export class Painting {
  radius = 18; // of the brush, in CSS pixels
  erasing = false;
  #canvas = new OffscreenCanvas(1, 1);
  #tint = new OffscreenCanvas(1, 1);
  #scale = 1; // mask pixels for one of the image

  show(size, cells = null) {
    this.#scale = Math.min(1, LONGEST / Math.max(size.width, size.height));
    this.#canvas.width = Math.max(1, Math.round(size.width * this.#scale));
    this.#canvas.height = Math.max(1, Math.round(size.height * this.#scale));
    this.size = size;
    if (cells === null) return;
    const image = new ImageData(this.#canvas.width, this.#canvas.height);
    cells.forEach((each, place) => {
      image.data[4 * place + 3] = each ? 255 : 0;
    });
    this.#context.putImageData(image, 0, 0);
  }

  // From place to place in the image; the brush is as large as it looks at this scale.
  stroke(from, to, scale) {
    const context = this.#context;
    context.globalCompositeOperation = this.erasing ? "destination-out" : "source-over";
    context.lineCap = "round";
    context.lineWidth = Math.max(1, (2 * this.radius * this.#scale) / scale);
    context.beginPath();
    context.moveTo(from.x * this.#scale, from.y * this.#scale);
    context.lineTo(to.x * this.#scale + 0.01, to.y * this.#scale);
    context.stroke();
  }

  // One byte for each pixel of the mask: whether it is painted; null if none is.
  get cells() {
    const { data } = this.#context.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
    const cells = new Uint8Array(data.length / 4);
    for (let place = 0; place < cells.length; place++) cells[place] = data[4 * place + 3] > 127 ? 1 : 0;
    return cells.includes(1) ? cells : null;
  }

  // What is sent: painted pixels count in full, the others as much as `rest`, of 255.
  levels(cells, rest) {
    const { width, height } = this.#canvas;
    return cells && { width, height, levels: cells.map((each) => (each ? 255 : rest)) };
  }

  draw(context, viewport) {
    const { width, height } = this.#canvas;
    this.#tint.width = width;
    this.#tint.height = height;
    const tint = this.#tint.getContext("2d");
    tint.drawImage(this.#canvas, 0, 0);
    tint.globalCompositeOperation = "source-in";
    tint.fillStyle = "#ff2d8d";
    tint.fillRect(0, 0, width, height);
    const from = viewport.toRoom({ x: 0, y: 0 });
    const to = viewport.toRoom({ x: this.size.width, y: this.size.height });
    context.globalAlpha = 0.45;
    context.drawImage(this.#tint, from.x, from.y, to.x - from.x, to.y - from.y);
    context.globalAlpha = 1;
  }

  get #context() {
    return this.#canvas.getContext("2d", { willReadFrequently: true });
  }
}
