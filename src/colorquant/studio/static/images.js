// The images of this page: chosen, dropped, pasted or given; kept here, so that the studio can be
// stopped and started again.

import * as api from "./api.js";

const $ = (id) => document.getElementById(id);

export class Images extends EventTarget {
  all = []; // {id, name, file, width, height, cells, mask}
  at = 0;

  constructor() {
    super();
    $("add").addEventListener("click", () => $("file").click());
    $("choose").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => {
      this.add([...$("file").files]);
      $("file").value = "";
    });
    this.#listenToDrops();
    document.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length) this.add(files);
    });
  }

  get shown() {
    return this.all[this.at] ?? null;
  }

  async add(files) {
    for (const file of files) {
      const image = { id: crypto.randomUUID(), name: file.name || "pasted.png", file, cells: null, mask: null };
      this.#tell("sending", image);
      try {
        Object.assign(image, await api.putImage(image.id, image.name, file));
        this.all.push(image);
        this.show(this.all.length - 1);
      } catch (error) {
        this.#tell("trouble", error);
      }
    }
    this.#tell("sent", null);
  }

  // Send again what the studio does not hold, as after it was stopped.
  async restore(held) {
    const lost = this.all.filter((image) => !held.includes(image.id));
    for (const image of lost) {
      await api.putImage(image.id, image.name, image.file);
      if (image.mask !== null) await api.putMask(image.id, image.mask);
    }
    return lost.length > 0;
  }

  show(place) {
    this.at = Math.max(0, Math.min(place, this.all.length - 1));
    this.#list();
    this.#tell("show", this.shown);
  }

  remove(place) {
    const [image] = this.all.splice(place, 1);
    api.dropImage(image.id).catch(() => {});
    this.show(place <= this.at ? this.at - 1 : this.at);
  }

  #list() {
    const chips = this.all.map((image, place) => {
      const chip = document.createElement("span");
      chip.className = "chip";
      const name = document.createElement("button");
      name.type = "button";
      name.textContent = image.name;
      name.title = `${image.name}, ${image.width} × ${image.height}`;
      name.setAttribute("aria-pressed", String(place === this.at));
      name.addEventListener("click", () => this.show(place));
      const away = document.createElement("button");
      away.type = "button";
      away.className = "away";
      away.textContent = "×";
      away.setAttribute("aria-label", `Remove ${image.name}`);
      away.addEventListener("click", () => this.remove(place));
      chip.append(name, away);
      return chip;
    });
    $("images").replaceChildren(...chips);
  }

  #listenToDrops() {
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    let inside = 0;
    const shade = (step) => {
      inside = step === 0 ? 0 : Math.max(0, inside + step);
      $("drop").hidden = inside === 0;
    };
    window.addEventListener("dragenter", (event) => hasFiles(event) && shade(1));
    window.addEventListener("dragleave", (event) => hasFiles(event) && shade(-1));
    window.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    window.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      shade(0);
      this.add([...event.dataTransfer.files]);
    });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
