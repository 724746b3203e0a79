import { clamp, colourRamp, normalFromHeight, packOrm, perlin, rgb, smoothstep, worley, type TextureSet } from "../../kit/index.ts";

export interface GlazeOptions {
  /** sRGB: where the glaze lies thin, its body, and its specks. */
  thin: string;
  body: string;
  speck: string;
  /** 0..1, how many specks. */
  specks: number;
}

/** A stoneware glaze: pooled and thin places, iron specks, pinholes and throwing lines that run along u. */
export function glaze({ thin, body, speck, specks }: GlazeOptions): TextureSet {
  const size = 1024, n = size * size, tileMetres = [0.36, 0.3] as const;
  const pool = perlin(size, { seed: 21, fx: 3, fy: 5, octaves: 5, gain: 0.5 });
  const lines = perlin(size, { seed: 22, fx: 3, fy: 60, octaves: 2, gain: 0.5 });
  const peel = perlin(size, { seed: 23, fx: 64, octaves: 2, gain: 0.4 });
  const iron = worley(size, 90, 24, 1), fine = worley(size, 210, 25, 1);
  const field = new Float32Array(n), height = new Float32Array(n), rough = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const big = iron.id[i]! < specks * 0.3 ? smoothstep(0.05 + iron.id[i]! * 0.55, 0.02, iron.f1[i]!) : 0;
    const small = fine.id[i]! < specks * 0.35 ? smoothstep(0.26, 0.06, fine.f1[i]!) * 0.75 : 0;
    const spot = Math.max(big, small);
    field[i] = clamp(0.26 - pool[i]! * 0.2 - lines[i]! * 0.06) * 0.999 + (spot > 0 ? spot * 0.62 : 0);
    height[i] = lines[i]! * 0.00009 + peel[i]! * 0.000012 - spot * 0.00003 + pool[i]! * 0.00006;
    rough[i] = clamp(0.2 + pool[i]! * 0.05 + spot * 0.22 + peel[i]! * 0.02);
  }
  return {
    tileMetres,
    albedo: colourRamp(size, field, [rgb(body), rgb(thin), rgb(speck)]),
    normal: normalFromHeight(height, size, tileMetres),
    orm: packOrm(size, 1, rough),
  };
}
