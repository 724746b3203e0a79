import { clamp, colourRamp, normalFromHeight, packOrm, type TextureSet } from "./maps.ts";
import { perlin } from "./noise.ts";

export interface BrushedMetalOptions {
  tileMetres?: number;
  /** Base roughness: 0.2 polished, 0.35 brushed, 0.5 bead-blasted. */
  roughness?: number;
  /** Depth of the brushing, 0..1; the lines run along u. 0 leaves a blasted grain without direction. */
  brush?: number;
  seed?: number;
  size?: number;
}

/** Metal with fine lines along u (or blasted), faint wear in the roughness; tint by the material's `baseColor`. */
export function brushedMetal({ tileMetres = 0.12, roughness = 0.32, brush = 0.6, seed = 1, size = 1024 }: BrushedMetalOptions = {}): TextureSet {
  const line = brush > 0;
  const fine = perlin(size, line ? { seed, fx: 4, fy: 512 } : { seed, fx: 256, octaves: 2, gain: 0.8 });
  const broad = perlin(size, line ? { seed: seed + 1, fx: 2, fy: 128, octaves: 2 } : { seed: seed + 1, fx: 90 });
  const wear = perlin(size, { seed: seed + 2, fx: 5, octaves: 4 });
  const n = size * size, height = new Float32Array(n), rough = new Float32Array(n), tone = new Float32Array(n);
  const depth = line ? brush : 0.35;
  for (let i = 0; i < n; i++) {
    const g = fine[i]! * 0.65 + broad[i]! * 0.35;
    height[i] = g * 0.000006 * depth;
    rough[i] = clamp(roughness + g * 0.12 * depth + wear[i]! * 0.04, 0.05, 1);
    tone[i] = clamp(0.9 + g * 0.1 * depth + wear[i]! * 0.03);
  }
  return {
    tileMetres,
    albedo: colourRamp(size, tone, [[150, 150, 150], [255, 255, 255]]),
    normal: normalFromHeight(height, size, tileMetres),
    orm: packOrm(size, 1, rough, 1),
  };
}
