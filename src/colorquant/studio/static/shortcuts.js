// Keys for the whole page; where text is typed they type.

const typing = (target) =>
  target.closest?.("input:not([type=range]):not([type=radio]):not([type=checkbox]), select, textarea, dialog, [popover]");

export function listenToKeys(stage, acts) {
  const split = document.getElementById("split");
  const onStage = () => document.activeElement === split;
  window.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const key = event.key.toLowerCase();
      if (typing(event.target)) return;
      if (key === "z") (event.shiftKey ? acts.redo : acts.undo)();
      else if (key === "y") acts.redo();
      else return;
      event.preventDefault();
      return;
    }
    if (event.altKey || typing(event.target)) return;
    const act = acts.keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  // On the picture, before the divider gets them.
  split.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (event.key === " ") {
      event.preventDefault();
      acts.space(true, event.repeat);
    } else if (step && stage.tool === "paint") acts.moveBrush(...step.map((each) => each * 12));
    else if (step && event.shiftKey) acts.pan(...step.map((each) => each * -40));
    else if (step && !stage.room.matches("[data-look=split]")) acts.moveCross(...step.map((each) => each * 12));
    else return;
    if (step) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
  split.addEventListener("keyup", (event) => {
    if (event.key === " " && onStage()) acts.space(false, false);
  });
}
