// Makes the report interactive: synchronized zoom and pan, views, copy buttons and the dark theme.
"use strict";
(() => {
  const ZOOM_STEP = 1.25;
  const MAX_PIXEL_SIZE = 64; // CSS pixels per image pixel
  const PAN_STEP = 0.1; // of the visible width or height
  const root = document.documentElement;
  const toolbar = document.getElementById("toolbar");
  const zoomLabel = document.getElementById("zoom");
  const viewStates = new Map(); // view -> {zoom, x, y}: zoom 1 fits; x and y are the center, 0 to 1
  let currentView = "whole";

  const pairsOf = (name) => document.querySelectorAll(`.pair[data-view="${name}"]`);
  const getState = () => viewStates.get(currentView);
  const clamp = (value, min, max) => Math.max(min, Math.min(max, value));

  // Returns the zoom that shows one image pixel as one screen pixel.
  function actualSizeZoom() {
    const pair = pairsOf(currentView)[0];
    const { width } = pair.querySelector(".port").getBoundingClientRect();
    return pair.dataset.width / (width || 1) / (window.devicePixelRatio || 1);
  }

  function clampZoom(zoom) {
    const actualSize = actualSizeZoom();
    return clamp(zoom, Math.min(1, actualSize), Math.max(1, actualSize * MAX_PIXEL_SIZE));
  }

  // Applies the zoom and center of the current view to all its images, through CSS variables.
  function update() {
    const actualSize = actualSizeZoom();
    const state = getState();
    state.zoom = clampZoom(state.zoom);
    const margin = Math.min(0.5, 0.5 / state.zoom);
    state.x = clamp(state.x, margin, 1 - margin);
    state.y = clamp(state.y, margin, 1 - margin);
    for (const pair of pairsOf(currentView)) {
      pair.style.setProperty("--zoom", state.zoom);
      pair.style.setProperty("--x", `${50 - 100 * state.zoom * state.x}%`);
      pair.style.setProperty("--y", `${50 - 100 * state.zoom * state.y}%`);
      pair.classList.toggle("magnified", state.zoom >= actualSize);
    }
    const percent = (100 * state.zoom) / actualSize;
    zoomLabel.textContent = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
  }

  // Keeps the point at the anchor (0 to 1 of the width and height) in place.
  function zoomTo(zoom, anchorX = 0.5, anchorY = 0.5) {
    const state = getState();
    const previousZoom = state.zoom;
    state.zoom = clampZoom(zoom);
    state.x += (anchorX - 0.5) * (1 / previousZoom - 1 / state.zoom);
    state.y += (anchorY - 0.5) * (1 / previousZoom - 1 / state.zoom);
    update();
  }

  // The distances are shares of the visible width and height.
  function pan(x, y) {
    const state = getState();
    state.x += x / state.zoom;
    state.y += y / state.zoom;
    update();
  }

  function fit() {
    Object.assign(getState(), { zoom: 1, x: 0.5, y: 0.5 });
    update();
  }

  const zoomActions = {
    in: () => zoomTo(getState().zoom * ZOOM_STEP),
    out: () => zoomTo(getState().zoom / ZOOM_STEP),
    fit,
    pixels: () => zoomTo(actualSizeZoom()),
  };
  const keyActions = {
    "+": zoomActions.in,
    "=": zoomActions.in,
    "-": zoomActions.out,
    0: zoomActions.fit,
    1: zoomActions.pixels,
    ArrowUp: () => pan(0, -PAN_STEP),
    ArrowDown: () => pan(0, PAN_STEP),
    ArrowLeft: () => pan(-PAN_STEP, 0),
    ArrowRight: () => pan(PAN_STEP, 0),
  };

  function onKeyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isSlider = event.currentTarget.matches("img-comparison-slider");
    const movesHandle = isSlider && !event.shiftKey && ["ArrowLeft", "ArrowRight"].includes(event.key);
    const action = keyActions[event.key];
    if (!action || movesHandle) return;
    action();
    event.preventDefault();
    event.stopImmediatePropagation(); // otherwise the slider would handle the arrow key, too
  }

  function onWheel(event) {
    if (!event.ctrlKey && document.activeElement !== event.currentTarget) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const factor = ZOOM_STEP ** -clamp(event.deltaY / 100, -1, 1);
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    zoomTo(getState().zoom * factor, x, y);
  }

  function isOnHandle(slider, event) {
    const box = slider.handleElement && slider.handleElement.getBoundingClientRect();
    return box && event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
  }

  // Pans until the pointer is released.
  function onPointerDown(event) {
    const viewport = event.currentTarget;
    if (event.button !== 0 || isOnHandle(viewport, event)) return;
    if (event.pointerType === "touch" && getState().zoom <= 1) return; // scrolls the page
    viewport.focus({ preventScroll: true });
    viewport.setPointerCapture(event.pointerId);
    viewport.classList.add("dragging");
    let { clientX, clientY } = event;
    const onMove = (moveEvent) => {
      const x = (clientX - moveEvent.clientX) / viewport.clientWidth;
      const y = (clientY - moveEvent.clientY) / viewport.clientHeight;
      pan(x, y);
      ({ clientX, clientY } = moveEvent);
    };
    const onEnd = () => {
      viewport.classList.remove("dragging");
      viewport.removeEventListener("pointermove", onMove);
    };
    viewport.addEventListener("pointermove", onMove);
    viewport.addEventListener("lostpointercapture", onEnd, { once: true });
  }

  // Adds the ARIA attributes of a slider, which the component lacks.
  function addAria(slider) {
    const updateValue = () => {
      const percent = Math.round(slider.value);
      slider.setAttribute("aria-valuenow", percent);
      slider.setAttribute("aria-valuetext", `${percent}% original`);
    };
    slider.setAttribute("role", "slider");
    slider.setAttribute("aria-label", slider.dataset.label);
    slider.setAttribute("aria-valuemin", 0);
    slider.setAttribute("aria-valuemax", 100);
    slider.addEventListener("slide", updateValue);
    updateValue();
  }

  function showView(name) {
    currentView = name;
    for (const element of document.querySelectorAll("[data-view]")) {
      element.hidden = element.dataset.view !== name;
    }
    update();
  }

  function copy(button) {
    const source = document.getElementById(button.dataset.of);
    const confirmCopy = () => { button.textContent = "Copied"; };
    const copySelection = () => { // works without the clipboard API
      getSelection().selectAllChildren(source);
      if (document.execCommand("copy")) confirmCopy();
    };
    if (!navigator.clipboard) return copySelection();
    return navigator.clipboard.writeText(source.textContent).then(confirmCopy, copySelection);
  }

  function startThemeButton(button) {
    const systemTheme = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme || (systemTheme.matches ? "dark" : "light")) === "dark";
    const updateButton = () => button.setAttribute("aria-pressed", isDark());
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      updateButton();
    });
    systemTheme.addEventListener("change", updateButton);
    updateButton();
  }

  // The page contains each original once; copy it to all places that show it.
  for (const image of document.querySelectorAll("[data-original]")) {
    image.src = document.getElementById(`original-${image.dataset.original}`).src;
  }
  for (const slider of document.querySelectorAll("img-comparison-slider")) addAria(slider);
  for (const viewport of document.querySelectorAll(".port")) {
    viewport.addEventListener("keydown", onKeyDown, { capture: true });
    viewport.addEventListener("wheel", onWheel, { passive: false });
    viewport.addEventListener("pointerdown", onPointerDown);
  }
  for (const pair of document.querySelectorAll(".pair")) {
    viewStates.set(pair.dataset.view, { zoom: 1, x: 0.5, y: 0.5 });
  }
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", zoomActions[button.dataset.zoom]);
  }
  for (const radio of document.querySelectorAll("input[name=view]")) {
    radio.checked = radio.value === currentView;
    radio.addEventListener("change", () => showView(radio.value));
  }
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  startThemeButton(document.getElementById("theme"));
  toolbar.hidden = false;
  document.getElementById("scriptless").hidden = true;
  addEventListener("resize", update);
  showView(currentView);
})();
