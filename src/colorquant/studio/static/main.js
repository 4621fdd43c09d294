// The page: puts its parts together.

import "./img-comparison-slider.js";
import * as api from "./api.js";
import { Card } from "./card.js";
import { Controls } from "./controls.js";
import { Follower } from "./follower.js";
import { Images } from "./images.js";
import { listenToKeys } from "./keys.js";
import { Painting } from "./painting.js";
import { Swatches } from "./palette.js";
import { Past } from "./past.js";
import { fromQuery, toHex, toQuery, USUAL } from "./settings.js";
import { Stage } from "./stage.js";
import { toText } from "./viewport.js";

const $ = (id) => document.getElementById(id);
const HEARTBEAT = 15_000;
const RETRY = 1_500;
const MOST_COMPARED = 2 ** 18;

api.takeToken();
const stage = new Stage();
const images = new Images();
const controls = new Controls();
const swatches = new Swatches();
const card = new Card();
const painting = new Painting();
const past = new Past();
let lock = [];
let answer = null; // the last that came
let told = null; // the last at rest
let moved = false;

// --- what to ask for ---------------------------------------------------------------------------

const settings = () => ({ ...controls.settings, lock });

const follower = new Follower((layer) => {
  const image = images.shown;
  if (image === null || !image.width) return null;
  const isFast = layer === "moving";
  if (isFast && settings().target !== "none") return null;
  const view = stage.view.seen(layer === "error" ? MOST_COMPARED : 4e6 * (isFast ? follower.share ** 2 : 1));
  const query = toQuery(settings());
  query.set("view", toText(view));
  query.set("layer", layer);
  return { id: image.id, query, view };
});

follower.addEventListener("answer", ({ detail: { layer, answer: came, view, id } }) => {
  if (id !== images.shown?.id) return;
  stage.lay(layer === "error" ? "error" : "result", came.canvas, view);
  if (layer === "error") {
    if (stage.look === "error") tellErrors(came);
    return;
  }
  stage.lay("error", null);
  answer = came;
  swatches.show(came.palette, came.counts, lock.length);
  tell(came, layer);
  if (layer === "result") {
    told = came;
    remember();
    if (stage.look === "error") follower.errors();
  }
});
follower.addEventListener("trouble", ({ detail: { error } }) => {
  if (error instanceof api.Stopped) lost();
  else if (error.status === 404 || error.status === 403) reconnect();
  else tellTrouble(error.message);
});
follower.addEventListener("busy", () => ($("busy").hidden = false));
follower.addEventListener("idle", () => ($("busy").hidden = true));

let original = 0;
let lastOriginal = "";
async function askOriginal() {
  const image = images.shown;
  if (image === null) return;
  const view = stage.view.seen();
  const wanted = `${image.id} ${toText(view)}`;
  if (wanted === lastOriginal) return;
  const mine = ++original;
  try {
    const seen = await api.look(image.id, "original", new URLSearchParams({ view: toText(view) }));
    if (mine !== original || image !== images.shown) return;
    lastOriginal = wanted;
    stage.lay("original", seen.canvas, view);
  } catch (error) {
    if (error instanceof api.Stopped) lost();
    else if (error.status === 404 || error.status === 403) reconnect();
  }
}

// --- what is told ------------------------------------------------------------------------------

const count = (n) => `${n} ${n === 1 ? "colour" : "colours"}`;

function tell(came, layer) {
  const n = came.palette.length;
  const parts = [count(n)];
  if (layer === "result") {
    parts.push(came.psnr === null ? "lossless" : `PSNR ${came.psnr.toFixed(1)} dB`);
    if (came.optimal && came.psnr !== null) parts.push("proven optimal");
  }
  $("numbers").textContent = parts.join("  ·  ");
  $("numbers").classList.remove("wrong");
  $("tag-n").textContent = count(n);
  $("release").hidden = lock.length === 0;
}

function tellErrors(came) {
  $("numbers").textContent =
    `${count(came.palette.length)}  ·  in view, mean ΔE ${came.mean.toFixed(2)}, worst ${came.worst.toFixed(1)}`;
}

function tellTrouble(message) {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  $("numbers").textContent = sentence;
  $("numbers").classList.add("wrong");
}

