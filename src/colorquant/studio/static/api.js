// Sends requests to the studio's server. The address passes the token once; other tabs reuse it.

const TOKEN_KEY = "colorquant-studio-token";
const PAGE_ID = crypto.randomUUID();

// The server answered with an error.
export class RequestError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// The server did not answer.
export class ServerStopped extends Error {}

export function storeToken() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const token = hash.get("token");
  if (token === null) return;
  localStorage.setItem(TOKEN_KEY, token);
  hash.delete("token");
  history.replaceState(null, "", `#${hash}`);
}

async function request(method, path, { query, ...options } = {}) {
  const url = query ? `${path}?${query}` : path;
  const headers = { "x-studio-token": localStorage.getItem(TOKEN_KEY) ?? "" };
  let response;
  try {
    response = await fetch(url, { method, headers, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerStopped("the studio has stopped");
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => ({ message: response.statusText }));
  throw new RequestError(response.status, body.message);
}

const pageUrl = `/api/pages/${PAGE_ID}`;
const imageUrl = (id, rest = "") => `${pageUrl}/images/${id}${rest}`;

// The options for the controls, and the names of the files from the command line.
export const getInitialData = async () => (await request("GET", "/api/given")).json();
export const getInitialFile = async (index) => (await request("GET", `/api/given/${index}`)).blob();

// Tells the server that the page is still open; returns the ids of the images that it holds.
export const sendHeartbeat = async () => (await request("POST", pageUrl)).json();
export const closePage = () => request("DELETE", pageUrl, { keepalive: true }).catch(() => {});

export async function uploadImage(id, name, file) {
  const query = new URLSearchParams({ name });
  return (await request("PUT", imageUrl(id), { query, body: file })).json();
}
export const deleteImage = (id) => request("DELETE", imageUrl(id));

export function uploadMask(id, mask) {
  if (mask === null) return request("DELETE", imageUrl(id, "/mask"));
  const { width, height } = mask;
  const query = new URLSearchParams({ width, height });
  return request("PUT", imageUrl(id, "/mask"), { query, body: mask.levels });
}

// Returns the pixels of a view as a canvas, with the metadata sent along with them. The response
// is the length of the metadata (32 bits, little-endian), the metadata as JSON, then RGBA pixels.
export async function fetchView(id, kind, query, signal) {
  const response = await request("GET", imageUrl(id, `/${kind}`), { query, signal });
  const data = await response.arrayBuffer();
  const length = new DataView(data).getUint32(0, true);
  const metadata = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
  const pixels = new Uint8ClampedArray(data, 4 + length);
  const canvas = new OffscreenCanvas(metadata.width, metadata.height);
  canvas.getContext("2d").putImageData(new ImageData(pixels, metadata.width, metadata.height), 0, 0);
  return { ...metadata, canvas };
}

export async function downloadFile(id, kind, query) {
  const response = await request("GET", imageUrl(id, `/${kind}`), { query });
  const name = decodeURIComponent(response.headers.get("x-file-name"));
  return { name, blob: await response.blob() };
}
