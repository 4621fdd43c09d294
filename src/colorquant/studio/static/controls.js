// The settings panel: reads and writes its form controls.

const $ = (id) => document.getElementById(id);
const MAX_COLORS = 256;
const SPACE_LABELS = { srgb: "sRGB", linear: "Linear RGB", oklab: "OKLab", lab: "CIELAB" };
const ORDER_LABELS = { none: "Default", luma: "Dark to light", hue: "Hue", count: "Pixel count" };
const DITHER_LABELS = {
  "none": "None",
  "auto": "Auto",
  "floyd-steinberg": "Floyd–Steinberg",
  "jarvis": "Jarvis–Judice–Ninke",
  "stucki": "Stucki",
  "burkes": "Burkes",
  "sierra": "Sierra",
  "sierra-2": "Two-row Sierra",
  "sierra-lite": "Sierra Lite",
  "atkinson": "Atkinson",
  "riemersma": "Riemersma",
  "bayer-2": "Bayer 2×2",
  "bayer-4": "Bayer 4×4",
  "bayer-8": "Bayer 8×8",
  "bayer-16": "Bayer 16×16",
  "blue-noise": "Blue noise",
};
const LIMITS = {
  quality: { label: "Quality (0 to 100)", initial: 70, unit: 1 },
  max_delta_e: { label: "Max ΔE", initial: 8, unit: 1 },
  max_bytes: { label: "File size (kB)", initial: 100, unit: 1000 },
};

// Dithering cannot keep every pixel within a maximum error.
const allowsDithering = (target) => target !== "max_delta_e";

// Dispatches "input" after a change that a draft follows, and "change" after any other change.
export class Controls extends EventTarget {
  #strength = null; // null is automatic
  #target = "none"; // before a change

  constructor() {
    super();
    $("panel").addEventListener("submit", (event) => event.preventDefault());
    $("n-slide").addEventListener("input", () => this.#setN(Math.round(2 ** $("n-slide").value)));
    $("n-slide").addEventListener("keydown", (event) => this.#onSliderKey(event));
    $("n").addEventListener("input", () => {
      if ($("n").checkValidity()) this.#setN(+$("n").value, { isTyping: true });
    });
    $("n").addEventListener("change", () => this.#setN(+$("n").value));
    $("strength").addEventListener("input", () => this.#setStrength(+$("strength").value));
    $("strength-auto").addEventListener("click", () => this.#setStrength(null));
    $("target").addEventListener("change", () => this.#onTargetChange());
    $("limit").addEventListener("change", () => this.#dispatch("change"));
    for (const id of ["space", "sort", "dither", "shared", "format"]) {
      $(id).addEventListener("change", () => {
        this.#updateControls();
        this.#dispatch(id === "format" ? "change" : "input");
      });
    }
    for (const radio of document.getElementsByName("effort")) {
      radio.addEventListener("change", () => this.#dispatch("change"));
    }
  }

  // Fills the lists with the options that the server offers.
  setOptions({ spaces, dithers, sorts, palettes }) {
    const fill = (id, values, labels = {}) => {
      const options = values.map((value) => new Option(labels[value] ?? value.replaceAll("-", " "), value));
      $(id).replaceChildren(...options);
    };
    fill("space", spaces, SPACE_LABELS);
    fill("dither", dithers, DITHER_LABELS);
    fill("sort", sorts, ORDER_LABELS);
    fill("palette-format", palettes, Object.fromEntries(palettes.map((suffix) => [suffix, `.${suffix}`])));
    $("palette-format").value = "gpl";
  }

  get settings() {
    const target = $("target").value;
    const canDither = allowsDithering(target);
    return {
      n: +$("n").value,
      effort: document.querySelector("[name=effort]:checked").value,
      space: $("space").value,
      dither: canDither ? $("dither").value : "none",
      dither_strength: canDither && $("dither").value !== "none" ? this.#strength : null,
      target,
      limit: target === "none" ? null : Math.round(+$("limit").value * LIMITS[target].unit * 100) / 100,
      sort: $("sort").value,
      shared_palette: $("shared").checked && !$("shared-row").hidden,
      format: $("format").value,
    };
  }

  set settings(settings) {
    const { n, effort, target, limit, dither_strength: strength } = settings;
    $("n").value = n;
    $("n-slide").value = Math.log2(n);
    for (const radio of document.getElementsByName("effort")) radio.checked = radio.value === effort;
    for (const id of ["space", "sort", "format", "target"]) $(id).value = settings[id];
    if (allowsDithering(target)) $("dither").value = settings.dither;
    if (target !== "none") $("limit").value = limit / LIMITS[target].unit;
    $("shared").checked = settings.shared_palette;
    this.#strength = strength;
    this.#target = target;
    this.#updateControls();
  }

  stepN(step) {
    this.#setN(+$("n").value + step);
  }

  setImageCount(count) {
    $("shared-row").hidden = count < 2;
  }

  // While the user is typing a number, leaves the text as it is.
  #setN(value, { isTyping = false } = {}) {
    const n = Math.min(Math.max(Math.round(value) || 1, 1), MAX_COLORS);
    if (!isTyping) $("n").value = n;
    if (!isTyping || document.activeElement !== $("n-slide")) $("n-slide").value = Math.log2(n);
    this.#updateControls();
    this.#dispatch("input");
  }

  #onSliderKey(event) {
    const n = +$("n").value;
    const values = {
      ArrowRight: n + 1, ArrowUp: n + 1, ArrowLeft: n - 1, ArrowDown: n - 1,
      PageUp: n * 2, PageDown: n / 2, Home: 1, End: MAX_COLORS,
    };
    if (!(event.key in values)) return;
    event.preventDefault();
    this.#setN(values[event.key]);
  }

  #setStrength(strength) {
    this.#strength = strength;
    if (strength === null) $("strength").focus();
    this.#updateControls();
    this.#dispatch("input");
  }

  #onTargetChange() {
    const target = $("target").value;
    if (target !== "none") $("limit").value = LIMITS[target].initial;
    // As everywhere, a maximum color difference is by default one of CIELAB.
    if (target === "max_delta_e" && $("space").value === "srgb") $("space").value = "lab";
    else if (this.#target === "max_delta_e" && $("space").value === "lab") $("space").value = "srgb";
    this.#target = target;
    this.#updateControls();
    this.#dispatch("change");
  }

  // Shows, hides, enables and labels the controls that depend on other controls.
  #updateControls() {
    const target = $("target").value;
    const canDither = allowsDithering(target);
    const isDithering = canDither && $("dither").value !== "none";
    const isAutoStrength = this.#strength === null;
    $("n-label").textContent = target === "none" ? "Colors" : "Max colors";
    $("n-slide").setAttribute("aria-valuetext", `${$("n").value} colors`);
    $("limit-row").hidden = target === "none";
    if (target !== "none") $("limit-label").textContent = LIMITS[target].label;
    $("dither").disabled = !canDither;
    $("no-dither").hidden = canDither;
    $("strength").disabled = !isDithering;
    $("strength").value = this.#strength ?? 1;
    $("strength-told").textContent = isAutoStrength ? "Auto" : `${Math.round(this.#strength * 100)}%`;
    $("strength-told").hidden = !isDithering;
    $("strength-auto").hidden = !isDithering || isAutoStrength;
  }

  #dispatch(type) {
    this.dispatchEvent(new Event(type));
  }
}
