// Actions on colors: fix, remove, change, move, and pick one from the image.
// They all set the list of fixed colors: a palette with every color fixed, in order, stays as it is.

import * as api from "./api.js";
import { handleError } from "./connection.js";
import { toHex } from "./settings.js";
import { colorCard, controls, currentSettings, images, settingsChanged, state, swatches, viewer } from "./state.js";
import { showToast } from "./status.js";
import { toText } from "./viewport.js";

const MAX_COLORS = 256;

const $ = (id) => document.getElementById(id);

function setFixedColors(colors, n = controls.settings.n) {
  const fixedColors = [...new Set(colors)];
  if (fixedColors.length > MAX_COLORS) return showToast(`You can fix at most ${MAX_COLORS} colors.`);
  state.fixedColors = fixedColors;
  const newN = Math.max(n, fixedColors.length, 1);
  if (newN !== controls.settings.n) controls.settings = { ...currentSettings(), n: newN };
  return settingsChanged();
}

function toggleFixed({ index, hex }) {
  const color = index === null ? hex : swatches.colors[index];
  const isFixed = state.fixedColors.includes(color);
  setFixedColors(isFixed ? state.fixedColors.filter((fixed) => fixed !== color) : [...state.fixedColors, color]);
}

// Fixes all other colors, so that they stay.
function removeColor({ index }) {
  const remaining = swatches.colors.filter((_, other) => other !== index);
  if (remaining.length === 0) return showToast("A palette needs at least one color.");
  return setFixedColors(remaining, remaining.length);
}

function editColor({ index, hex, newHex }) {
  const alpha = hex.length === 8 ? hex.slice(6) : "";
  const color = newHex + alpha;
  if (index !== null && swatches.isFixed(index)) {
    setFixedColors(state.fixedColors.map((fixed) => (fixed === hex ? color : fixed)));
  } else setFixedColors([...state.fixedColors, color]);
}

// Fixes all colors in their new order.
function moveColor({ from, to }) {
  const colors = [...swatches.colors];
  if (to < 0 || to >= colors.length || to === from) return;
  colors.splice(to, 0, ...colors.splice(from, 1));
  setFixedColors(colors);
}

swatches.addEventListener("fix", ({ detail }) => toggleFixed(detail));
swatches.addEventListener("remove", ({ detail }) => removeColor(detail));
swatches.addEventListener("move", ({ detail }) => moveColor(detail));
swatches.addEventListener("open", ({ detail: { index, button } }) => {
  const { x, width, top, bottom } = button.getBoundingClientRect();
  colorCard.open({
    hex: swatches.colors[index],
    index,
    isFixed: swatches.isFixed(index),
    share: swatches.share(index),
    anchor: { x: x + width / 2, top, bottom },
  });
});
colorCard.addEventListener("close", ({ detail: { index } }) => {
  if (document.activeElement === document.body || $("card").contains(document.activeElement)) {
    if (index === null) $("split").focus();
    else swatches.focus(index);
  }
});
for (const [type, action] of Object.entries({ fix: toggleFixed, remove: removeColor, edit: editColor })) {
  colorCard.addEventListener(type, ({ detail }) => {
    colorCard.close();
    action(detail);
  });
}
colorCard.addEventListener("move", ({ detail: { index, step } }) => {
  colorCard.close();
  moveColor({ from: index, to: index + step });
  swatches.focus(index + step);
});
$("release").addEventListener("click", () => {
  setFixedColors([]);
  swatches.focus(0);
});

// Opens the card for the color of the original at a position in the viewer.
export async function pickColor(position) {
  const pixel = viewer.pixelAt(position);
  const image = images.current;
  if (pixel === null || image === null) return;
  const view = toText({ left: pixel.x, top: pixel.y, right: pixel.x + 1, bottom: pixel.y + 1, width: 1, height: 1 });
  let color;
  try {
    const { canvas } = await api.fetchView(image.id, "pixel", new URLSearchParams({ view }));
    color = [...canvas.getContext("2d").getImageData(0, 0, 1, 1).data];
  } catch (error) {
    handleError(error);
    return;
  }
  const { left, top } = viewer.element.getBoundingClientRect();
  const hex = toHex(color);
  const y = top + position.y;
  const anchor = { x: left + position.x, top: y - 8, bottom: y + 8 };
  colorCard.open({ hex, isFixed: state.fixedColors.includes(hex), anchor });
}
viewer.addEventListener("pick", ({ detail: { position } }) => pickColor(position));
