// Converts settings to and from query strings. The server validates them.

export const DEFAULTS = {
  n: 64,
  effort: "balanced",
  space: "srgb",
  dither: "auto",
  strength: null,
  target: "none",
  limit: null,
  sort: "given",
  lock: [],
  shared: false,
  format: "png",
};

const NUMBERS = ["n", "strength", "limit"];

export function toQuery(settings) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || !(name in DEFAULTS)) continue;
    if (name === "lock") {
      if (value.length) query.set(name, value.join(","));
    } else if (name === "shared") {
      if (value) query.set(name, "1");
    } else query.set(name, value);
  }
  return query;
}

export function fromQuery(query) {
  const settings = { ...DEFAULTS };
  for (const [name, value] of query) {
    if (!(name in DEFAULTS)) continue;
    if (name === "lock") settings.lock = value.split(",").filter((color) => /^[0-9a-f]{6,8}$/.test(color));
    else if (name === "shared") settings.shared = value === "1";
    else if (NUMBERS.includes(name)) settings[name] = Number.isFinite(+value) ? +value : DEFAULTS[name];
    else settings[name] = value;
  }
  return settings;
}

// Returns a color of 3 or 4 channels as hexadecimal digits; opaque colors have no alpha.
export const toHex = (color) =>
  color.slice(0, color[3] === undefined || color[3] === 255 ? 3 : 4)
    .map((channel) => channel.toString(16).padStart(2, "0"))
    .join("");
