import { colourRamp, rgb, type TextureSet } from "../../kit/index.ts";
import { perlin } from "../../kit/textures/noise.ts";
import { clamp, smoothstep } from "../../kit/textures/maps.ts";

/** Tortoiseshell acetate: clouds of dark brown in honey, two layers deep, cut from a block of pressed chips. */
export function tortoise(size = 1024): TextureSet {
  const wx = perlin(size, { seed: 3, fx: 5, octaves: 3 }), wy = perlin(size, { seed: 4, fx: 5, octaves: 3 });
  const low = perlin(size, { seed: 11, fx: 7, fy: 10, octaves: 4, gain: 0.52 }), high = perlin(size, { seed: 12, fx: 10, fy: 14, octaves: 4, gain: 0.5 });
  const glow = perlin(size, { seed: 13, fx: 4, octaves: 2 });
  const field = new Float32Array(size * size);
  const wrap = (v: number) => ((Math.round(v) % size) + size) % size;
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
    const i = y * size + x;
    const j = wrap(y + wy[i]! * 46) * size + wrap(x + wx[i]! * 46);
    const deep = smoothstep(-0.3, 0.3, low[j]!), near = smoothstep(0.02, 0.34, high[j]!);
    field[i] = clamp(0.1 + glow[i]! * 0.16 + deep * 0.5 + near * 0.42);
  }
  return {
    tileMetres: 0.085,
    albedo: colourRamp(size, field, [rgb("#b9803f"), rgb("#94592a"), rgb("#57301b"), rgb("#2f1b13"), rgb("#1d130f")]),
  };
}

/** A lens tint that fades downwards; neutral, the material gives the colour. Spans 60 mm. */
export function fade(size = 64): TextureSet {
  const field = new Float32Array(size * size);
  for (let y = 0; y < size; y++) field.fill(smoothstep(0.16, 0.86, y / size), y * size, (y + 1) * size);
  return { tileMetres: 0.06, albedo: colourRamp(size, field, [rgb("#ffffff"), rgb("#8f8a86")]) };
}
