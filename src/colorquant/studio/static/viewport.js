// Zoom and pan: converts between screen and image coordinates, and computes the visible view.

const MAX_SCALE = 32; // CSS pixels per image pixel
const MAX_FIT_SCALE = 16;
export const MAX_VIEW_PIXELS = 4e6; // of one request

export class Viewport {
  imageSize = { width: 0, height: 0 };
  size = { width: 1, height: 1 }; // in CSS pixels
  scale = 1; // CSS pixels per image pixel
  center = { x: 0, y: 0 }; // of the viewport, in image coordinates
  isFitted = true;

  setImageSize({ width, height }) {
    this.imageSize = { width, height };
    this.fit();
  }

  resize(width, height) {
    this.size = { width: Math.max(1, width), height: Math.max(1, height) };
    if (this.isFitted) this.fit();
    else this.#clampCenter();
  }

  // Above 1, a whole number, so that all image pixels have the same size.
  get fitScale() {
    const { width, height } = this.imageSize;
    if (!width) return 1;
    const scale = Math.min(this.size.width / width, this.size.height / height);
    return scale > 1 ? Math.min(Math.floor(scale), MAX_FIT_SCALE) : scale;
  }

  fit() {
    this.scale = this.fitScale;
    this.center = { x: this.imageSize.width / 2, y: this.imageSize.height / 2 };
    this.isFitted = true;
  }

  // Keeps the image point under `anchor` (in CSS pixels) in place.
  zoomTo(scale, anchor = { x: this.size.width / 2, y: this.size.height / 2 }) {
    const before = this.toImage(anchor);
    this.scale = Math.min(Math.max(scale, Math.min(this.fitScale, 1)), MAX_SCALE);
    this.isFitted = this.scale === this.fitScale;
    const after = this.toImage(anchor);
    this.center = { x: this.center.x + before.x - after.x, y: this.center.y + before.y - after.y };
    this.#clampCenter();
  }

  pan(x, y) {
    this.center = { x: this.center.x - x / this.scale, y: this.center.y - y / this.scale };
    this.#clampCenter();
  }

  toImage({ x, y }) {
    return {
      x: (x - this.size.width / 2) / this.scale + this.center.x,
      y: (y - this.size.height / 2) / this.scale + this.center.y,
    };
  }

  toScreen({ x, y }) {
    return {
      x: (x - this.center.x) * this.scale + this.size.width / 2,
      y: (y - this.center.y) * this.scale + this.size.height / 2,
    };
  }

  // Returns the visible box of the image, and the resolution to request it at.
  visibleView(maxPixels = MAX_VIEW_PIXELS) {
    const topLeft = this.toImage({ x: 0, y: 0 });
    const bottomRight = this.toImage({ x: this.size.width, y: this.size.height });
    const left = Math.max(0, Math.floor(topLeft.x));
    const top = Math.max(0, Math.floor(topLeft.y));
    const right = Math.min(this.imageSize.width, Math.ceil(bottomRight.x));
    const bottom = Math.min(this.imageSize.height, Math.ceil(bottomRight.y));
    const [boxWidth, boxHeight] = [right - left, bottom - top];
    const screenResolution = Math.min(1, this.scale * Math.min(devicePixelRatio, 2));
    const resolution = Math.min(screenResolution, Math.sqrt(maxPixels / (boxWidth * boxHeight)));
    const width = Math.max(1, Math.floor(boxWidth * resolution));
    const height = Math.max(1, Math.floor(boxHeight * resolution));
    return { left, top, right, bottom, width, height };
  }

  #clampCenter() {
    const clamp = (center, imageLength, length) => {
      const half = length / 2 / this.scale;
      return half * 2 >= imageLength ? imageLength / 2 : Math.min(Math.max(center, half), imageLength - half);
    };
    this.center = {
      x: clamp(this.center.x, this.imageSize.width, this.size.width),
      y: clamp(this.center.y, this.imageSize.height, this.size.height),
    };
  }
}

// Formats a view as the query parameter `view`.
export const toText = (view) =>
  [view.left, view.top, view.right, view.bottom, view.width, view.height].join(",");