let toasted = 0;
function toast(message) {
  clearTimeout(toasted);
  $("toast").textContent = message;
  $("toast").hidden = false;
  toasted = setTimeout(() => ($("toast").hidden = true), 4000);
}

function banner(message) {
  $("banner").hidden = message === null;
  $("banner").textContent = message ?? "";
}

// --- changes and undo --------------------------------------------------------------------------

const same = (one, other) => one?.query === other.query && one?.mask === other.mask && one?.id === other.id;

function remember() {
  const image = images.shown;
  const moment = { query: String(toQuery(settings())), id: image?.id, mask: image?.mask, cells: image?.cells };
  history.replaceState(null, "", `#${moment.query}`);
  if (!moved && past.now) return;
  moved = false;
  if (!same(past.now, moment)) past.add(moment);
  showPast();
}

function showPast() {
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
  showPast();
  follower.rested();
}

function take(wanted) {
  controls.settings = wanted;
  lock = wanted.lock;
  $("release").hidden = lock.length === 0;
}

function change() {
  moved = true;
  follower.moved();
}

controls.addEventListener("moved", change);
controls.addEventListener("rested", () => {
  moved = true;
  follower.rested();
});
$("undo").addEventListener("click", () => goTo(past.undo()));
$("redo").addEventListener("click", () => goTo(past.redo()));
window.addEventListener("hashchange", () => {
  api.takeToken();
  take({ ...USUAL, ...fromQuery(new URLSearchParams(location.hash.slice(1))) });
  change();
});

// --- colours -----------------------------------------------------------------------------------

function setLock(colors, n = controls.settings.n) {
  lock = [...new Set(colors)];
  const bounded = Math.max(n, lock.length, 1);
  if (bounded !== controls.settings.n) controls.settings = { ...settings(), n: bounded };
  change();
}

// Everything is held as it is, so that nothing else changes.
const held = () => [...swatches.colors];

const colorActs = {
  lock({ place, hex }) {
    const color = place === null || place === undefined ? hex : swatches.colors[place];
    setLock(lock.includes(color) ? lock.filter((each) => each !== color) : [...lock, color]);
  },
  drop({ place }) {
    const left = held().filter((_, each) => each !== place);
    if (left.length === 0) return toast("The last colour stays.");
    return setLock(left, left.length);
  },
  edit({ place, hex, to }) {
    const alpha = hex.length === 8 ? hex.slice(6) : "";
    const color = to + alpha;
    if (place === null) setLock([...lock, color]);
    else if (swatches.isLocked(place)) setLock(lock.map((each) => (each === hex ? color : each)));
    else setLock([...lock, color]);
  },
  move({ from, to }) {
    const order = held();
    if (to < 0 || to >= order.length || to === from) return;
    order.splice(to, 0, ...order.splice(from, 1));
    setLock(order.slice(0, Math.max(lock.length, from + 1, to + 1)));
  },
};
for (const type of ["lock", "drop", "move"]) {
  swatches.addEventListener(type, ({ detail }) => colorActs[type](detail));
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
    colorActs[type](detail);
  });
}
card.addEventListener("move", ({ detail: { place, step } }) => {
  card.close();
  colorActs.move({ from: place, to: place + step });
  swatches.focus(place + step);
});
$("release").addEventListener("click", () => {
  setLock([]);
  swatches.focus(0);
});

function pick(at) {
  const color = stage.colorAt(at);
  if (color === null) return;
  const room = stage.room.getBoundingClientRect();
  const hex = toHex(color);
  const y = room.top + at.y;
  card.open({ hex, locked: lock.includes(hex), at: { x: room.left + at.x, top: y - 8, bottom: y + 8 } });
}
stage.addEventListener("pick", ({ detail: { at } }) => pick(at));

// --- painting ----------------------------------------------------------------------------------

async function setMask(image, cells, mask = painting.levels(cells, +$("rest").value)) {
  image.cells = cells;
  image.mask = mask;
  if (image === images.shown) painting.show(image, cells);
  showMask(image);
  stage.draw();
  try {
    await api.putMask(image.id, mask);
  } catch (error) {
    if (error instanceof api.Stopped) lost();
    else tellTrouble(error.message);
  }
}

function showMask(image) {
  const painted = Boolean(image?.mask);
  $("clear").hidden = !painted;
  $("mask-row").hidden = !painted;
}

