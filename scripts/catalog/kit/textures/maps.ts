/** A square image of `size`² RGB bytes, row by row from the top. */
export interface PixelMap {
  size: number;
  data: Uint8Array;
}

/**
 * The maps of one physical surface. `albedo` is sRGB, `normal` tangent space (+Y up), `orm` holds occlusion,
 * roughness and metallic in R, G, B as glTF packs them. All tile; the tile measures `tileMetres` in u and v.
 */
export interface TextureSet {
  albedo?: PixelMap;
  normal?: PixelMap;
  orm?: PixelMap;
  tileMetres: number | readonly [number, number];
}

export type Rgb = readonly [number, number, number];

/** "#rrggbb" as sRGB bytes. */
export function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`colour "${hex}" is not of the form #rrggbb`);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** "#rrggbb" as linear factors 0..1, as glTF's factors want them. */
export function linear(hex: string): [number, number, number] {
  return rgb(hex).map((c) => (c <= 10.31475 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
}

const clamp = (v: number, low = 0, high = 1): number => (v < low ? low : v > high ? high : v);
export const smoothstep = (a: number, b: number, v: number): number => {
  const t = clamp((v - a) / (b - a));
  return t * t * (3 - 2 * t);
};
export { clamp };

/** A normal map from heights in metres over a tile of `tileMetres`. */
export function normalFromHeight(height: Float32Array, size: number, tileMetres: number | readonly [number, number], strength = 1): PixelMap {
  const [tu, tv] = typeof tileMetres === "number" ? [tileMetres, tileMetres] : tileMetres;
  const kx = (strength * size) / (2 * tu), ky = (strength * size) / (2 * tv);
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    const up = ((y + size - 1) % size) * size, down = ((y + 1) % size) * size, row = y * size;
    for (let x = 0; x < size; x++) {
      const nx = (height[row + ((x + size - 1) % size)]! - height[row + ((x + 1) % size)]!) * kx;
      const ny = (height[down + x]! - height[up + x]!) * ky;
      const l = 127.5 / Math.sqrt(nx * nx + ny * ny + 1);
      const o = (row + x) * 3;
      data[o] = 127.5 + nx * l + 0.5;
      data[o + 1] = 127.5 + ny * l + 0.5;
      data[o + 2] = 127.5 + l;
    }
  }
  return { size, data };
}

/** A field blurred over a tiling square of (2 × radius + 1)² pixels. */
export function boxBlur(field: Float32Array, size: number, radius: number): Float32Array {
  const pass = new Float32Array(field.length), out = new Float32Array(field.length);
  const n = 2 * radius + 1;
  for (let y = 0; y < size; y++) {
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += field[y * size + ((k + size) % size)]!;
    for (let x = 0; x < size; x++) {
      pass[y * size + x] = sum / n;
      sum += field[y * size + ((x + radius + 1) % size)]! - field[y * size + ((x - radius + size) % size)]!;
    }
  }
  for (let x = 0; x < size; x++) {
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += pass[((k + size) % size) * size + x]!;
    for (let y = 0; y < size; y++) {
      out[y * size + x] = sum / n;
      sum += pass[((y + radius + 1) % size) * size + x]! - pass[((y - radius + size) % size) * size + x]!;
    }
  }
  return out;
}

/** Occlusion 0..1 of a height field: how far a point lies below its surroundings; `depth` metres darken fully. */
export function occlusionFromHeight(height: Float32Array, size: number, depth: number, radius = 6): Float32Array {
  const around = boxBlur(height, size, radius);
  const out = new Float32Array(height.length);
  for (let i = 0; i < out.length; i++) out[i] = 1 - clamp((around[i]! - height[i]!) / depth) * 0.85;
  return out;
}

/** Packs occlusion, roughness and metallic (fields or constants, 0..1). */
export function packOrm(size: number, occlusion: Float32Array | number, roughness: Float32Array | number, metallic: Float32Array | number = 0): PixelMap {
  const data = new Uint8Array(size * size * 3);
  const put = (channel: number, f: Float32Array | number) => {
    for (let i = 0; i < size * size; i++) data[i * 3 + channel] = clamp(typeof f === "number" ? f : f[i]!) * 255 + 0.5;
  };
  put(0, occlusion);
  put(1, roughness);
  put(2, metallic);
  return { size, data };
}

/** An albedo running through `stops` colours by `field` (0..1), then darkened by `shade` (1 leaves as is). */
export function colourRamp(size: number, field: Float32Array, stops: readonly Rgb[], shade?: Float32Array): PixelMap {
  const data = new Uint8Array(size * size * 3);
  const last = stops.length - 1;
  for (let i = 0; i < size * size; i++) {
    const t = clamp(field[i]!) * last;
    const k = Math.min(last - 1, Math.floor(t));
    const f = last === 0 ? 0 : t - k;
    const a = stops[Math.max(0, k)]!, b = stops[Math.min(last, k + 1)]!;
    const s = shade ? shade[i]! : 1;
    for (let c = 0; c < 3; c++) data[i * 3 + c] = clamp((a[c]! + (b[c]! - a[c]!) * f) * s, 0, 255);
  }
  return { size, data };
}
