// The page: puts its parts together.

import "./img-comparison-slider.js";
import * as api from "./api.js";
import { pick } from "./color-actions.js";
import { handle, onceBack, stayConnected } from "./connection.js";
import { controls, desk, follower, images, painting, stage, swatches } from "./state.js";
import { listenToKeys } from "./shortcuts.js";
import { brush, brushed, setTool, showMask } from "./mask-tool.js";
import { listenToMoments, redo, remember, undo } from "./history.js";
import { download } from "./export.js";
import { banner, busy, tell, tellErrors, tellResult, tellTrouble, toast } from "./status.js";
import { toText } from "./viewport.js";

const $ = (id) => document.getElementById(id);

// --- answers -----------------------------------------------------------------------------------

follower.addEventListener("answer", ({ detail: { layer, answer, view, id } }) => {
  if (id !== images.shown?.id) return;
  if (layer === "error") {
    stage.lay("error", answer.canvas, view);
    if (stage.look === "error") tellErrors(answer);
    return;
  }
  stage.lay("error", null);
  stage.lay("result", answer.canvas, view);
  desk.answer = answer;
  swatches.show(answer.palette, answer.counts, desk.lock.length);
  tellResult(answer, layer === "result");
  $("release").hidden = desk.lock.length === 0;
  $("hint").hidden = desk.lock.length > 0;
  if (layer === "moving") return;
  desk.told = answer;
  remember();
  if (stage.look === "error") follower.errors();
});
follower.addEventListener("trouble", ({ detail: { error } }) => handle(error));
follower.addEventListener("busy", () => busy(true));
follower.addEventListener("idle", () => busy(false));

let asked = 0;
let there = ""; // which view of the original is on the stage
async function askOriginal() {
  const image = images.shown;
  const view = toText(stage.view.seen());
  if (`${image.id} ${view}` === there) return;
  const mine = ++asked;
  try {
    const box = stage.view.seen();
    const seen = await api.look(image.id, "original", new URLSearchParams({ view }));
    if (mine !== asked || image !== images.shown) return;
    there = `${image.id} ${view}`;
    stage.lay("original", seen.canvas, box);
  } catch (error) {
    if (error.status !== 409) handle(error);
  }
}
onceBack(() => {
  there = "";
  if (images.shown) askOriginal();
});

// --- images ------------------------------------------------------------------------------------

images.addEventListener("sending", ({ detail }) => tell(`Reading ${detail.name} …`));
images.addEventListener("trouble", ({ detail: error }) => {
  if (error instanceof api.Stopped) handle(error);
  else {
    tellTrouble(error.message);
    toast(error.message);
  }
});
images.addEventListener("show", ({ detail: image }) => {
  $("empty").hidden = image !== null;
  $("tools").hidden = image === null;
  stage.room.classList.toggle("filled", image !== null);
  controls.severalImages(images.all.length > 1);
  showMask(image);
  document.title = image ? `${image.name} – colorquant studio` : "colorquant studio";
  desk.answer = desk.told = null;
  for (const id of ["download", "download-palette", "spell", "report", "paint"]) $(id).disabled = image === null;
  if (image === null) {
    setTool("pick");
    stage.show({ width: 0, height: 0 });
    swatches.show([], [], 0);
    $("hint").hidden = true;
    tell("No image yet");
    return;
  }
  painting.show(image, image.cells);
  stage.show(image);
  follower.moved();
});

// --- looking -----------------------------------------------------------------------------------

stage.addEventListener("view", () => {
  $("zoom").textContent = `${Math.round(stage.view.scale * devicePixelRatio * 100)} %`;
  if (images.shown === null || !stage.view.size.width) return;
  askOriginal();
  if (desk.answer !== null) follower.rested();
});

function look(what) {
  document.querySelector(`[name=look][value=${what}]`).checked = true;
  stage.look = what;
  $("legend").hidden = what !== "error";
  if (what === "error") follower.errors();
  else if (desk.told !== null) tellResult(desk.told, true);
}
for (const radio of document.getElementsByName("look")) {
  radio.addEventListener("change", () => look(radio.value));
}
const zoomBy = (factor) => stage.zoom(stage.view.scale * factor);
const zoomToOne = () => stage.zoom(1 / devicePixelRatio);
$("zoom-in").addEventListener("click", () => zoomBy(1.5));
$("zoom-out").addEventListener("click", () => zoomBy(1 / 1.5));
$("zoom-one").addEventListener("click", zoomToOne);
$("zoom-fit").addEventListener("click", () => stage.fit());

// --- keys --------------------------------------------------------------------------------------

$("help").addEventListener("click", () => $("keys").showModal());
let before = "split"; // what was looked at before the space bar was held
listenToKeys(stage, {
  undo,
  redo,
  pan: (x, y) => stage.pan(x, y),
  moveBrush: (x, y) => stage.moveCross(x, y),
  moveCross(x, y) {
    stage.showCross(true);
    stage.moveCross(x, y);
  },
  space(down, repeated) {
    if (stage.tool === "paint") {
      if (down) brush(stage.cross, stage.cross);
      else brushed();
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
    "+": () => zoomBy(1.5),
    "=": () => zoomBy(1.5),
    "-": () => zoomBy(1 / 1.5),
    "0": () => stage.fit(),
    "1": zoomToOne,
    "b": () => images.shown && setTool(stage.tool === "paint" ? "pick" : "paint"),
    "p": () => pick(stage.cross),
    "d": () => download("file"),
  },
});

// --- begin -------------------------------------------------------------------------------------

const UNKNOWN = "This page does not know the studio's token: open the address that it printed.";

async function begin() {
  api.takeToken();
  const found = await api.given();
  controls.offer(found);
  listenToMoments();
  images.show(0);
  for (const [number, name] of found.given.entries()) {
    await images.add([new File([await api.givenFile(number)], name)]);
  }
  if (found.given.length > 1) images.show(0);
  stayConnected();
}

begin().catch((error) => {
  if (error instanceof api.Stopped) banner("The studio has stopped. Start it again and open its address.");
  else banner(error.status === 403 ? UNKNOWN : error.message);
});
