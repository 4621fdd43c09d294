// The swatches: keys move among them, dragging moves them, and a press opens the card of one.

import { toHex } from "./settings.js";

const $ = (id) => document.getElementById(id);

export class Swatches extends EventTarget {
  colors = []; // hexadecimal, without the hash
  #counts = [];
  #locked = 0;
  #at = 0;

  constructor() {
    super();
    this.list = $("swatches");
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => {
      const place = this.#placeOf(event.target);
      if (place !== null) this.#tell("open", { place, button: this.list.children[place] });
    });
    this.#listenToDragging();
  }

  show(palette, counts, lockedCount) {
    this.colors = palette.map(toHex);
    this.#counts = counts;
    this.#locked = lockedCount;
    this.#at = Math.max(0, Math.min(this.#at, palette.length - 1));
    while (this.list.children.length > palette.length) this.list.lastChild.remove();
    while (this.list.children.length < palette.length) this.list.append(this.#button());
    this.list.dataset.many = palette.length > 96 ? "most" : palette.length > 32 ? "more" : "few";
    const total = counts.reduce((sum, each) => sum + each, 0) || 1;
    palette.forEach((color, place) => this.#dress(this.list.children[place], color, place, total));
  }

  share(place) {
    const total = this.#counts.reduce((sum, each) => sum + each, 0) || 1;
    return percent((this.#counts[place] ?? 0) / total);
  }

  isLocked(place) {
    return place < this.#locked;
  }

  focus(place = this.#at) {
    this.#roam(Math.max(0, Math.min(place, this.list.children.length - 1)));
  }

  #button() {
    const button = document.createElement("button");
    button.type = "button";
    button.draggable = true;
    button.className = "swatch";
    button.setAttribute("aria-haspopup", "dialog");
    return button;
  }

  #dress(button, color, place, total) {
    const hex = `#${this.colors[place]}`;
    const locked = this.isLocked(place);
    const share = percent((this.#counts[place] ?? 0) / total);
    button.style.setProperty("--color", hex);
    button.classList.toggle("locked", locked);
    button.classList.toggle("dark", 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2] < 128);
    button.tabIndex = place === this.#at ? 0 : -1;
    const label = `${hex}, ${share} of pixels${locked ? ", locked" : ""}`;
    button.setAttribute("aria-label", label);
    button.title = label;
  }

  #placeOf(target) {
    const button = target.closest?.(".swatch");
    return button ? [...this.list.children].indexOf(button) : null;
  }

  #roam(place) {
    this.list.children[this.#at]?.setAttribute("tabindex", "-1");
    this.#at = place;
    this.list.children[place]?.setAttribute("tabindex", "0");
    this.list.children[place]?.focus();
  }

  #key(event) {
    const place = this.#placeOf(event.target);
    if (place === null || event.ctrlKey || event.metaKey) return;
    const last = this.colors.length - 1;
    const row = Math.max(1, [...this.list.children].filter((each) => each.offsetTop === this.list.firstChild.offsetTop).length);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };
    if (event.key in steps) {
      const to = Math.min(Math.max(place + steps[event.key], 0), last);
      if (event.altKey) this.#tell("move", { from: place, to });
      if (event.altKey || steps[event.key]) this.#roam(to);
    } else if (event.key === "Home" || event.key === "End") this.#roam(event.key === "Home" ? 0 : last);
    else if (event.key === "Delete" || event.key === "Backspace") this.#tell("drop", { place });
    else if (event.key.toLowerCase() === "l") this.#tell("lock", { place });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #listenToDragging() {
    let from = null;
    const mark = (place) => {
      for (const each of this.list.children) each.classList.remove("target");
      if (place !== null) this.list.children[place].classList.add("target");
    };
    this.list.addEventListener("dragstart", (event) => {
      from = this.#placeOf(event.target);
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", `#${this.colors[from]}`);
    });
    this.list.addEventListener("dragover", (event) => {
      if (from === null) return;
      event.preventDefault();
      mark(this.#placeOf(event.target));
    });
    this.list.addEventListener("drop", (event) => {
      const to = this.#placeOf(event.target);
      if (from === null || to === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (to !== from) this.#tell("move", { from, to });
    });
    this.list.addEventListener("dragend", () => {
      from = null;
      mark(null);
    });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const percent = (share) => `${(100 * share).toLocaleString("en", { maximumSignificantDigits: 2 })} %`;
