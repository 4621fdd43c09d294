// What can be done with one color: an entry of the palette, or one picked from the picture.

const $ = (id) => document.getElementById(id);

export class Card extends EventTarget {
  place = null; // in the palette; null for a picked color
  hex = "";

  constructor() {
    super();
    this.card = $("card");
    $("card-lock").addEventListener("click", () => this.#tell("lock"));
    $("card-drop").addEventListener("click", () => this.#tell("drop"));
    $("card-back").addEventListener("click", () => this.#tell("move", { step: -1 }));
    $("card-on").addEventListener("click", () => this.#tell("move", { step: 1 }));
    $("card-color").addEventListener("change", () => this.#tell("edit", { to: $("card-color").value.slice(1) }));
    $("card-copy").addEventListener("click", () => {
      navigator.clipboard.writeText(`#${this.hex}`).catch(() => {});
      this.close();
    });
    this.card.addEventListener("toggle", (event) => {
      if (event.newState === "closed") this.#tell("closed");
    });
  }

  open({ hex, place = null, locked = false, share = "", at }) {
    this.hex = hex;
    this.place = place;
    this.card.hidden = false;
    $("card-title").textContent = `#${hex}`;
    $("card-color").value = `#${hex.slice(0, 6)}`;
    $("card-share").textContent = place === null ? "in the original" : share;
    $("card-lock").textContent = locked ? "Unlock" : "Lock";
    for (const id of ["card-drop", "card-back", "card-on"]) $(id).hidden = place === null;
    if (!this.isOpen) this.card.showPopover();
    const { width, height } = this.card.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.x - width / 2), innerWidth - width - 8);
    const above = at.top - height - 8;
    this.card.style.left = `${left}px`;
    this.card.style.top = `${above > 8 ? above : Math.min(at.bottom + 8, innerHeight - height - 8)}px`;
    $("card-lock").focus();
  }

  get isOpen() {
    return this.card.matches(":popover-open");
  }

  close() {
    if (this.isOpen) this.card.hidePopover();
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail: { place: this.place, hex: this.hex, ...detail } }));
  }
}
