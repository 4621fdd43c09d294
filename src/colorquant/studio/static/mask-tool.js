// Painting what matters, and the mask that it makes.

import * as api from "./api.js";
import { handle } from "./connection.js";
import { change, desk, images, painting, stage } from "./state.js";
import { busy } from "./status.js";

const $ = (id) => document.getElementById(id);

export async function setMask(image, cells, mask = painting.levels(cells, +$("rest").value)) {
  image.cells = cells;
  image.mask = mask;
  if (image === images.shown) painting.show(image, cells);
  showMask(image);
  stage.draw();
  try {
    await api.putMask(image.id, mask);
  } catch (error) {
    handle(error);
  }
}

export function showMask(image) {
  const painted = Boolean(image?.mask);
  $("clear").hidden = !painted;
  $("mask-row").hidden = !painted;
}

export function setTool(tool) {
  stage.tool = tool;
  stage.room.dataset.tool = tool;
  $("paint").setAttribute("aria-pressed", String(tool === "paint"));
  $("brush").hidden = tool !== "paint";
  stage.showCross(tool === "paint" && $("split").matches(":focus-visible"));
}

export function brush(from, to) {
  painting.stroke(stage.view.toImage(from), stage.view.toImage(to), stage.view.scale);
  stage.draw();
}

export async function brushed() {
  busy(true);
  desk.moved = true;
  await setMask(images.shown, painting.cells);
  change();
}

stage.addEventListener("brush", ({ detail: { from, to } }) => brush(from, to));
stage.addEventListener("brushed", brushed);
stage.addEventListener("overlay", ({ detail: context }) => {
  if (images.shown?.width && stage.tool === "paint") painting.draw(context, stage.view);
});
$("paint").addEventListener("click", () => setTool(stage.tool === "paint" ? "pick" : "paint"));
$("brush-size").addEventListener("input", () => (painting.radius = $("brush-size").value / 2));
$("erase").addEventListener("change", () => (painting.erasing = $("erase").checked));
$("rest").addEventListener("change", brushed);
$("clear").addEventListener("click", async () => {
  desk.moved = true;
  busy(true);
  $("paint").focus();
  await setMask(images.shown, null, null);
  change();
});
