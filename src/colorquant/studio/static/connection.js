// Reconnects to the studio's server after it was restarted, and uploads the images again.

import * as api from "./api.js";
import { images, preview } from "./state.js";
import { hideBanner, showBanner, showError } from "./status.js";

const HEARTBEAT_INTERVAL = 15_000; // milliseconds
const RETRY_DELAY = 1_500;
const STOPPED = "The studio has stopped. Start it again to continue: colorquant studio";
const RESTARTED = "The studio was restarted. Open the address that it printed to continue here.";

let isDisconnected = false;
const reconnectCallbacks = new Set();

export const onReconnect = (callback) => reconnectCallbacks.add(callback);

// The default handling of an error from a request.
export function handleError(error) {
  if (error instanceof api.ServerStopped) connectionLost(STOPPED);
  else if (error.status === 404 || error.status === 403) reconnect();
  else showError(error.message);
}

function connectionLost(message) {
  showBanner(message);
  if (isDisconnected) return;
  isDisconnected = true;
  setTimeout(reconnect, RETRY_DELAY);
}

async function reconnect() {
  try {
    const { images: serverIds } = await api.sendHeartbeat();
    const hasUploaded = await images.uploadMissing(serverIds);
    hideBanner();
    if (!isDisconnected && !hasUploaded) return;
    isDisconnected = false;
    for (const callback of reconnectCallbacks) callback();
    preview.requestFinal();
  } catch (error) {
    isDisconnected = false;
    if (error instanceof api.ServerStopped) connectionLost(STOPPED);
    else connectionLost(error.status === 403 ? RESTARTED : error.message);
  }
}

export function startHeartbeat() {
  setInterval(() => isDisconnected || reconnect(), HEARTBEAT_INTERVAL);
  window.addEventListener("pagehide", () => api.closePage());
  window.addEventListener("pageshow", (event) => event.persisted && reconnect());
}
