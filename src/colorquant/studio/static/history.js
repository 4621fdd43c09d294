// Undo and redo, and the address, which holds the settings.

import * as api from "./api.js";
import { change, controls, desk, follower, images, settings, take } from "./state.js";
import { setMask } from "./mask-tool.js";
import { fromQuery, toQuery } from "./settings.js";

class Past {
  #moments = [];
  #place = -1;
  #most;

  constructor(most = 100) {
    this.#most = most;
  }

  get now() {
    return this.#moments[this.#place];
  }

  get canUndo() {
    return this.#place > 0;
  }

  get canRedo() {
    return this.#place < this.#moments.length - 1;
  }

  add(moment) {
    this.#moments.splice(this.#place + 1);
    this.#moments.push(moment);
    if (this.#moments.length > this.#most) this.#moments.shift();
    this.#place = this.#moments.length - 1;
  }

  undo() {
    return this.canUndo ? this.#moments[--this.#place] : null;
  }

  redo() {
    return this.canRedo ? this.#moments[++this.#place] : null;
  }
}

const $ = (id) => document.getElementById(id);
const past = new Past();
const fromAddress = () => fromQuery(new URLSearchParams(location.hash.slice(1)));

const same = (one, other) => one?.query === other.query && one?.mask === other.mask && one?.id === other.id;

export function remember() {
  const image = images.shown;
  const moment = { query: String(toQuery(settings())), id: image?.id, mask: image?.mask, cells: image?.cells };
  history.replaceState(null, "", `#${moment.query}`);
  if (!desk.moved && past.now) return;
  desk.moved = false;
  if (!same(past.now, moment)) past.add(moment);
  show();
}

function show() {
  $("undo").disabled = !past.canUndo;
  $("redo").disabled = !past.canRedo;
}

async function goTo(moment) {
  if (moment === null) return;
  take(fromQuery(new URLSearchParams(moment.query)));
  const place = images.all.findIndex((image) => image.id === moment.id);
  const image = images.all[place];
  if (image && image.mask !== moment.mask) await setMask(image, moment.cells, moment.mask);
  if (image && place !== images.at) images.show(place);
  show();
  follower.rested();
}

export const undo = () => goTo(past.undo());
export const redo = () => goTo(past.redo());

export function listenToMoments() {
  take(fromAddress());
  controls.addEventListener("moved", change);
  controls.addEventListener("rested", () => {
    desk.moved = true;
    follower.rested();
  });
  $("undo").addEventListener("click", undo);
  $("redo").addEventListener("click", redo);
  window.addEventListener("hashchange", () => {
    api.takeToken();
    take(fromAddress());
    change();
  });
}
