// Messages to the user: the status line, toasts, the banner and the busy indicator.

const $ = (id) => document.getElementById(id);

export const colorCount = (n) => `${n} ${n === 1 ? "color" : "colors"}`;

export function showStatus(text) {
  $("numbers").textContent = text;
  $("numbers").classList.remove("wrong");
}

export function showError(message) {
  const startsWithFileName = message.split(" ")[0].includes("."); // keep its case
  $("numbers").textContent = startsWithFileName ? message : message.charAt(0).toUpperCase() + message.slice(1);
  $("numbers").classList.add("wrong");
}

export function showResultStatus({ palette, psnr, optimal }, isFinal) {
  const parts = [colorCount(palette.length)];
  if (isFinal) parts.push(psnr === null ? "lossless" : `PSNR ${psnr.toFixed(1)} dB`);
  if (isFinal && optimal && psnr !== null) parts.push("proven optimal");
  showStatus(parts.join("  ·  "));
  $("tag-n").textContent = colorCount(palette.length);
}

export function showErrorMapStatus({ palette, mean, worst }) {
  showStatus(`${colorCount(palette.length)}  ·  Visible area: mean ΔE ${mean.toFixed(2)}, max ΔE ${worst.toFixed(1)}`);
}

let toastTimer = 0;
export function showToast(message) {
  clearTimeout(toastTimer);
  $("toast").textContent = message;
  $("toast").hidden = false;
  toastTimer = setTimeout(() => ($("toast").hidden = true), 4000);
}

export function showBanner(message) {
  $("banner").textContent = message;
  $("banner").hidden = false;
}

export function hideBanner() {
  $("banner").hidden = true;
  $("banner").textContent = "";
}

export function setBusy(isBusy) {
  $("busy").hidden = !isBusy;
  $("stage").setAttribute("aria-busy", String(isBusy));
}
