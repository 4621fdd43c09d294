"use strict";
// One state of zoom for each view; every picture of a view follows it by the same three variables.
(() => {
  const STEP = 1.25;
  const LARGEST_PIXEL = 64; // CSS pixels a side
  const PAN = 0.1; // of what is seen
  const root = document.documentElement;
  const toolbar = document.getElementById("toolbar");
  const readout = document.getElementById("zoom");
  const states = new Map(); // view -> zoom over the fitting size, and the middle, 0 to 1
  let view = "whole";

  const pairsOf = (name) => document.querySelectorAll(`.pair[data-view="${name}"]`);
  const state = () => states.get(view);
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

  // The zoom at which a pixel of the picture is one of the screen.
  function onePixel() {
    const pair = pairsOf(view)[0];
    const { width } = pair.querySelector(".port").getBoundingClientRect();
    return pair.dataset.width / (width || 1) / (window.devicePixelRatio || 1);
  }

  function show() {
    const one = onePixel();
    const now = state();
    now.zoom = clamp(now.zoom, Math.min(1, one), Math.max(1, one * LARGEST_PIXEL));
    const margin = Math.min(0.5, 0.5 / now.zoom);
    now.x = clamp(now.x, margin, 1 - margin);
    now.y = clamp(now.y, margin, 1 - margin);
    for (const pair of pairsOf(view)) {
      pair.style.setProperty("--zoom", now.zoom);
      pair.style.setProperty("--x", `${50 - 100 * now.zoom * now.x}%`);
      pair.style.setProperty("--y", `${50 - 100 * now.zoom * now.y}%`);
      pair.classList.toggle("magnified", now.zoom >= one);
    }
    const percent = (100 * now.zoom) / one;
    readout.textContent = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
  }

  // Zoom so that what lies at a place of the port, 0 to 1, stays there.
  function zoomTo(zoom, atX = 0.5, atY = 0.5) {
    const now = state();
    const before = now.zoom;
    const one = onePixel();
    now.zoom = clamp(zoom, Math.min(1, one), Math.max(1, one * LARGEST_PIXEL));
    now.x += (atX - 0.5) * (1 / before - 1 / now.zoom);
    now.y += (atY - 0.5) * (1 / before - 1 / now.zoom);
    show();
  }

  function pan(x, y) {
    const now = state();
    now.x += x / now.zoom;
    now.y += y / now.zoom;
    show();
  }

  function fit() {
    Object.assign(state(), { zoom: 1, x: 0.5, y: 0.5 });
    show();
  }

  const zooms = {
    in: () => zoomTo(state().zoom * STEP),
    out: () => zoomTo(state().zoom / STEP),
    fit,
    pixels: () => zoomTo(onePixel()),
  };
  const keys = {
    "+": zooms.in,
    "=": zooms.in,
    "-": zooms.out,
    0: zooms.fit,
    1: zooms.pixels,
    ArrowUp: () => pan(0, -PAN),
    ArrowDown: () => pan(0, PAN),
  };
  const sideways = { ArrowLeft: () => pan(-PAN, 0), ArrowRight: () => pan(PAN, 0) };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isSlider = event.currentTarget.matches("img-comparison-slider");
    const move = sideways[event.key];
    const act = move && isSlider && !event.shiftKey ? undefined : move || keys[event.key];
    if (!act) return;
    act();
    event.preventDefault();
    event.stopImmediatePropagation(); // else the slider would take the arrow, too
  }

  function onWheel(event) {
    if (!event.ctrlKey && document.activeElement !== event.currentTarget) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const factor = STEP ** -clamp(event.deltaY / 100, -1, 1);
    const x = (event.clientX - box.left) / box.width;
    zoomTo(state().zoom * factor, x, (event.clientY - box.top) / box.height);
  }

  function onHandle(slider, event) {
    const box = slider.handleElement && slider.handleElement.getBoundingClientRect();
    return box && event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
  }

  function onPress(event) {
    const port = event.currentTarget;
    if (event.button !== 0 || onHandle(port, event)) return;
    if (event.pointerType === "touch" && state().zoom <= 1) return;
    port.focus({ preventScroll: true });
    port.setPointerCapture(event.pointerId);
    port.classList.add("held");
    let { clientX, clientY } = event;
    const move = (moved) => {
      pan((clientX - moved.clientX) / port.clientWidth, (clientY - moved.clientY) / port.clientHeight);
      ({ clientX, clientY } = moved);
    };
    const release = () => {
      port.classList.remove("held");
      port.removeEventListener("pointermove", move);
    };
    port.addEventListener("pointermove", move);
    port.addEventListener("lostpointercapture", release, { once: true });
  }

  // The component is a slider to the eye and to the keyboard; this tells it to a screen reader.
  function describe(slider) {
    const tell = () => {
      const share = Math.round(slider.value);
      slider.setAttribute("aria-valuenow", share);
      slider.setAttribute("aria-valuetext", `${share} % original`);
    };
    slider.setAttribute("role", "slider");
    slider.setAttribute("aria-label", slider.dataset.label);
    slider.setAttribute("aria-valuemin", 0);
    slider.setAttribute("aria-valuemax", 100);
    slider.addEventListener("slide", tell);
    tell();
  }

  function choose(name) {
    view = name;
    for (const part of document.querySelectorAll("[data-view]")) {
      part.hidden = part.dataset.view !== name;
    }
    show();
  }

  function copy(button) {
    const text = document.getElementById(button.dataset.of);
    const done = () => { button.textContent = "Copied"; };
    const select = () => {
      getSelection().selectAllChildren(text);
      if (document.execCommand("copy")) done();
    };
    if (!navigator.clipboard) return select();
    return navigator.clipboard.writeText(text.textContent).then(done, select);
  }

  function theme(button) {
    const isDark = () => (root.dataset.theme
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const tell = () => button.setAttribute("aria-pressed", isDark());
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      tell();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
    tell();
  }

  for (const picture of document.querySelectorAll("[data-original]")) {
    picture.src = document.getElementById(`original-${picture.dataset.original}`).src;
  }
  for (const slider of document.querySelectorAll("img-comparison-slider")) describe(slider);
  for (const port of document.querySelectorAll(".port")) {
    port.addEventListener("keydown", onKey, { capture: true });
    port.addEventListener("wheel", onWheel, { passive: false });
    port.addEventListener("pointerdown", onPress);
  }
  for (const pair of document.querySelectorAll(".pair")) {
    states.set(pair.dataset.view, { zoom: 1, x: 0.5, y: 0.5 });
  }
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", zooms[button.dataset.zoom]);
  }
  for (const radio of document.querySelectorAll("input[name=view]")) {
    radio.checked = radio.value === view;
    radio.addEventListener("change", () => choose(radio.value));
  }
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  theme(document.getElementById("theme"));
  toolbar.hidden = false;
  document.getElementById("scriptless").hidden = true;
  addEventListener("resize", show);
  choose(view);
})();
