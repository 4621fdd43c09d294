// The shared state of the page: its parts, the fixed colors and the current settings.

import { ColorCard } from "./color-card.js";
import { Controls } from "./controls.js";
import { Images } from "./images.js";
import { MaskCanvas } from "./mask-canvas.js";
import { Preview } from "./preview.js";
import { toQuery } from "./settings.js";
import { Swatches } from "./swatches.js";
import { Viewer } from "./viewer.js";
import { MAX_VIEW_PIXELS, toText } from "./viewport.js";

const MAX_ERROR_MAP_PIXELS = 2 ** 18;

export const viewer = new Viewer();
export const images = new Images();
export const controls = new Controls();
export const swatches = new Swatches();
export const colorCard = new ColorCard();
export const maskCanvas = new MaskCanvas();

export const state = {
  fixedColors: [], // hexadecimal; the palette starts with them
  latestResult: null, // a draft or a final result
  finalResult: null, // null until the image has one
  hasChanged: false, // since the last history entry
};

export const currentSettings = () => ({ ...controls.settings, fixed_colors: state.fixedColors });

export const preview = new Preview((layer) => {
  const image = images.current;
  if (image === null || !image.width) return null;
  if (layer === "moving" && currentSettings().target !== "none") return null;
  const maxPixels =
    { moving: MAX_VIEW_PIXELS * preview.draftScale ** 2, error: MAX_ERROR_MAP_PIXELS }[layer] ?? MAX_VIEW_PIXELS;
  const view = viewer.viewport.visibleView(maxPixels);
  const query = toQuery(currentSettings());
  query.set("view", toText(view));
  query.set("layer", layer);
  return { imageId: image.id, query, view };
});

export function applySettings(settings) {
  controls.settings = settings;
  state.fixedColors = settings.fixed_colors;
  document.getElementById("release").hidden = state.fixedColors.length === 0;
}

// Updates the preview after a change of the settings.
export function settingsChanged() {
  state.hasChanged = true;
  preview.requestDraft();
}
