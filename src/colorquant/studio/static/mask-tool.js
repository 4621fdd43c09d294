// The mask tool: brush, eraser and weight of unpainted areas; uploads the mask after each change.

import * as api from "./api.js";
import { handleError } from "./connection.js";
import { images, maskCanvas, settingsChanged, state, viewer } from "./state.js";
import { setBusy } from "./status.js";

const $ = (id) => document.getElementById(id);

export async function setMask(image, painted, mask = maskCanvas.toMask(painted, +$("rest").value)) {
  image.painted = painted;
  image.mask = mask;
  if (image === images.current) maskCanvas.load(image, painted);
  updateMaskButtons(image);
  viewer.draw();
  try {
    await api.uploadMask(image.id, mask);
  } catch (error) {
    handleError(error);
  }
}

export function updateMaskButtons(image) {
  const hasMask = Boolean(image?.mask);
  $("clear").hidden = !hasMask;
  $("mask-row").hidden = !hasMask;
}

export function setTool(tool) {
  viewer.tool = tool;
  viewer.element.dataset.tool = tool;
  $("paint").setAttribute("aria-pressed", String(tool === "paint"));
  $("brush").hidden = tool !== "paint";
  viewer.showCrosshair(tool === "paint" && $("split").matches(":focus-visible"));
}

export const toggleTool = () => setTool(viewer.tool === "paint" ? "pick" : "paint");

// Paints or erases a line between two positions in the viewer.
export function paintStroke(from, to) {
  const { viewport } = viewer;
  maskCanvas.stroke(viewport.toImage(from), viewport.toImage(to), viewport.scale);
  viewer.draw();
}

export async function applyPaint() {
  setBusy(true);
  state.hasChanged = true;
  await setMask(images.current, maskCanvas.painted);
  settingsChanged();
}

async function clearMask() {
  setBusy(true);
  state.hasChanged = true;
  $("paint").focus();
  await setMask(images.current, null, null);
  settingsChanged();
}

viewer.addEventListener("stroke", ({ detail: { from, to } }) => paintStroke(from, to));
viewer.addEventListener("strokeend", applyPaint);
viewer.addEventListener("drawoverlay", ({ detail: { context } }) => {
  if (images.current?.width && viewer.tool === "paint") maskCanvas.draw(context, viewer.viewport);
});
$("paint").addEventListener("click", toggleTool);
$("brush-size").addEventListener("input", () => (maskCanvas.radius = $("brush-size").value / 2));
$("erase").addEventListener("change", () => (maskCanvas.isErasing = $("erase").checked));
$("rest").addEventListener("change", applyPaint);
$("clear").addEventListener("click", clearMask);
