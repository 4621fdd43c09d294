// Undo and redo: a list of moments, and where in it one stands.

export class Past {
  #moments = [];
  #place = -1;
  #most;

  constructor(most = 100) {
    this.#most = most;
  }

  get now() {
    return this.#moments[this.#place];
  }

  get canUndo() {
    return this.#place > 0;
  }

  get canRedo() {
    return this.#place < this.#moments.length - 1;
  }

  add(moment) {
    this.#moments.splice(this.#place + 1);
    this.#moments.push(moment);
    if (this.#moments.length > this.#most) this.#moments.shift();
    this.#place = this.#moments.length - 1;
  }

  undo() {
    return this.canUndo ? this.#moments[--this.#place] : null;
  }

  redo() {
    return this.canRedo ? this.#moments[++this.#place] : null;
  }
}
