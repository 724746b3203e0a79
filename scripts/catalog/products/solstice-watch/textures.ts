import { colourRamp, normalFromHeight, packOrm, type TextureSet } from "../../kit/index.ts";
import { clamp } from "../../kit/textures/maps.ts";
import { perlin } from "../../kit/textures/noise.ts";

/** A dial brushed from its centre: fine lines along v; one tile is half the dial's turn. Neutral; the material gives the colour. */
export function sunray(size = 512): TextureSet {
  const fine = perlin(size, { seed: 5, fx: 256, fy: 2 }), broad = perlin(size, { seed: 6, fx: 48, fy: 1, octaves: 2 });
  const n = size * size, tone = new Float32Array(n), height = new Float32Array(n), rough = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const g = fine[i]! * 0.6 + broad[i]! * 0.4;
    tone[i] = clamp(0.86 + g * 0.12);
    height[i] = g * 0.0000022;
    rough[i] = clamp(0.36 + g * 0.06);
  }
  return {
    tileMetres: Math.PI * 0.008,
    albedo: colourRamp(size, tone, [[120, 120, 120], [255, 255, 255]]),
    normal: normalFromHeight(height, size, Math.PI * 0.008),
    orm: packOrm(size, 1, rough, 1),
  };
}
