// The image viewer: draws the original, the result and overlays, and handles pointer gestures.

import { Viewport } from "./viewport.js";

const $ = (id) => document.getElementById(id);
const CLICK_TOLERANCE = 4; // CSS pixels that the pointer may move during a click
const HANDLE_MARGIN = 8; // CSS pixels around the handle that still grab it

export class Viewer extends EventTarget {
  viewport = new Viewport();
  tool = "pick"; // or "paint"
  #layers = { original: null, result: null, error: null }; // {canvas, box}, or null
  #slider = $("split");
  #pointers = new Map(); // pointer id -> position
  #crosshair = null; // null is the center
  #isCrosshairVisible = false;
  #mode = "split"; // or "result", "original", "error"
  #splitPosition = 50; // of the divider, in percent

  constructor() {
    super();
    this.element = $("stage");
    new ResizeObserver(() => this.#resize()).observe(this.element);
    this.#slider.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    this.#slider.addEventListener("pointerdown", (event) => this.#onPointerDown(event));
  }

  setImageSize(size) {
    this.#layers = { original: null, result: null, error: null };
    this.viewport.setImageSize(size);
    this.#viewChanged();
  }

  // `box` is the part of the image that the canvas shows.
  setLayer(name, canvas, box) {
    this.#layers[name] = canvas && { canvas, box };
    this.draw();
  }

  get mode() {
    return this.#mode;
  }

  set mode(mode) {
    if (this.#mode === "split") this.#splitPosition = this.#slider.value;
    this.#mode = mode;
    this.element.dataset.look = mode;
    this.#slider.value = { split: this.#splitPosition, original: 100 }[mode] ?? 0;
    this.#slider.tabIndex = 0;
    this.draw();
  }

  zoomTo(scale, anchor) {
    this.viewport.zoomTo(scale, anchor);
    this.#viewChanged();
  }

  fit() {
    this.viewport.fit();
    this.#viewChanged();
  }

  pan(x, y) {
    this.viewport.pan(x, y);
    this.#viewChanged();
  }

  // Returns the image pixel at a position in the viewer, or null outside of the image.
  pixelAt(position) {
    const { x, y } = this.viewport.toImage(position);
    const { width, height } = this.viewport.imageSize;
    const isInside = x >= 0 && y >= 0 && x < width && y < height;
    return isInside ? { x: Math.floor(x), y: Math.floor(y) } : null;
  }

  // The position of the crosshair, which stands in for the pointer when the keyboard is used.
  get crosshair() {
    return this.#crosshair ?? { x: this.viewport.size.width / 2, y: this.viewport.size.height / 2 };
  }

  moveCrosshair(dx, dy) {
    const { width, height } = this.viewport.size;
    const { x, y } = this.crosshair;
    this.#crosshair = {
      x: Math.min(Math.max(x + dx, 0), width - 1),
      y: Math.min(Math.max(y + dy, 0), height - 1),
    };
    this.draw();
  }

  showCrosshair(isVisible) {
    this.#isCrosshairVisible = isVisible;
    this.draw();
  }

  draw() {
    this.#drawLayer($("original"), this.#layers.original);
    this.#drawLayer($("result"), (this.#mode === "error" && this.#layers.error) || this.#layers.result);
    this.#drawLayer($("overlay"), null);
    const context = $("overlay").getContext("2d");
    this.#dispatch("drawoverlay", { context });
    if (this.#isCrosshairVisible) this.#drawCrosshair(context);
  }

  #drawCrosshair(context) {
    const { x, y } = this.crosshair;
    for (const [lineWidth, color] of [[3, "#000"], [1, "#fff"]]) {
      context.lineWidth = lineWidth;
      context.strokeStyle = color;
      context.beginPath();
      context.moveTo(x - 9, y);
      context.lineTo(x + 9, y);
      context.moveTo(x, y - 9);
      context.lineTo(x, y + 9);
      context.stroke();
    }
  }

  // Resizes a canvas of the page to the viewer, clears it and draws a layer unless that is null.
  #drawLayer(target, layer) {
    const ratio = devicePixelRatio;
    const { width, height } = this.viewport.size;
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (target.width !== deviceWidth || target.height !== deviceHeight) {
      target.width = deviceWidth;
      target.height = deviceHeight;
      target.style.width = `${width}px`;
      target.style.height = `${height}px`;
    }
    const context = target.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (layer === null) return;
    const { canvas, box } = layer;
    const topLeft = this.viewport.toScreen({ x: box.left, y: box.top });
    const bottomRight = this.viewport.toScreen({ x: box.right, y: box.bottom });
    context.imageSmoothingEnabled = canvas.width < box.right - box.left || this.viewport.scale < 1;
    context.imageSmoothingQuality = "high";
    context.drawImage(canvas, topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y);
  }

  #resize() {
    this.viewport.resize(this.element.clientWidth, this.element.clientHeight);
    this.#crosshair = null;
    this.#viewChanged();
  }

  #viewChanged() {
    this.draw();
    this.#dispatch("viewchange", null);
  }

  #position(event) {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #onWheel(event) {
    event.preventDefault();
    const delta = event.deltaMode ? event.deltaY * 20 : event.deltaY; // lines to pixels
    this.zoomTo(this.viewport.scale * Math.exp(-delta / 400), this.#position(event));
  }

  #isOnHandle(event) {
    const handle = this.#slider.shadowRoot.getElementById("handle").getBoundingClientRect();
    const isNear = (start, end, value) => value >= start - HANDLE_MARGIN && value <= end + HANDLE_MARGIN;
    return this.#mode === "split"
      && isNear(handle.left, handle.right, event.clientX) && isNear(handle.top, handle.bottom, event.clientY);
  }

  // Follows a pointer until it is released: it pans, pinches, paints or picks a color.
  #onPointerDown(event) {
    if (event.button !== 0 || !this.viewport.imageSize.width || this.#isOnHandle(event)) return;
    const start = this.#position(event);
    this.#pointers.set(event.pointerId, start);
    let last = start;
    let hasMoved = false;
    const isPainting = this.tool === "paint";
    if (isPainting) this.#dispatch("stroke", { from: start, to: start });
    const onMove = (moveEvent) => {
      if (moveEvent.pointerId !== event.pointerId) return;
      const position = this.#position(moveEvent);
      hasMoved ||= Math.hypot(position.x - start.x, position.y - start.y) > CLICK_TOLERANCE;
      if (this.#pointers.size === 2) this.#pinch(moveEvent.pointerId, position);
      else if (isPainting) this.#dispatch("stroke", { from: last, to: position });
      else if (hasMoved) this.pan(position.x - last.x, position.y - last.y);
      this.#pointers.set(moveEvent.pointerId, position);
      last = position;
    };
    const onEnd = (endEvent) => {
      if (endEvent.pointerId !== event.pointerId) return;
      this.#pointers.delete(event.pointerId);
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onEnd);
      window.removeEventListener("pointercancel", onEnd);
      if (isPainting) this.#dispatch("strokeend", null);
      else if (!hasMoved && endEvent.type === "pointerup") this.#dispatch("pick", { position: start });
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onEnd);
    window.addEventListener("pointercancel", onEnd);
  }

  #pinch(pointerId, position) {
    const other = [...this.#pointers].find(([id]) => id !== pointerId)[1];
    const previous = this.#pointers.get(pointerId);
    const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    const center = { x: (position.x + other.x) / 2, y: (position.y + other.y) / 2 };
    this.zoomTo(this.viewport.scale * (distance(position) / distance(previous)), center);
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
