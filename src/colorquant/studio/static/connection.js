// The studio may be stopped and started again; the page waits, sends its images and goes on.

import * as api from "./api.js";
import { follower, images } from "./state.js";
import { banner, tellTrouble } from "./status.js";

const HEARTBEAT = 15_000; // milliseconds
const RETRY = 1_500;
const STOPPED = "The studio has stopped. This page goes on when it is started again: colorquant studio";
const ANEW = "The studio was started anew: open the address that it printed, and this page goes on, too.";

let isLost = false;
const again = new Set(); // what else is done when it is back

export const onceBack = (act) => again.add(act);

// Whatever went wrong with a request, when nobody else has to do with it.
export function handle(error) {
  if (error instanceof api.Stopped) lost(STOPPED);
  else if (error.status === 404 || error.status === 403) reconnect();
  else tellTrouble(error.message);
}

function lost(message) {
  banner(message);
  if (isLost) return;
  isLost = true;
  setTimeout(reconnect, RETRY);
}

async function reconnect() {
  try {
    const { images: held } = await api.hear();
    const restored = await images.restore(held);
    banner(null);
    if (!isLost && !restored) return;
    isLost = false;
    for (const act of again) act();
    follower.rested();
  } catch (error) {
    isLost = false;
    if (error instanceof api.Stopped) lost(STOPPED);
    else lost(error.status === 403 ? ANEW : error.message);
  }
}

export function stayConnected() {
  setInterval(() => isLost || reconnect(), HEARTBEAT);
  window.addEventListener("pagehide", () => api.leave());
  window.addEventListener("pageshow", (event) => event.persisted && reconnect());
}
