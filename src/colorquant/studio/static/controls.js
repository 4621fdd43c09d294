// The panel: settings in, settings out. Moving a control says "moved", letting go says "rested".

const $ = (id) => document.getElementById(id);
const NAMES = { srgb: "sRGB", linear: "linear light", oklab: "OKLab", lab: "CIELAB" };
const SORTS = { given: "dark to light", luma: "luma", hue: "hue", count: "most pixels first" };
const LIMITS = {
  "quality": { label: "Quality, 0 to 100", usual: 70, unit: 1 },
  "max-error": { label: "No pixel off by more than ΔE", usual: 8, unit: 1 },
  "target-size": { label: "No more kilobytes than", usual: 100, unit: 1000 },
};

const mixes = (target) => target !== "max-error"; // which no dither keeps

export class Controls extends EventTarget {
  #strength = null;

  constructor() {
    super();
    $("panel").addEventListener("submit", (event) => event.preventDefault());
    $("n-slide").addEventListener("input", () => this.#setN(Math.round(2 ** $("n-slide").value)));
    $("n-slide").addEventListener("keydown", (event) => this.#stepN(event));
    $("n").addEventListener("input", () => {
      if ($("n").checkValidity()) this.#setN(+$("n").value, false);
    });
    $("n").addEventListener("change", () => this.#setN(+$("n").value));
    $("strength").addEventListener("input", () => this.#setStrength(+$("strength").value));
    $("strength-auto").addEventListener("click", () => this.#setStrength(null));
    $("target").addEventListener("change", () => this.#setTarget());
    $("limit").addEventListener("change", () => this.#tell("rested"));
    for (const id of ["space", "sort", "dither", "shared", "format"]) {
      $(id).addEventListener("change", () => {
        this.#relate();
        this.#tell(id === "format" ? "rested" : "moved");
      });
    }
    for (const radio of document.getElementsByName("effort")) {
      radio.addEventListener("change", () => this.#tell("rested"));
    }
  }

  offer({ spaces, dithers, sorts, palettes }) {
    const fill = (id, values, names = {}) => {
      const options = values.map((value) => new Option(names[value] ?? value.replaceAll("-", " "), value));
      $(id).replaceChildren(...options);
    };
    fill("space", spaces, NAMES);
    fill("dither", dithers);
    fill("sort", sorts, SORTS);
    fill("palette-format", palettes, Object.fromEntries(palettes.map((each) => [each, `.${each}`])));
    $("palette-format").value = "gpl";
  }

  get settings() {
    const target = $("target").value;
    return {
      n: +$("n").value,
      effort: document.querySelector("[name=effort]:checked").value,
      space: $("space").value,
      dither: mixes(target) ? $("dither").value : "none",
      strength: mixes(target) && $("dither").value !== "none" ? this.#strength : null,
      target,
      limit: target === "none" ? null : Math.round(+$("limit").value * LIMITS[target].unit * 100) / 100,
      sort: $("sort").value,
      shared: $("shared").checked && !$("shared-row").hidden,
      format: $("format").value,
    };
  }

  set settings(settings) {
    $("n").value = settings.n;
    $("n-slide").value = Math.log2(settings.n);
    for (const radio of document.getElementsByName("effort")) radio.checked = radio.value === settings.effort;
    for (const id of ["space", "sort", "format", "target"]) $(id).value = settings[id];
    if (mixes(settings.target)) $("dither").value = settings.dither;
    if (settings.target !== "none") $("limit").value = settings.limit / LIMITS[settings.target].unit;
    $("shared").checked = settings.shared;
    this.#strength = settings.strength;
    this.#relate();
  }

  step(by) {
    this.#setN(+$("n").value + by);
  }

  severalImages(several) {
    $("shared-row").hidden = !several;
  }

  #setN(n, told = true) {
    const bounded = Math.min(Math.max(Math.round(n) || 1, 1), 256);
    if (told) $("n").value = bounded;
    if (told || document.activeElement !== $("n-slide")) $("n-slide").value = Math.log2(bounded);
    this.#relate();
    this.#tell("moved");
  }

  #stepN(event) {
    const n = +$("n").value;
    const steps = {
      ArrowRight: n + 1, ArrowUp: n + 1, ArrowLeft: n - 1, ArrowDown: n - 1,
      PageUp: n * 2, PageDown: n / 2, Home: 1, End: 256,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.#setN(steps[event.key]);
  }

  #setStrength(strength) {
    this.#strength = strength;
    if (strength === null) $("strength").focus();
    this.#relate();
    this.#tell("moved");
  }

  #setTarget() {
    const target = $("target").value;
    if (target !== "none") $("limit").value = LIMITS[target].usual;
    this.#relate();
    this.#tell("rested");
  }

  // What depends on other controls: what is shown, and what can be used.
  #relate() {
    const target = $("target").value;
    const dithers = mixes(target) && $("dither").value !== "none";
    $("n-label").textContent = target === "none" ? "Colors" : "At most";
    $("n-slide").setAttribute("aria-valuetext", `${$("n").value} colors`);
    $("limit-row").hidden = target === "none";
    if (target !== "none") $("limit-label").textContent = LIMITS[target].label;
    $("dither").disabled = !mixes(target);
    $("no-dither").hidden = mixes(target);
    $("strength").disabled = !dithers;
    $("strength").value = this.#strength ?? 1;
    $("strength-told").textContent = this.#strength === null ? "auto" : `${Math.round(this.#strength * 100)} %`;
    $("strength-told").hidden = !dithers;
    $("strength-auto").hidden = !dithers || this.#strength === null;
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
