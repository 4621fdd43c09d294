// Keyboard shortcuts for the whole page and for the image viewer.

const CROSSHAIR_STEP = 12; // CSS pixels
const PAN_STEP = 40;
const TEXT_FIELDS = "input:not([type=range]):not([type=radio]):not([type=checkbox]), select, textarea";

// Where keys have a meaning of their own.
const usesKeys = (target) => target.closest?.(`${TEXT_FIELDS}, dialog, [popover]`);

export function startShortcuts(viewer, actions) {
  const slider = document.getElementById("split");
  window.addEventListener("keydown", (event) => {
    if (usesKeys(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) onCtrlKey(event, actions);
    else if (!event.altKey) onKey(event, actions);
  });
  // In the capture phase, before the slider handles the arrow keys.
  slider.addEventListener("keydown", (event) => onViewerKey(event, viewer, actions), { capture: true });
  slider.addEventListener("keyup", (event) => {
    if (event.key === " " && document.activeElement === slider) actions.onSpaceUp();
  });
}

function onCtrlKey(event, actions) {
  const key = event.key.toLowerCase();
  if (key === "z") (event.shiftKey ? actions.redo : actions.undo)();
  else if (key === "y") actions.redo();
  else return;
  event.preventDefault();
}

function onKey(event, actions) {
  const action = actions.keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function onViewerKey(event, viewer, actions) {
  if (event.key === " ") {
    event.preventDefault();
    actions.onSpaceDown(event.repeat);
    return;
  }
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const direction = directions[event.key];
  if (!direction) return;
  const [x, y] = direction;
  if (viewer.tool === "paint") actions.moveBrush(x * CROSSHAIR_STEP, y * CROSSHAIR_STEP);
  else if (event.shiftKey) actions.pan(-x * PAN_STEP, -y * PAN_STEP);
  else if (viewer.mode !== "split") actions.moveCrosshair(x * CROSSHAIR_STEP, y * CROSSHAIR_STEP);
  else return; // the slider moves the divider
  event.preventDefault();
  event.stopImmediatePropagation();
}
