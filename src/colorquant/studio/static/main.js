// The entry point: connects the parts of the page and starts it.

import "./img-comparison-slider.js";
import * as api from "./api.js";
import { pickColor } from "./color-actions.js";
import { handleError, onReconnect, startHeartbeat } from "./connection.js";
import { download } from "./export.js";
import { addToHistory, redo, startHistory, undo } from "./history.js";
import { applyPaint, paintStroke, setTool, toggleTool, updateMaskButtons } from "./mask-tool.js";
import { startShortcuts } from "./shortcuts.js";
import { controls, images, maskCanvas, preview, state, swatches, viewer } from "./state.js";
import {
  setBusy,
  showBanner,
  showError,
  showErrorMapStatus,
  showResultStatus,
  showStatus,
  showToast,
} from "./status.js";
import { toText } from "./viewport.js";

const $ = (id) => document.getElementById(id);
const NEEDS_IMAGE = ["download", "download-palette", "spell", "report", "paint"]; // ids of buttons
const ZOOM_STEP = 1.5;

// --- results -----------------------------------------------------------------------------------

preview.addEventListener("result", ({ detail: { layer, result, view, imageId } }) => {
  if (imageId !== images.current?.id) return;
  if (layer === "error") {
    viewer.setLayer("error", result.canvas, view);
    if (viewer.mode === "error") showErrorMapStatus(result);
    return;
  }
  const isFinal = layer === "result";
  const fixedCount = state.fixedColors.length;
  viewer.setLayer("error", null);
  viewer.setLayer("result", result.canvas, view);
  state.latestResult = result;
  swatches.show(result.palette, result.counts, fixedCount);
  showResultStatus(result, isFinal);
  $("release").hidden = fixedCount === 0;
  $("hint").hidden = fixedCount > 0;
  if (!isFinal) return;
  state.finalResult = result;
  addToHistory();
  if (viewer.mode === "error") preview.requestErrorMap();
});
preview.addEventListener("failure", ({ detail: { error } }) => handleError(error));
preview.addEventListener("busy", () => setBusy(true));
preview.addEventListener("idle", () => setBusy(false));

let lastRequestNumber = 0;
let shownOriginal = ""; // the image id and view of the original that is shown
async function updateOriginal() {
  const image = images.current;
  const view = viewer.viewport.visibleView();
  const key = `${image.id} ${toText(view)}`;
  if (key === shownOriginal) return;
  const requestNumber = ++lastRequestNumber;
  try {
    const { canvas } = await api.fetchView(image.id, "original", new URLSearchParams({ view: toText(view) }));
    if (requestNumber !== lastRequestNumber || image !== images.current) return;
    shownOriginal = key;
    viewer.setLayer("original", canvas, view);
  } catch (error) {
    if (error.status !== 409) handleError(error); // 409: a newer request replaced this one
  }
}
onReconnect(() => {
  shownOriginal = "";
  if (images.current) updateOriginal();
});

// --- images ------------------------------------------------------------------------------------

images.addEventListener("upload", ({ detail: image }) => showStatus(`Reading ${image.name}…`));
images.addEventListener("failure", ({ detail: error }) => {
  if (error instanceof api.ServerStopped) handleError(error);
  else {
    showError(error.message);
    showToast(error.message);
  }
});
images.addEventListener("show", ({ detail: image }) => {
  $("empty").hidden = image !== null;
  $("tools").hidden = image === null;
  viewer.element.classList.toggle("filled", image !== null);
  controls.setImageCount(images.all.length);
  updateMaskButtons(image);
  document.title = image ? `${image.name} – colorquant studio` : "colorquant studio";
  state.latestResult = null;
  state.finalResult = null;
  for (const id of NEEDS_IMAGE) $(id).disabled = image === null;
  if (image === null) {
    setTool("pick");
    viewer.setImageSize({ width: 0, height: 0 });
    swatches.show([], [], 0);
    $("hint").hidden = true;
    showStatus("No image yet");
    return;
  }
  maskCanvas.load(image, image.painted);
  viewer.setImageSize(image);
  preview.requestDraft();
});

// --- viewing modes and zoom --------------------------------------------------------------------

viewer.addEventListener("viewchange", () => {
  $("zoom").textContent = `${Math.round(viewer.viewport.scale * devicePixelRatio * 100)}%`;
  if (images.current === null || !viewer.viewport.imageSize.width) return;
  updateOriginal();
  if (state.latestResult !== null) preview.requestFinal();
});

function setMode(mode) {
  document.querySelector(`[name=look][value=${mode}]`).checked = true;
  viewer.mode = mode;
  $("legend").hidden = mode !== "error";
  if (mode === "error") preview.requestErrorMap();
  else if (state.finalResult !== null) showResultStatus(state.finalResult, true);
}
for (const radio of document.getElementsByName("look")) {
  radio.addEventListener("change", () => setMode(radio.value));
}
const zoomIn = () => viewer.zoomTo(viewer.viewport.scale * ZOOM_STEP);
const zoomOut = () => viewer.zoomTo(viewer.viewport.scale / ZOOM_STEP);
const zoomToActualSize = () => viewer.zoomTo(1 / devicePixelRatio);
$("zoom-in").addEventListener("click", zoomIn);
$("zoom-out").addEventListener("click", zoomOut);
$("zoom-one").addEventListener("click", zoomToActualSize);
$("zoom-fit").addEventListener("click", () => viewer.fit());

// --- keyboard ----------------------------------------------------------------------------------

const showShortcuts = () => $("keys").showModal();
$("help").addEventListener("click", showShortcuts);
let modeBeforeSpace = "split";
startShortcuts(viewer, {
  undo,
  redo,
  pan: (x, y) => viewer.pan(x, y),
  moveBrush: (x, y) => viewer.moveCrosshair(x, y),
  moveCrosshair(x, y) {
    viewer.showCrosshair(true);
    viewer.moveCrosshair(x, y);
  },
  onSpaceDown(isRepeat) {
    if (viewer.tool === "paint") paintStroke(viewer.crosshair, viewer.crosshair);
    else if (!isRepeat) {
      modeBeforeSpace = viewer.mode;
      viewer.mode = "original";
    }
  },
  onSpaceUp() {
    if (viewer.tool === "paint") applyPaint();
    else viewer.mode = modeBeforeSpace;
  },
  keys: {
    "?": showShortcuts,
    "[": () => controls.stepN(-1),
    "]": () => controls.stepN(1),
    "s": () => setMode("split"),
    "r": () => setMode("result"),
    "o": () => setMode("original"),
    "e": () => setMode("error"),
    "+": zoomIn,
    "=": zoomIn,
    "-": zoomOut,
    "0": () => viewer.fit(),
    "1": zoomToActualSize,
    "b": () => images.current && toggleTool(),
    "p": () => pickColor(viewer.crosshair),
    "d": () => download("file"),
  },
});

// --- start -------------------------------------------------------------------------------------

const STOPPED = "The studio has stopped. Start it again and open its address.";
const INVALID_TOKEN = "This page has no valid token. Open the address that the studio printed.";

async function start() {
  api.storeToken();
  const initialData = await api.getInitialData();
  controls.setOptions(initialData);
  startHistory();
  images.show(0);
  for (const [index, name] of initialData.given.entries()) {
    await images.add([new File([await api.getInitialFile(index)], name)]);
  }
  if (initialData.given.length > 1) images.show(0);
  startHeartbeat();
}

start().catch((error) => {
  if (error instanceof api.ServerStopped) showBanner(STOPPED);
  else showBanner(error.status === 403 ? INVALID_TOKEN : error.message);
});
