// Exports: file downloads, the command and Python code, and the link.

import * as api from "./api.js";
import { handleError } from "./connection.js";
import { toQuery } from "./settings.js";
import { currentSettings, images, state } from "./state.js";
import { showToast } from "./status.js";

const $ = (id) => document.getElementById(id);
const REVOKE_DELAY = 60_000; // milliseconds

export async function download(kind, extraQuery = {}) {
  const image = images.current;
  if (image === null) return;
  const query = toQuery(currentSettings());
  for (const [name, value] of Object.entries(extraQuery)) query.set(name, value);
  document.body.classList.add("waiting");
  showToast("Preparing the file…");
  try {
    const { name, blob } = await api.downloadFile(image.id, kind, query);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_DELAY);
    showToast(`${name}: ${formatFileSize(blob.size)}`);
  } catch (error) {
    if (error instanceof api.ServerStopped) handleError(error);
    else showToast(error.message);
  }
  document.body.classList.remove("waiting");
}

const formatFileSize = (bytes) =>
  bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;

function copy(text, message) {
  navigator.clipboard.writeText(text).then(
    () => showToast(message),
    () => showToast("The browser blocked access to the clipboard."),
  );
}

$("download").addEventListener("click", () => download("file"));
$("download-palette").addEventListener("click", () => download("palette", { as: $("palette-format").value }));
$("report").addEventListener("click", () => download("report"));
$("download-mask").addEventListener("click", () => download("mask"));
$("spell").addEventListener("click", () => {
  if (state.finalResult === null) return showToast("The result is not ready yet. Try again in a moment.");
  $("command").textContent = state.finalResult.command;
  $("python").textContent = state.finalResult.python;
  return $("spelled").showModal();
});
$("share").addEventListener("click", () => copy(location.href, "Link copied. It contains the settings, not the image."));
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", () => copy($(button.dataset.of).textContent, "Copied."));
}