function setTool(tool) {
  stage.tool = tool;
  stage.room.dataset.tool = tool;
  $("paint").setAttribute("aria-pressed", String(tool === "paint"));
  $("brush").hidden = tool !== "paint";
  stage.showCross(tool === "paint" && $("split").matches(":focus-visible"));
}

function brush(from, to) {
  painting.stroke(stage.view.toImage(from), stage.view.toImage(to), stage.view.scale);
  stage.draw();
}

async function brushed() {
  moved = true;
  await setMask(images.shown, painting.cells);
  change();
}

stage.addEventListener("brush", ({ detail: { from, to } }) => brush(from, to));
stage.addEventListener("brushed", brushed);
stage.addEventListener("overlay", ({ detail: context }) => {
  if (images.shown?.width && (stage.tool === "paint" || images.shown.cells)) {
    if (stage.tool === "paint") painting.draw(context, stage.view);
  }
});
$("paint").addEventListener("click", () => setTool(stage.tool === "paint" ? "pick" : "paint"));
$("brush-size").addEventListener("input", () => (painting.radius = $("brush-size").value / 2));
$("erase").addEventListener("change", () => (painting.erasing = $("erase").checked));
$("rest").addEventListener("change", brushed);
$("clear").addEventListener("click", async () => {
  moved = true;
  $("paint").focus();
  await setMask(images.shown, null, null);
  change();
});

// --- the picture -------------------------------------------------------------------------------

images.addEventListener("sending", ({ detail }) => {
  $("numbers").textContent = `Reading ${detail.name} …`;
  $("numbers").classList.remove("wrong");
});
images.addEventListener("trouble", ({ detail }) => {
  if (detail instanceof api.Stopped) lost();
  else {
    tellTrouble(detail.message);
    toast(detail.message);
  }
});
images.addEventListener("show", ({ detail: image }) => {
  $("empty").hidden = image !== null;
  $("tools").hidden = image === null;
  stage.room.classList.toggle("filled", image !== null);
  controls.severalImages(images.all.length > 1);
  showMask(image);
  document.title = image ? `${image.name} – colorquant studio` : "colorquant studio";
  answer = told = null;
  for (const id of ["download", "download-palette", "spell"]) $(id).disabled = image === null;
  if (image === null) {
    stage.show({ width: 0, height: 0 });
    swatches.show([], [], 0);
    $("numbers").textContent = "No image yet";
    return;
  }
  painting.show(image, image.cells);
  stage.show(image);
  follower.moved();
});
stage.addEventListener("view", () => {
  $("zoom").textContent = `${Math.round(stage.view.scale * devicePixelRatio * 100)} %`;
  if (images.shown === null || !stage.view.size.width) return;
  askOriginal();
  if (answer !== null) follower.rested();
});

function look(what) {
  document.querySelector(`[name=look][value=${what}]`).checked = true;
  stage.look = what;
  $("legend").hidden = what !== "error";
  if (what === "error") follower.errors();
  else if (told !== null) tell(told, "result");
}
for (const radio of document.getElementsByName("look")) {
  radio.addEventListener("change", () => look(radio.value));
}
stage.room.dataset.look = "split";
$("zoom-in").addEventListener("click", () => stage.zoom(stage.view.scale * 1.5));
$("zoom-out").addEventListener("click", () => stage.zoom(stage.view.scale / 1.5));
$("zoom-one").addEventListener("click", () => stage.zoom(1 / devicePixelRatio));
$("zoom-fit").addEventListener("click", () => stage.fit());
$("split").addEventListener("focus", () => stage.showCross(stage.tool === "paint" && $("split").matches(":focus-visible")));
$("split").addEventListener("blur", () => stage.showCross(false));

// --- taking it elsewhere -----------------------------------------------------------------------

