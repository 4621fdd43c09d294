// The palette's swatches: shows the colors and handles clicks, keys and drag and drop.

import { toHex } from "./settings.js";

const $ = (id) => document.getElementById(id);

export class Swatches extends EventTarget {
  colors = []; // hexadecimal, without the hash
  #counts = []; // pixels of each color
  #pixelCount = 0;
  #fixedCount = 0; // the fixed colors come first
  #focusIndex = 0;

  constructor() {
    super();
    this.list = $("swatches");
    this.list.addEventListener("keydown", (event) => this.#onKey(event));
    this.list.addEventListener("click", (event) => {
      const index = this.#indexOf(event.target);
      if (index !== null) this.#dispatch("open", { index, button: this.list.children[index] });
    });
    this.#listenForDrags();
  }

  show(palette, counts, fixedCount) {
    this.colors = palette.map(toHex);
    this.#counts = counts;
    this.#pixelCount = counts.reduce((sum, count) => sum + count, 0);
    this.#fixedCount = fixedCount;
    this.#focusIndex = Math.max(0, Math.min(this.#focusIndex, palette.length - 1));
    while (this.list.children.length > palette.length) this.list.lastChild.remove();
    while (this.list.children.length < palette.length) this.list.append(this.#createSwatch());
    this.list.dataset.many = palette.length > 96 ? "most" : palette.length > 32 ? "more" : "few";
    for (const [index, button] of [...this.list.children].entries()) this.#updateSwatch(button, index);
  }

  // The share of the image's pixels that have a color, as text.
  share(index) {
    return formatPercent((this.#counts[index] ?? 0) / (this.#pixelCount || 1));
  }

  isFixed(index) {
    return index < this.#fixedCount;
  }

  focus(index = this.#focusIndex) {
    this.#focusSwatch(Math.max(0, Math.min(index, this.list.children.length - 1)));
  }

  #createSwatch() {
    const button = document.createElement("button");
    button.type = "button";
    button.draggable = true;
    button.className = "swatch";
    button.setAttribute("aria-haspopup", "dialog");
    return button;
  }

  #updateSwatch(button, index) {
    const hex = `#${this.colors[index]}`;
    const isFixed = this.isFixed(index);
    button.style.setProperty("--color", hex);
    button.classList.toggle("fixed", isFixed);
    button.tabIndex = index === this.#focusIndex ? 0 : -1;
    const label = `${hex}, ${this.share(index)} of pixels${isFixed ? ", fixed" : ""}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  #indexOf(target) {
    const button = target.closest?.(".swatch");
    return button ? [...this.list.children].indexOf(button) : null;
  }

  // Only the focused swatch can be reached by Tab; arrow keys reach the others.
  #focusSwatch(index) {
    this.list.children[this.#focusIndex]?.setAttribute("tabindex", "-1");
    this.#focusIndex = index;
    this.list.children[index]?.setAttribute("tabindex", "0");
    this.list.children[index]?.focus();
  }

  #onKey(event) {
    const index = this.#indexOf(event.target);
    if (index === null || event.ctrlKey || event.metaKey) return;
    const last = this.colors.length - 1;
    const columns = this.#columnCount();
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    if (event.key in steps) {
      const to = Math.min(Math.max(index + steps[event.key], 0), last);
      if (event.altKey) this.#dispatch("move", { from: index, to });
      this.#focusSwatch(to);
    } else if (event.key === "Home" || event.key === "End") this.#focusSwatch(event.key === "Home" ? 0 : last);
    else if (event.key === "Delete" || event.key === "Backspace") this.#dispatch("remove", { index });
    else if (event.key.toLowerCase() === "l") this.#dispatch("fix", { index });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #columnCount() {
    const { offsetTop } = this.list.firstChild;
    return [...this.list.children].filter((button) => button.offsetTop === offsetTop).length;
  }

  #listenForDrags() {
    let from = null;
    const highlight = (index) => {
      for (const button of this.list.children) button.classList.remove("target");
      if (index !== null) this.list.children[index].classList.add("target");
    };
    this.list.addEventListener("dragstart", (event) => {
      from = this.#indexOf(event.target);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", `#${this.colors[from]}`);
    });
    this.list.addEventListener("dragover", (event) => {
      if (from === null) return;
      event.preventDefault();
      highlight(this.#indexOf(event.target));
    });
    this.list.addEventListener("drop", (event) => {
      const to = this.#indexOf(event.target);
      if (from === null || to === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (to !== from) this.#dispatch("move", { from, to });
    });
    this.list.addEventListener("dragend", () => {
      from = null;
      highlight(null);
    });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const formatPercent = (share) => `${(100 * share).toLocaleString("en", { maximumSignificantDigits: 2 })}%`;
