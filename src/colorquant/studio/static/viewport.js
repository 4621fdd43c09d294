// Which part of an image is seen, and how large: zoom, pan, and places on the screen and in the image.

const MOST = 32; // pixels of the screen for one of the image
export const MOST_SEEN = 4e6; // pixels that are asked for at a time

export class Viewport {
  size = { width: 0, height: 0 }; // of the image
  room = { width: 1, height: 1 }; // of the stage, in CSS pixels
  scale = 1; // CSS pixels for one of the image
  middle = { x: 0, y: 0 }; // of the stage, in the image
  fitted = true;

  show(size) {
    this.size = size;
    this.fit();
  }

  resize(width, height) {
    this.room = { width: Math.max(1, width), height: Math.max(1, height) };
    if (this.fitted) this.fit();
    else this.#keepInside();
  }

  get fitting() {
    const { width, height } = this.size;
    if (!width) return 1;
    const most = Math.min(this.room.width / width, this.room.height / height);
    return most > 1 ? Math.min(Math.floor(most), 16) : most; // in whole steps, so that pixels are even
  }

  fit() {
    this.scale = this.fitting;
    this.middle = { x: this.size.width / 2, y: this.size.height / 2 };
    this.fitted = true;
  }

  zoom(scale, at = { x: this.room.width / 2, y: this.room.height / 2 }) {
    const held = this.toImage(at);
    this.scale = Math.min(Math.max(scale, Math.min(this.fitting, 1)), MOST);
    this.fitted = this.scale === this.fitting;
    const now = this.toImage(at);
    this.middle = { x: this.middle.x + held.x - now.x, y: this.middle.y + held.y - now.y };
    this.#keepInside();
  }

  pan(x, y) {
    this.middle = { x: this.middle.x - x / this.scale, y: this.middle.y - y / this.scale };
    this.#keepInside();
  }

  toImage({ x, y }) {
    return {
      x: (x - this.room.width / 2) / this.scale + this.middle.x,
      y: (y - this.room.height / 2) / this.scale + this.middle.y,
    };
  }

  toRoom({ x, y }) {
    return {
      x: (x - this.middle.x) * this.scale + this.room.width / 2,
      y: (y - this.middle.y) * this.scale + this.room.height / 2,
    };
  }

  // What to ask for: the box that is seen, at no more pixels than the screen has.
  seen(most = MOST_SEEN) {
    const first = this.toImage({ x: 0, y: 0 });
    const last = this.toImage({ x: this.room.width, y: this.room.height });
    const left = Math.max(0, Math.floor(first.x));
    const top = Math.max(0, Math.floor(first.y));
    const right = Math.min(this.size.width, Math.ceil(last.x));
    const bottom = Math.min(this.size.height, Math.ceil(last.y));
    const [width, height] = [right - left, bottom - top];
    const sharp = Math.min(1, this.scale * Math.min(devicePixelRatio, 2));
    const share = Math.min(sharp, Math.sqrt(most / (width * height)));
    const across = Math.max(1, Math.floor(width * share));
    const down = Math.max(1, Math.floor(height * share));
    return { left, top, right, bottom, across, down };
  }

  #keepInside() {
    const inside = (middle, size, room) => {
      const half = room / 2 / this.scale;
      return half * 2 >= size ? size / 2 : Math.min(Math.max(middle, half), size - half);
    };
    this.middle = {
      x: inside(this.middle.x, this.size.width, this.room.width),
      y: inside(this.middle.y, this.size.height, this.room.height),
    };
  }
}

export const toText = (view) =>
  [view.left, view.top, view.right, view.bottom, view.across, view.down].join(",");
