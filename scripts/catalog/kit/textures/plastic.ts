import { clamp, normalFromHeight, packOrm, type TextureSet } from "./maps.ts";
import { perlin, worley } from "./noise.ts";

export interface PaintOptions {
  tileMetres?: number;
  roughness?: number;
  /** "soft-touch": an even fine grain; "orange-peel": sprayed lacquer; "powder": powder coat; "spark": moulded, eroded tool. */
  finish?: "soft-touch" | "orange-peel" | "powder" | "spark";
  /** 0..1 */
  relief?: number;
  seed?: number;
  size?: number;
}

/** Plastic or paint of one colour (set by the material's `baseColor`): no albedo, a normal and an ORM map. */
export function paint({ tileMetres = 0.06, roughness, finish = "soft-touch", relief = 1, seed = 1, size = 1024 }: PaintOptions = {}): TextureSet {
  const n = size * size, height = new Float32Array(n), rough = new Float32Array(n);
  const wear = perlin(size, { seed: seed + 2, fx: 4, octaves: 3 });
  const base = roughness ?? { "soft-touch": 0.62, "orange-peel": 0.3, powder: 0.58, spark: 0.5 }[finish];
  const grain =
    finish === "spark" ? worley(size, 150, seed, 1).f1
    : finish === "orange-peel" ? perlin(size, { seed, fx: 48, octaves: 2, gain: 0.3 })
    : finish === "powder" ? perlin(size, { seed, fx: 110, octaves: 2, gain: 0.5 })
    : perlin(size, { seed, fx: 256, octaves: 2, gain: 0.8 });
  const amplitude = { "soft-touch": 0.0000035, "orange-peel": 0.000006, powder: 0.000013, spark: 0.00002 }[finish] * relief;
  for (let i = 0; i < n; i++) {
    height[i] = grain[i]! * amplitude;
    rough[i] = clamp(base + wear[i]! * 0.03 + grain[i]! * 0.02);
  }
  return { tileMetres, normal: normalFromHeight(height, size, tileMetres), orm: packOrm(size, 1, rough) };
}
