// Taking it elsewhere: files, the command line, Python, a link.

import * as api from "./api.js";
import { handle } from "./connection.js";
import { desk, images, settings } from "./state.js";
import { toQuery } from "./settings.js";
import { toast } from "./status.js";

const $ = (id) => document.getElementById(id);

export async function download(what, extra = {}) {
  const image = images.shown;
  if (image === null) return;
  const query = toQuery(settings());
  for (const [name, value] of Object.entries(extra)) query.set(name, value);
  document.body.classList.add("waiting");
  toast("Writing the file …");
  try {
    const { name, blob } = await api.download(image.id, what, query);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    const size = blob.size < 1e6 ? `${(blob.size / 1000).toFixed(1)} kB` : `${(blob.size / 1e6).toFixed(2)} MB`;
    toast(`${name}: ${size}`);
  } catch (error) {
    if (error instanceof api.Stopped) handle(error);
    else toast(error.message);
  }
  document.body.classList.remove("waiting");
}
$("download").addEventListener("click", () => download("file"));
$("download-palette").addEventListener("click", () => download("palette", { as: $("palette-format").value }));
$("report").addEventListener("click", () => download("report"));
$("download-mask").addEventListener("click", () => download("mask"));
$("spell").addEventListener("click", () => {
  if (desk.told === null) return toast("In a moment: the picture is not at rest yet.");
  $("command").textContent = desk.told.command;
  $("python").textContent = desk.told.python;
  return $("spelled").showModal();
});
$("share").addEventListener("click", () => copy(location.href, "The link is copied: it holds the settings, not the image."));
for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", () => copy($(button.dataset.of).textContent, "Copied."));
}
function copy(text, message) {
  navigator.clipboard.writeText(text).then(() => toast(message), () => toast("The browser does not let the page copy."));
}
