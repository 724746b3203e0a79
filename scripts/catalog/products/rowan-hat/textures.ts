import { colourRamp, normalFromHeight, occlusionFromHeight, packOrm, perlin, worley, type TextureSet } from "../../kit/index.ts";
import { clamp } from "../../kit/textures/maps.ts";

/** Fur felt: short matted fibres without direction, slightly clouded; neutral, the material gives the colour. */
export function furFelt({ size = 2048, tileMetres = 0.09, seed = 1 } = {}): TextureSet {
  const n = size * size;
  const fibre = perlin(size, { seed, fx: 420, octaves: 2, gain: 0.7 }), tuft = perlin(size, { seed: seed + 1, fx: 96, octaves: 3, gain: 0.6 });
  const cloud = perlin(size, { seed: seed + 2, fx: 6, octaves: 4, gain: 0.55 }), mat = worley(size, 170, seed + 3, 1);
  const height = new Float32Array(n), tone = new Float32Array(n), rough = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const strand = 1 - Math.min(1, (mat.f2[i]! - mat.f1[i]!) * 2.2);
    height[i] = (fibre[i]! * 0.5 + tuft[i]! * 0.55 + strand * 0.35) * 0.00007;
    tone[i] = clamp(0.78 + fibre[i]! * 0.09 + tuft[i]! * 0.09 + cloud[i]! * 0.07 + strand * 0.05);
    rough[i] = clamp(0.93 + tuft[i]! * 0.03);
  }
  return {
    tileMetres,
    albedo: colourRamp(size, tone, [[92, 90, 88], [255, 255, 255]]),
    normal: normalFromHeight(height, size, tileMetres),
    orm: packOrm(size, occlusionFromHeight(height, size, 0.0001, 4), rough),
  };
}
