import { clamp, colourRamp, normalFromHeight, packOrm, smoothstep, type TextureSet } from "./maps.ts";
import { perlin, worley } from "./noise.ts";

export interface LeatherOptions {
  /** Edge of the tile, metres. */
  tileMetres?: number;
  /** Pebbles across the tile: about 70 for full grain on 0.2 m, 120 for a fine nappa. */
  pebbles?: number;
  roughness?: number;
  /** 0 (smooth nappa) to 1 (shrunken grain). */
  relief?: number;
  seed?: number;
  size?: number;
}

/** Grained leather; a neutral albedo near white (tint with the material's `baseColor`), darker in the creases. */
export function leather({ tileMetres = 0.2, pebbles = 72, roughness = 0.48, relief = 0.5, seed = 1, size = 1024 }: LeatherOptions = {}): TextureSet {
  const wx = perlin(size, { seed, fx: 18, octaves: 2 }), wy = perlin(size, { seed: seed + 1, fx: 18, octaves: 2 });
  const cells = worley(size, pebbles, seed + 2, 0.9, { x: wx, y: wy, amount: 0.8 });
  const fine = worley(size, Math.min(300, pebbles * 3), seed + 3, 1);
  const wrinkle = perlin(size, { seed: seed + 4, fx: 10, octaves: 3 });
  const mottle = perlin(size, { seed: seed + 5, fx: 4, octaves: 4, gain: 0.6 });
  const n = size * size, height = new Float32Array(n), rough = new Float32Array(n), field = new Float32Array(n), occ = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const edge = smoothstep(0, 0.34, cells.f2[i]! - cells.f1[i]!);
    const pore = smoothstep(0.12, 0.02, fine.f1[i]!) * (fine.id[i]! > 0.8 ? 1 : 0);
    const fold = 1 - smoothstep(0, 0.12, Math.abs(wrinkle[i]!)) * 1;
    const h = edge * (0.75 + 0.25 * cells.id[i]!) + smoothstep(0, 0.4, fine.f2[i]! - fine.f1[i]!) * 0.16 - pore * 0.3 - fold * 0.12;
    height[i] = h * relief * 0.00022;
    rough[i] = roughness + (1 - edge) * 0.16 - mottle[i]! * 0.05 + (cells.id[i]! - 0.5) * 0.05;
    field[i] = clamp(0.72 + edge * 0.2 + mottle[i]! * 0.1 - pore * 0.2 + (cells.id[i]! - 0.5) * 0.04);
    occ[i] = 0.72 + 0.28 * edge;
  }
  return {
    tileMetres,
    albedo: colourRamp(size, field, [[90, 84, 80], [255, 255, 255]]),
    normal: normalFromHeight(height, size, tileMetres),
    orm: packOrm(size, occ, rough),
  };
}
