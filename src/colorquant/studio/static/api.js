// Requests to the studio. The token comes in the address once and is kept for other tabs.

const KEPT = "colorquant-studio-token";
const PAGE = crypto.randomUUID();

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Stopped extends Error {}

export function takeToken() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get("token");
  if (token === null) return;
  localStorage.setItem(KEPT, token);
  hash.delete("token");
  history.replaceState(null, "", `#${hash}`);
}

async function ask(method, path, { query, ...options } = {}) {
  const address = query ? `${path}?${query}` : path;
  const headers = { "x-studio-token": localStorage.getItem(KEPT) ?? "" };
  let response;
  try {
    response = await fetch(address, { method, headers, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Stopped("the studio has stopped");
  }
  if (response.ok) return response;
  const told = await response.json().catch(() => ({ message: response.statusText }));
  throw new Refusal(response.status, told.message);
}

const ofPage = `/api/pages/${PAGE}`;
const ofImage = (image, rest = "") => `${ofPage}/images/${image}${rest}`;

export const given = async () => (await ask("GET", "/api/given")).json();
export const givenFile = async (number) => (await ask("GET", `/api/given/${number}`)).blob();
export const hear = async () => (await ask("POST", ofPage)).json();
export const leave = () => ask("DELETE", ofPage, { keepalive: true }).catch(() => {});

export async function putImage(id, name, file) {
  const query = new URLSearchParams({ name });
  return (await ask("PUT", ofImage(id), { query, body: file })).json();
}
export const dropImage = (id) => ask("DELETE", ofImage(id));

export function putMask(id, mask) {
  if (mask === null) return ask("DELETE", ofImage(id, "/mask"));
  const { width, height } = mask;
  const query = new URLSearchParams({ width, height });
  return ask("PUT", ofImage(id, "/mask"), { query, body: mask.levels });
}

export async function look(id, what, query, signal) {
  const response = await ask("GET", ofImage(id, `/${what}`), { query, signal });
  const data = await response.arrayBuffer();
  const length = new DataView(data).getUint32(0, true);
  const told = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
  const pixels = new Uint8ClampedArray(data, 4 + length);
  const canvas = new OffscreenCanvas(told.width, told.height);
  canvas.getContext("2d").putImageData(new ImageData(pixels, told.width, told.height), 0, 0);
  return { ...told, canvas };
}

export async function download(id, what, query) {
  const response = await ask("GET", ofImage(id, `/${what}`), { query });
  const name = decodeURIComponent(response.headers.get("x-file-name"));
  return { name, blob: await response.blob() };
}
