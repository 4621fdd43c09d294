// What lies on the desk: the parts of the page, and the settings that they make together.

import { Card } from "./color-card.js";
import { Controls } from "./controls.js";
import { Follower } from "./preview.js";
import { Images } from "./images.js";
import { Painting } from "./mask-canvas.js";
import { Swatches } from "./swatches.js";
import { toQuery } from "./settings.js";
import { Stage } from "./viewer.js";
import { MOST_SEEN, toText } from "./viewport.js";

const MOST_COMPARED = 2 ** 18;

export const stage = new Stage();
export const images = new Images();
export const controls = new Controls();
export const swatches = new Swatches();
export const card = new Card();
export const painting = new Painting();

export const desk = {
  lock: [], // colors that the palette begins with
  answer: null, // the last that came
  told: null, // the last at rest
  moved: false, // since the last moment that can be gone back to
};

export const settings = () => ({ ...controls.settings, lock: desk.lock });

export const follower = new Follower((layer) => {
  const image = images.shown;
  if (image === null || !image.width) return null;
  if (layer === "moving" && settings().target !== "none") return null;
  const most = { moving: MOST_SEEN * follower.share ** 2, error: MOST_COMPARED }[layer] ?? MOST_SEEN;
  const view = stage.view.seen(most);
  const query = toQuery(settings());
  query.set("view", toText(view));
  query.set("layer", layer);
  return { id: image.id, query, view };
});

export function take(wanted) {
  controls.settings = wanted;
  desk.lock = wanted.lock;
  document.getElementById("release").hidden = desk.lock.length === 0;
}

export function change() {
  desk.moved = true;
  follower.moved();
}
