// Keeps what is seen up to date: one request at a time, the newest wins; quick ones while a
// control moves, and what was asked for when it rests.

import * as api from "./api.js";

const REST = 220; // milliseconds without a change
const SLOW = 90; // milliseconds; with drawing, an answer is to be there in 100

export class Follower extends EventTarget {
  #wanted = null;
  #underway = null;
  #resting = 0;
  #slow = 0; // milliseconds that the last quick answer took
  share = 1; // of the pixels along a side that quick answers have, so that the next is in time

  // The source tells what to ask for: `query(layer)` and the image's id.
  constructor(source) {
    super();
    this.source = source;
  }

  moved() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.rested(), REST + Math.min(this.#slow, 500));
    this.#want("moving");
  }

  rested() {
    clearTimeout(this.#resting);
    this.#resting = 0;
    this.share = 1;
    this.#want("result");
  }

  errors() {
    this.#want("error");
  }

  #want(layer) {
    this.#wanted = layer;
    this.#tell("busy", null);
    if (this.#underway === null) this.#go();
    else if (this.#underway.layer !== "moving") this.#underway.stop.abort();
  }

  async #go() {
    while (this.#wanted !== null) {
      const layer = this.#wanted;
      this.#wanted = null;
      const asked = this.source(layer);
      if (asked === null) continue;
      const stop = new AbortController();
      this.#underway = { layer, stop };
      try {
        const begin = performance.now();
        const answer = await api.look(asked.id, "answer", asked.query, stop.signal);
        if (layer === "moving") this.#took(performance.now() - begin);
        this.#tell("answer", { layer, answer, view: asked.view, id: asked.id });
      } catch (error) {
        const nobody = error.name === "AbortError" || error.status === 409;
        if (!nobody) this.#tell("trouble", { error, layer });
      }
      this.#underway = null;
    }
    if (this.#resting === 0) this.#tell("idle", null);
  }

  #took(milliseconds) {
    this.#slow = milliseconds;
    if (milliseconds > SLOW) this.share = 0.35;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
