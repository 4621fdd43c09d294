// Converts settings to and from query strings. The server validates them.

export const DEFAULTS = {
  n: 256,
  effort: "balanced",
  space: "srgb",
  dither: "auto",
  dither_strength: null,
  target: "none",
  limit: null,
  sort: "none",
  fixed_colors: [],
  shared_palette: false,
  format: "png",
};

// A target and its limit are one option of the server, such as max_bytes=100000.
const TARGETS = ["quality", "max_delta_e", "max_bytes"];
const NUMBERS = ["n", "dither_strength"];

export function toQuery({ target, limit, ...settings }) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(settings)) {
    if (value === null || !(name in DEFAULTS)) continue;
    if (name === "fixed_colors") {
      if (value.length) query.set(name, value.join(","));
    } else if (name === "shared_palette") {
      if (value) query.set(name, "1");
    } else query.set(name, value);
  }
  if (target !== "none") query.set(target, target === "quality" ? `0-${limit}` : limit);
  return query;
}

export function fromQuery(query) {
  const settings = { ...DEFAULTS };
  for (const [name, value] of query) {
    if (TARGETS.includes(name)) {
      const limit = +value.split("-").at(-1);
      if (Number.isFinite(limit)) Object.assign(settings, { target: name, limit });
    } else if (!(name in DEFAULTS) || name === "target" || name === "limit") continue;
    else if (name === "fixed_colors") {
      settings[name] = value.split(",").filter((color) => /^[0-9a-f]{6,8}$/.test(color));
    } else if (name === "shared_palette") settings[name] = value === "1";
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
