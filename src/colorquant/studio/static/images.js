// The list of open images: files that were chosen, dropped, pasted or given on the command line.

import * as api from "./api.js";

const $ = (id) => document.getElementById(id);

// The page keeps the files, so that it can upload them again after a restart of the server.
export class Images extends EventTarget {
  all = []; // {id, name, file, width, height, painted, mask}
  index = 0; // of the current image

  constructor() {
    super();
    $("add").addEventListener("click", () => $("file").click());
    $("choose").addEventListener("click", () => $("file").click());
    $("file").addEventListener("change", () => {
      this.add([...$("file").files]);
      $("file").value = "";
    });
    this.#listenForDrops();
    document.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length) this.add(files);
    });
  }

  get current() {
    return this.all[this.index] ?? null;
  }

  async add(files) {
    for (const file of files) {
      const image = { id: crypto.randomUUID(), name: file.name || "pasted.png", file, painted: null, mask: null };
      this.#dispatch("upload", image);
      try {
        Object.assign(image, await api.uploadImage(image.id, image.name, file));
        this.all.push(image);
        this.show(this.all.length - 1);
      } catch (error) {
        this.#dispatch("failure", error);
      }
    }
  }

  // Uploads the images that the server no longer holds; returns whether there were any.
  async uploadMissing(serverIds) {
    const missing = this.all.filter((image) => !serverIds.includes(image.id));
    for (const image of missing) {
      await api.uploadImage(image.id, image.name, image.file);
      if (image.mask !== null) await api.uploadMask(image.id, image.mask);
    }
    return missing.length > 0;
  }

  show(index) {
    this.index = Math.max(0, Math.min(index, this.all.length - 1));
    this.#renderChips();
    this.#dispatch("show", this.current);
  }

  remove(index) {
    const [image] = this.all.splice(index, 1);
    api.deleteImage(image.id).catch(() => {});
    this.show(index <= this.index ? this.index - 1 : this.index);
  }

  #renderChips() {
    const chips = this.all.map((image, index) => {
      const chip = document.createElement("span");
      chip.className = "chip";
      const showButton = document.createElement("button");
      showButton.type = "button";
      showButton.textContent = image.name;
      showButton.title = `${image.name}, ${image.width} × ${image.height}`;
      showButton.setAttribute("aria-pressed", String(index === this.index));
      showButton.addEventListener("click", () => this.show(index));
      const removeButton = document.createElement("button");
      removeButton.type = "button";
      removeButton.className = "remove";
      removeButton.textContent = "×";
      removeButton.setAttribute("aria-label", `Remove ${image.name}`);
      removeButton.addEventListener("click", () => this.remove(index));
      chip.append(showButton, removeButton);
      return chip;
    });
    $("images").replaceChildren(...chips);
  }

  #listenForDrops() {
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
    let depth = 0; // dragenter and dragleave come for nested elements, too
    const setDepth = (value) => {
      depth = Math.max(0, value);
      $("drop").hidden = depth === 0;
    };
    window.addEventListener("dragenter", (event) => hasFiles(event) && setDepth(depth + 1));
    window.addEventListener("dragleave", (event) => hasFiles(event) && setDepth(depth - 1));
    window.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
    window.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      this.add([...event.dataTransfer.files]);
    });
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
