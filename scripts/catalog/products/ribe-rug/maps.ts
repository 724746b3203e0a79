import { colourRamp, normalFromHeight, perlin, type TextureSet } from "../../kit/index.ts";
import { HALF, KNOTS, knotAt, pileTop } from "./layout.ts";

/**
 * The whole pile seen from above, one picture without repeats: each tuft's dome, its tone and the dark between tufts,
 * where the tufts of `pile.ts` stand. It carries the rug where single tufts are no longer drawn.
 */
export function pileMaps(size = 2048): TextureSet {
  const n = size * size, height = new Float32Array(n), tone = new Float32Array(n);
  const kx = size / (2 * HALF[0]), kz = size / (2 * HALF[1]);
  const fibre = perlin(size, { seed: 5, fx: 420, octaves: 1 });
  height.fill(-1);
  for (let j = 0; j < KNOTS[1]; j++) {
    for (let i = 0; i < KNOTS[0]; i++) {
      const k = knotAt(i, j);
      // from above one sees a tuft's leaning tip
      const cx = (k.x + HALF[0] + k.lean[0] * 0.5) * kx, cy = (k.z + HALF[1] + k.lean[1] * 0.5) * kz;
      const rx = Math.ceil(k.radius * 1.25 * kx), ry = Math.ceil(k.radius * 1.25 * kz);
      const top = k.top - pileTop(k.x, k.z);
      for (let dy = -ry; dy <= ry; dy++) {
        for (let dx = -rx; dx <= rx; dx++) {
          const px = Math.floor(cx) + dx, py = Math.floor(cy) + dy;
          if (px < 0 || py < 0 || px >= size || py >= size) continue;
          const ux = (px + 0.5 - cx) / kx / (k.radius * 1.2), uz = (py + 0.5 - cy) / kz / (k.radius * 1.2), q = ux * ux + uz * uz;
          if (q >= 1) continue;
          const dome = Math.sqrt(1 - q), h = top + dome * 0.0034, at = py * size + px;
          if (h <= height[at]!) continue;
          height[at] = h;
          tone[at] = k.tone * (0.5 + 0.5 * dome);
        }
      }
    }
  }
  for (let i = 0; i < n; i++) {
    height[i] = Math.max(-0.0004, height[i]!) + fibre[i]! * 0.0001;
    tone[i] = Math.max(0.2, tone[i]! + fibre[i]! * 0.03);
  }
  const tileMetres = [2 * HALF[0], 2 * HALF[1]] as const;
  return {
    tileMetres,
    albedo: colourRamp(size, tone, [[30, 27, 24], [255, 252, 247]]),
    normal: normalFromHeight(height, size, tileMetres, 0.75),
  };
}
