// Keeps the preview up to date: sends one request at a time, and drops all but the newest.

import * as api from "./api.js";

const IDLE_DELAY = 220; // milliseconds without a change until the final result is requested
const SLOW_DRAFT = 90; // milliseconds; the rest of 100 is for drawing
const SLOW_DRAFT_SCALE = 0.35;

// Drafts are shown while a control moves; the final result follows when it stops.
export class Preview extends EventTarget {
  #nextLayer = null; // "moving" for a draft, "result" or "error"
  #running = null; // {layer, abortController}
  #idleTimer = 0;
  #draftTime = 0; // milliseconds that the last draft took
  draftScale = 1; // of the width and height of drafts; smaller after a slow one

  // `makeRequest(layer)` returns {imageId, query, view}, or null to skip the layer.
  constructor(makeRequest) {
    super();
    this.makeRequest = makeRequest;
  }

  requestDraft() {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.requestFinal(), IDLE_DELAY + Math.min(this.#draftTime, 500));
    this.#request("moving");
  }

  requestFinal() {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = 0;
    this.draftScale = 1;
    this.#request("result");
  }

  requestErrorMap() {
    this.#request("error");
  }

  #request(layer) {
    this.#nextLayer = layer;
    this.#dispatch("busy", null);
    if (this.#running === null) this.#run();
    else if (this.#running.layer !== "moving") this.#running.abortController.abort();
  }

  async #run() {
    while (this.#nextLayer !== null) {
      const layer = this.#nextLayer;
      this.#nextLayer = null;
      const request = this.makeRequest(layer);
      if (request === null) continue;
      const abortController = new AbortController();
      this.#running = { layer, abortController };
      try {
        const start = performance.now();
        const result = await api.fetchView(request.imageId, "result", request.query, abortController.signal);
        if (layer === "moving") this.#adaptDraftScale(performance.now() - start);
        this.#dispatch("result", { layer, result, view: request.view, imageId: request.imageId });
      } catch (error) {
        const isReplaced = error.name === "AbortError" || error.status === 409;
        if (!isReplaced) this.#dispatch("failure", { error, layer });
      }
      this.#running = null;
    }
    if (this.#idleTimer === 0) this.#dispatch("idle", null);
  }

  #adaptDraftScale(milliseconds) {
    this.#draftTime = milliseconds;
    if (milliseconds > SLOW_DRAFT) this.draftScale = SLOW_DRAFT_SCALE;
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
