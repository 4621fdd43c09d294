// What the page says: the line of numbers, a short note, and a banner that stays.

const $ = (id) => document.getElementById(id);

export const count = (n) => `${n} ${n === 1 ? "color" : "colors"}`;

export function tell(text) {
  $("numbers").textContent = text;
  $("numbers").classList.remove("wrong");
}

export function tellTrouble(message) {
  const isName = message.split(" ")[0].includes("."); // of a file
  $("numbers").textContent = isName ? message : message.charAt(0).toUpperCase() + message.slice(1);
  $("numbers").classList.add("wrong");
}

export function tellResult({ palette, psnr, optimal }, atRest) {
  const parts = [count(palette.length)];
  if (atRest) parts.push(psnr === null ? "lossless" : `PSNR ${psnr.toFixed(1)} dB`);
  if (atRest && optimal && psnr !== null) parts.push("proven optimal");
  tell(parts.join("  ·  "));
  $("tag-n").textContent = count(palette.length);
}

export function tellErrors({ palette, mean, worst }) {
  tell(`${count(palette.length)}  ·  in view, mean ΔE ${mean.toFixed(2)}, worst ${worst.toFixed(1)}`);
}

let toasted = 0;
export function toast(message) {
  clearTimeout(toasted);
  $("toast").textContent = message;
  $("toast").hidden = false;
  toasted = setTimeout(() => ($("toast").hidden = true), 4000);
}

export function banner(message) {
  $("banner").hidden = message === null;
  $("banner").textContent = message ?? "";
}

export function busy(isBusy) {
  $("busy").hidden = !isBusy;
  $("stage").setAttribute("aria-busy", String(isBusy));
}
