// The picture: original and result side by side, what is laid over them, and gestures on them.

import { Viewport } from "./viewport.js";

const $ = (id) => document.getElementById(id);
const CLICK = 4; // CSS pixels that a click may move

export class Stage extends EventTarget {
  view = new Viewport();
  tool = "pick"; // or "paint"
  #layers = { original: null, result: null, error: null };
  #split = $("split");
  #pinch = new Map();
  #cross = null;
  #look = "split";
  #divider = 50;

  constructor() {
    super();
    this.room = $("stage");
    new ResizeObserver(() => this.#resize()).observe(this.room);
    this.#listen();
  }

  show(size) {
    this.#layers = { original: null, result: null, error: null };
    this.view.show(size);
    this.#changed();
  }

  lay(layer, picture, box) {
    this.#layers[layer] = picture && { picture, box };
    this.draw();
  }

  get look() {
    return this.#look;
  }

  set look(look) {
    if (this.#look === "split") this.#divider = this.#split.value;
    this.#look = look;
    this.room.dataset.look = look;
    this.#split.value = { split: this.#divider, original: 100 }[look] ?? 0;
    this.#split.tabIndex = 0;
    this.draw();
  }

  zoom(scale, at) {
    this.view.zoom(scale, at);
    this.#changed();
  }

  fit() {
    this.view.fit();
    this.#changed();
  }

  pan(x, y) {
    this.view.pan(x, y);
    this.#changed();
  }

  // The pixel of the image at a place of the room; null beside it.
  pixelAt(place) {
    const { x, y } = this.view.toImage(place);
    const { width, height } = this.view.size;
    const isInside = x >= 0 && y >= 0 && x < width && y < height;
    return isInside ? { x: Math.floor(x), y: Math.floor(y) } : null;
  }

  // The cross that the keyboard moves; where the pointer is not.
  get cross() {
    return this.#cross ?? { x: this.view.room.width / 2, y: this.view.room.height / 2 };
  }

  moveCross(x, y) {
    const { width, height } = this.view.room;
    const { x: was, y: above } = this.cross;
    this.#cross = {
      x: Math.min(Math.max(was + x, 0), width - 1),
      y: Math.min(Math.max(above + y, 0), height - 1),
    };
    this.draw();
  }

  showCross(shown) {
    this.crossed = shown;
    this.draw();
  }

  draw() {
    this.#paint($("original"), this.#layers.original);
    this.#paint($("result"), (this.#look === "error" && this.#layers.error) || this.#layers.result);
    this.#paint($("overlay"), null);
    const context = $("overlay").getContext("2d");
    this.dispatchEvent(new CustomEvent("overlay", { detail: context }));
    if (this.crossed) this.#drawCross(context);
  }

  #drawCross(context) {
    const { x, y } = this.cross;
    for (const [width, color] of [[3, "#000"], [1, "#fff"]]) {
      context.lineWidth = width;
      context.strokeStyle = color;
      context.beginPath();
      context.moveTo(x - 9, y);
      context.lineTo(x + 9, y);
      context.moveTo(x, y - 9);
      context.lineTo(x, y + 9);
      context.stroke();
    }
  }

  #paint(canvas, layer) {
    const ratio = devicePixelRatio;
    const { width, height } = this.view.room;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across;
      canvas.height = down;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (layer === null) return;
    const { picture, box } = layer;
    const from = this.view.toRoom({ x: box.left, y: box.top });
    const to = this.view.toRoom({ x: box.right, y: box.bottom });
    context.imageSmoothingEnabled = picture.width < box.right - box.left || this.view.scale < 1;
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, from.x, from.y, to.x - from.x, to.y - from.y);
  }

  #resize() {
    this.view.resize(this.room.clientWidth, this.room.clientHeight);
    this.#cross = null;
    this.#changed();
  }

  #changed() {
    this.draw();
    this.dispatchEvent(new Event("view"));
  }

  #place(event) {
    const { left, top } = this.room.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #listen() {
    const split = this.#split;
    split.addEventListener("wheel", (event) => {
      event.preventDefault();
      const step = event.deltaMode ? event.deltaY * 20 : event.deltaY;
      this.zoom(this.view.scale * Math.exp(-step / 400), this.#place(event));
    }, { passive: false });
    split.addEventListener("pointerdown", (event) => this.#press(event));
  }

  #onHandle(event) {
    const handle = this.#split.shadowRoot.getElementById("handle").getBoundingClientRect();
    const near = (from, to, at) => at >= from - 8 && at <= to + 8;
    return this.#look === "split"
      && near(handle.left, handle.right, event.clientX) && near(handle.top, handle.bottom, event.clientY);
  }

  #press(event) {
    if (event.button !== 0 || !this.view.size.width || this.#onHandle(event)) return;
    this.#pinch.set(event.pointerId, this.#place(event));
    const begin = this.#place(event);
    let last = begin;
    let moved = false;
    const painting = this.tool === "paint";
    if (painting) this.#tell("brush", { from: begin, to: begin });
    const move = (moving) => {
      if (moving.pointerId !== event.pointerId) return;
      const place = this.#place(moving);
      moved ||= Math.hypot(place.x - begin.x, place.y - begin.y) > CLICK;
      if (this.#pinch.size === 2) this.#pinched(moving.pointerId, place);
      else if (painting) this.#tell("brush", { from: last, to: place });
      else if (moved) this.pan(place.x - last.x, place.y - last.y);
      this.#pinch.set(moving.pointerId, place);
      last = place;
    };
    const end = (ending) => {
      if (ending.pointerId !== event.pointerId) return;
      this.#pinch.delete(event.pointerId);
      for (const type of ["pointermove", "pointerup", "pointercancel"]) {
        window.removeEventListener(type, type === "pointermove" ? move : end);
      }
      if (painting) this.#tell("brushed", {});
      else if (!moved && ending.type === "pointerup") this.#tell("pick", { at: begin });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }

  #pinched(moving, place) {
    const other = [...this.#pinch].find(([id]) => id !== moving)[1];
    const was = this.#pinch.get(moving);
    const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    this.zoom(this.view.scale * (apart(place) / apart(was)), { x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
