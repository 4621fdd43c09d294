// The popover with the actions for one color: a palette entry, or a color picked from the image.

const $ = (id) => document.getElementById(id);

export class ColorCard extends EventTarget {
  index = null; // in the palette; null for a picked color
  hex = "";

  constructor() {
    super();
    this.element = $("card");
    $("card-lock").addEventListener("click", () => this.#dispatch("fix"));
    $("card-drop").addEventListener("click", () => this.#dispatch("remove"));
    $("card-back").addEventListener("click", () => this.#dispatch("move", { step: -1 }));
    $("card-on").addEventListener("click", () => this.#dispatch("move", { step: 1 }));
    $("card-color").addEventListener("change", () => this.#dispatch("edit", { newHex: $("card-color").value.slice(1) }));
    $("card-copy").addEventListener("click", () => {
      navigator.clipboard.writeText(`#${this.hex}`).catch(() => {});
      this.close();
    });
    this.element.addEventListener("toggle", (event) => {
      if (event.newState === "closed") this.#dispatch("close");
    });
  }

  open({ hex, index = null, isFixed = false, share = "", anchor }) {
    this.hex = hex;
    this.index = index;
    this.element.hidden = false;
    $("card-title").textContent = `#${hex}`;
    $("card-color").value = `#${hex.slice(0, 6)}`;
    $("card-share").textContent = index === null ? "from the original" : `${share} of pixels`;
    $("card-lock").textContent = isFixed ? "Unfix" : "Fix this color";
    for (const id of ["card-drop", "card-back", "card-on"]) $(id).hidden = index === null;
    if (!this.isOpen) this.element.showPopover();
    const { width, height } = this.element.getBoundingClientRect();
    const left = Math.min(Math.max(8, anchor.x - width / 2), innerWidth - width - 8);
    const above = anchor.top - height - 8;
    const below = Math.min(anchor.bottom + 8, innerHeight - height - 8);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${above > 8 ? above : below}px`;
    $("card-lock").focus();
  }

  get isOpen() {
    return this.element.matches(":popover-open");
  }

  close() {
    if (this.isOpen) this.element.hidePopover();
  }

  #dispatch(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail: { index: this.index, hex: this.hex, ...detail } }));
  }
}