async function download(what, extra = {}) {
  const image = images.shown;
  if (image === null) return;
  const query = toQuery(settings());
  for (const [name, value] of Object.entries(extra)) query.set(name, value);
  document.body.classList.add("waiting");
  toast("Writing the file …");
  try {
    const { name, blob } = await api.download(image.id, what, query);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    const size = blob.size < 1e6 ? `${(blob.size / 1000).toFixed(1)} kB` : `${(blob.size / 1e6).toFixed(2)} MB`;
    toast(`${name}: ${size}`);
  } catch (error) {
    if (error instanceof api.Stopped) lost();
    else toast(error.message);
  }
  document.body.classList.remove("waiting");
}
$("download").addEventListener("click", () => download("file"));
$("download-palette").addEventListener("click", () => download("palette", { as: $("palette-format").value }));
$("download-mask").addEventListener("click", () => download("mask"));
$("spell").addEventListener("click", () => {
  if (told === null) return toast("In a moment: the picture is not at rest yet.");
  $("command").textContent = told.command;
  $("python").textContent = told.python;
  return $("spelled").showModal();
});
$("share").addEventListener("click", () => copy(location.href, "The link is copied: it holds the settings, not the image."));
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", () => copy($(button.dataset.of).textContent, "Copied."));
}
function copy(text, message) {
  navigator.clipboard.writeText(text).then(() => toast(message), () => toast("The browser does not let the page copy."));
}

// --- keys --------------------------------------------------------------------------------------

$("help").addEventListener("click", () => $("keys").showModal());
let before = "split";
listenToKeys(stage, {
  undo: () => goTo(past.undo()),
  redo: () => goTo(past.redo()),
  pan(x, y) {
    stage.view.pan(x, y);
    stage.fitted = false;
    stage.draw();
    stage.dispatchEvent(new Event("view"));
  },
  moveBrush: (x, y) => stage.moveCross(x, y),
  moveCross(x, y) {
    stage.showCross(true);
    stage.moveCross(x, y);
  },
  space(down, repeated) {
    if (stage.tool === "paint") {
      if (!down) brushed();
      else brush(stage.cross, stage.cross);
    } else if (down && !repeated) {
      before = stage.look;
      stage.look = "original";
    } else if (!down) stage.look = before;
  },
  keys: {
    "?": () => $("keys").showModal(),
    "[": () => controls.step(-1),
    "]": () => controls.step(1),
    "s": () => look("split"),
    "r": () => look("result"),
    "o": () => look("original"),
    "e": () => look("error"),
    "+": () => stage.zoom(stage.view.scale * 1.5),
    "=": () => stage.zoom(stage.view.scale * 1.5),
    "-": () => stage.zoom(stage.view.scale / 1.5),
    "0": () => stage.fit(),
    "1": () => stage.zoom(1 / devicePixelRatio),
    "b": () => setTool(stage.tool === "paint" ? "pick" : "paint"),
    "p": () => pick(stage.cross),
    "d": () => download("file"),
  },
});

// --- the studio, stopped and started -----------------------------------------------------------

let isLost = false;
function lost() {
  if (isLost) return;
  isLost = true;
  banner("The studio has stopped. This page goes on when it is started again: colorquant studio");
  setTimeout(reconnect, RETRY);
}

async function reconnect() {
  try {
    const { images: there } = await api.hear();
    const restored = await images.restore(there);
    banner(null);
    if (isLost || restored) {
      isLost = false;
      lastOriginal = "";
      askOriginal();
      follower.rested();
    }
    return true;
  } catch (error) {
    isLost = true;
    if (error.status === 403) banner("The studio was started anew: open the address that it printed, and this page goes on, too.");
    else if (!(error instanceof api.Stopped)) banner(error.message);
    else banner("The studio has stopped. This page goes on when it is started again: colorquant studio");
    setTimeout(reconnect, RETRY);
    return false;
  }
}
setInterval(() => isLost || reconnect(), HEARTBEAT);
window.addEventListener("pagehide", () => api.leave());
window.addEventListener("pageshow", (event) => event.persisted && reconnect());

// --- begin -------------------------------------------------------------------------------------

async function begin() {
  const found = await api.given();
  controls.offer(found);
  take(fromQuery(new URLSearchParams(location.hash.slice(1))));
  images.show(0);
  for (const [number, name] of found.given.entries()) {
    await images.add([new File([await api.givenFile(number)], name)]);
  }
  if (found.given.length > 1) images.show(0);
}

begin().catch((error) => {
  if (error instanceof api.Stopped) banner("The studio has stopped. Start it again and open its address.");
  else banner(error.status === 403 ? "This page does not know the studio's token: open the address that it printed." : error.message);
});
