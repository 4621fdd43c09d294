// Undo and redo, and the settings in the address.

import * as api from "./api.js";
import { setMask } from "./mask-tool.js";
import { fromQuery, toQuery } from "./settings.js";
import { applySettings, controls, currentSettings, images, preview, settingsChanged, state } from "./state.js";

const $ = (id) => document.getElementById(id);
const MAX_ENTRIES = 100;

class UndoStack {
  #entries = [];
  #index = -1;

  get current() {
    return this.#entries[this.#index];
  }

  get canUndo() {
    return this.#index > 0;
  }

  get canRedo() {
    return this.#index < this.#entries.length - 1;
  }

  add(entry) {
    this.#entries.splice(this.#index + 1);
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    this.#index = this.#entries.length - 1;
  }

  undo() {
    return this.canUndo ? this.#entries[--this.#index] : null;
  }

  redo() {
    return this.canRedo ? this.#entries[++this.#index] : null;
  }
}

const undoStack = new UndoStack();
const settingsInAddress = () => fromQuery(new URLSearchParams(location.hash.slice(1)));

const isSame = (a, b) => a?.query === b.query && a?.mask === b.mask && a?.imageId === b.imageId;

export function addToHistory() {
  const image = images.current;
  const query = String(toQuery(currentSettings()));
  const entry = { query, imageId: image?.id, mask: image?.mask, painted: image?.painted };
  history.replaceState(null, "", `#${query}`);
  if (!state.hasChanged && undoStack.current) return;
  state.hasChanged = false;
  if (!isSame(undoStack.current, entry)) undoStack.add(entry);
  updateButtons();
}

function updateButtons() {
  $("undo").disabled = !undoStack.canUndo;
  $("redo").disabled = !undoStack.canRedo;
}

async function restore(entry) {
  if (entry === null) return;
  applySettings(fromQuery(new URLSearchParams(entry.query)));
  const index = images.all.findIndex((image) => image.id === entry.imageId);
  const image = images.all[index];
  if (image && image.mask !== entry.mask) await setMask(image, entry.painted, entry.mask);
  if (image && index !== images.index) images.show(index);
  updateButtons();
  preview.requestFinal();
}

export const undo = () => restore(undoStack.undo());
export const redo = () => restore(undoStack.redo());

export function startHistory() {
  applySettings(settingsInAddress());
  controls.addEventListener("input", settingsChanged);
  controls.addEventListener("change", () => {
    state.hasChanged = true;
    preview.requestFinal();
  });
  $("undo").addEventListener("click", undo);
  $("redo").addEventListener("click", redo);
  window.addEventListener("hashchange", () => {
    api.storeToken();
    applySettings(settingsInAddress());
    settingsChanged();
  });
}
