import { colourRamp, normalFromHeight, occlusionFromHeight, packOrm, rgb, type TextureSet } from "./maps.ts";
import { hash, perlin } from "./noise.ts";

export interface KnitOptions {
  /** Stitches across and rows down the tile. */
  columns?: number;
  rows?: number;
  tileMetres?: number | readonly [number, number];
  /** sRGB of the hollows and the yarn; leave white to tint by the material. */
  deep?: string;
  yarn?: string;
  /** Every second column turned to its back: ribbing. */
  rib?: boolean;
  roughness?: number;
  /** How much the stitches differ in tone, 0..1: a mélange yarn from about 0.2. */
  melange?: number;
  seed?: number;
  size?: number;
}

/** Stocking stitch: columns of interlocking V shapes of twisted yarn. */
export function knit(options: KnitOptions = {}): TextureSet {
  const { columns = 32, rows = 40, tileMetres = 0.1, deep = "#8b857d", yarn = "#ffffff", rib = false, roughness = 0.92, melange = 0.08, seed = 1, size = 1024 } = options;
  const tile = typeof tileMetres === "number" ? tileMetres : tileMetres[0];
  const n = size * size, height = new Float32Array(n), tone = new Float32Array(n).fill(0.15);
  const fibre = perlin(size, { seed, fx: 220, octaves: 2, gain: 0.8 });
  const cw = size / columns, ch = size / rows, pitch = tile / columns;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < columns; col++) {
      const back = rib && col % 2 === 1;
      for (const side of [-1, 1]) {
        const jx = (hash(col * 2 + side, row, seed) - 0.5) * cw * 0.07, jy = (hash(col * 2 + side, row, seed + 1) - 0.5) * ch * 0.1;
        const cx = (col + 0.5 + side * 0.25) * cw + jx, cy = (row + 0.5) * ch + jy;
        const lean = (side * (back ? -0.9 : 1)) * 0.52;
        const c = Math.cos(lean), s = Math.sin(lean);
        const ra = ch * 0.92, rb = cw * 0.27;
        const reach = Math.ceil(Math.max(ra, rb));
        const mine = (hash(col, row, seed + 2) - 0.5) * melange;
        for (let dy = -reach; dy <= reach; dy++) {
          for (let dx = -reach; dx <= reach; dx++) {
            const a = (-dx * s + dy * c) / ra, b = (dx * c + dy * s) / rb;
            const q = a * a + b * b;
            if (q >= 1) continue;
            const i = ((Math.round(cy) + dy + size) % size) * size + ((Math.round(cx) + dx + size) % size);
            const z = Math.sqrt(1 - q);
            // the lower end of each stitch slips under the next row
            const h = (z * 0.34 - a * 0.16 - (back ? 0.2 : 0)) * pitch + pitch * 0.2;
            if (h <= height[i]!) continue;
            const twist = Math.sin(a * 9 + b * 2.6 * side);
            height[i] = h + twist * pitch * 0.022;
            tone[i] = 0.5 + z * 0.42 + twist * 0.05 + mine - (back ? 0.12 : 0);
          }
        }
      }
    }
  }
  for (let i = 0; i < n; i++) {
    height[i]! += fibre[i]! * pitch * 0.025;
    tone[i]! += fibre[i]! * 0.06;
  }
  return {
    tileMetres,
    albedo: colourRamp(size, tone, [rgb(deep), rgb(yarn)]),
    normal: normalFromHeight(height, size, tileMetres, 0.85),
    orm: packOrm(size, occlusionFromHeight(height, size, pitch * 0.6, Math.round(cw / 3)), roughness),
  };
}
