// What is done with colors: lock, drop, change, move. All of it is locking: a palette whose every
// color is locked, in order, is that palette.

import * as api from "./api.js";
import { handle } from "./connection.js";
import { card, change, controls, desk, images, settings, stage, swatches } from "./state.js";
import { toHex } from "./settings.js";
import { toast } from "./status.js";
import { toText } from "./viewport.js";

const MOST = 256;

const $ = (id) => document.getElementById(id);

function setLock(colors, n = controls.settings.n) {
  const wanted = [...new Set(colors)];
  if (wanted.length > MOST) return toast(`No more than ${MOST} colors can be locked.`);
  desk.lock = wanted;
  const bounded = Math.max(n, desk.lock.length, 1);
  if (bounded !== controls.settings.n) controls.settings = { ...settings(), n: bounded };
  return change();
}

// Everything is held as it is, so that nothing else changes.
const held = () => [...swatches.colors];

const acts = {
  lock({ place, hex }) {
    const color = place === null || place === undefined ? hex : swatches.colors[place];
    setLock(desk.lock.includes(color) ? desk.lock.filter((each) => each !== color) : [...desk.lock, color]);
  },
  drop({ place }) {
    const left = held().filter((_, each) => each !== place);
    if (left.length === 0) return toast("The last color stays.");
    return setLock(left, left.length);
  },
  edit({ place, hex, to }) {
    const alpha = hex.length === 8 ? hex.slice(6) : "";
    const color = to + alpha;
    if (place === null) setLock([...desk.lock, color]);
    else if (swatches.isLocked(place)) setLock(desk.lock.map((each) => (each === hex ? color : each)));
    else setLock([...desk.lock, color]);
  },
  move({ from, to }) {
    const order = held();
    if (to < 0 || to >= order.length || to === from) return;
    order.splice(to, 0, ...order.splice(from, 1));
    setLock(order);
  },
};
for (const type of ["lock", "drop", "move"]) {
  swatches.addEventListener(type, ({ detail }) => acts[type](detail));
}
swatches.addEventListener("open", ({ detail: { place, button } }) => {
  const { x, width, top, bottom } = button.getBoundingClientRect();
  const hex = swatches.colors[place];
  card.open({ hex, place, locked: swatches.isLocked(place), share: swatches.share(place), at: { x: x + width / 2, top, bottom } });
});
card.addEventListener("closed", ({ detail: { place } }) => {
  if (document.activeElement === document.body || $("card").contains(document.activeElement)) {
    if (place === null) $("split").focus();
    else swatches.focus(place);
  }
});
for (const type of ["lock", "drop", "edit"]) {
  card.addEventListener(type, ({ detail }) => {
    card.close();
    acts[type](detail);
  });
}
card.addEventListener("move", ({ detail: { place, step } }) => {
  card.close();
  acts.move({ from: place, to: place + step });
  swatches.focus(place + step);
});
$("release").addEventListener("click", () => {
  setLock([]);
  swatches.focus(0);
});

// The color of the original's pixel at a place of the stage.
export async function pick(at) {
  const pixel = stage.pixelAt(at);
  const image = images.shown;
  if (pixel === null || image === null) return;
  const view = toText({ left: pixel.x, top: pixel.y, right: pixel.x + 1, bottom: pixel.y + 1, across: 1, down: 1 });
  let color;
  try {
    const { canvas } = await api.look(image.id, "pixel", new URLSearchParams({ view }));
    color = [...canvas.getContext("2d").getImageData(0, 0, 1, 1).data];
  } catch (error) {
    handle(error);
    return;
  }
  const room = stage.room.getBoundingClientRect();
  const hex = toHex(color);
  const y = room.top + at.y;
  card.open({ hex, locked: desk.lock.includes(hex), at: { x: room.left + at.x, top: y - 8, bottom: y + 8 } });
}
stage.addEventListener("pick", ({ detail: { at } }) => pick(at));
