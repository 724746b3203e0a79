import { clamp, colourRamp, normalFromHeight, packOrm, rgb, smoothstep, type TextureSet } from "./maps.ts";
import { hash, perlin } from "./noise.ts";

export interface WoodOptions {
  /** sRGB colours: earlywood, latewood and the dark of the pores. */
  light: string;
  dark: string;
  pore: string;
  /** Metres across and along the grain; v runs along the grain. */
  tileMetres?: readonly [number, number];
  /** How the board was sawn: cathedrals, straight lines, or the end of the board. */
  cut?: "flat" | "quarter" | "end";
  /** Growth rings across the tile. */
  rings?: number;
  /** 0 (maple, beech) to 1 (oak, ash): how many open pores. */
  porosity?: number;
  /** Finish: 0.3 lacquered, 0.5 oiled, 0.7 raw. */
  roughness?: number;
  seed?: number;
  size?: number;
}

export type WoodColours = Pick<WoodOptions, "light" | "dark" | "pore">;

/** Solid wood: growth rings, fibres, pores and a slow change of colour. */
export function wood(options: WoodOptions): TextureSet {
  return woods(options, { it: options }).it;
}

/** The same board in several colours: each has its own albedo, normal and ORM maps are one. */
export function woods<K extends string>(options: Omit<WoodOptions, keyof WoodColours>, colours: Record<K, WoodColours>): Record<K, TextureSet> {
  const { cut = "flat", rings = cut === "end" ? 40 : 32, porosity = 0.6, roughness = 0.5, seed = 1, size = 1024 } = options;
  const tileMetres = options.tileMetres ?? (cut === "end" ? ([0.3, 0.3] as const) : ([0.36, 0.9] as const));
  const end = cut === "end";
  const drift = perlin(size, { seed, fx: 3, fy: end ? 3 : 2, octaves: 2 });
  const wander = perlin(size, { seed: seed + 1, fx: 6, fy: end ? 8 : 3, octaves: 3, gain: 0.4 });
  const fibre = perlin(size, { seed: seed + 2, fx: 256, fy: end ? 256 : 12, octaves: 2, gain: 0.8 });
  const tone = perlin(size, { seed: seed + 3, fx: 48, fy: end ? 48 : 4, octaves: 3, gain: 0.7 });
  const streak = perlin(size, { seed: seed + 4, fx: end ? 340 : 512, fy: end ? 340 : 80 });
  const fleck = perlin(size, { seed: seed + 5, fx: 34, fy: end ? 34 : 14, octaves: 2, gain: 0.6 });
  const field = new Float32Array(size * size), height = new Float32Array(size * size);
  const rough = new Float32Array(size * size), shade = new Float32Array(size * size), occlusion = new Float32Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = y * size + x, u = (x + 0.5) / size, v = (y + 0.5) / size;
      let phase: number;
      if (end) {
        const dx = u - 0.5, dy = v + 0.35;
        phase = Math.sqrt(dx * dx + dy * dy) * rings + drift[i]! * 0.7 + wander[i]! * 0.12;
      } else if (cut === "quarter") {
        phase = u * rings + drift[i]! * 0.9 + wander[i]! * 0.18;
      } else {
        const c = 0.5 - 0.5 * Math.cos(2 * Math.PI * u);
        phase = rings * (0.6 * c * c + 0.3 * c) + drift[i]! * 1.7 + wander[i]! * 0.5;
      }
      const ring = phase - Math.floor(phase);
      // earlywood darkens slowly into latewood, then ends sharply; no two rings are alike
      const year = hash(Math.floor(phase), 3, seed);
      const late = smoothstep(0.15 + year * 0.3, 0.92, ring) * (1 - smoothstep(0.94, 1, ring)) * (0.55 + 0.45 * year);
      const early = 1 - smoothstep(0, 0.45, ring);
      const open = smoothstep(0.5 - early * 0.3, 0.78 - early * 0.22, streak[i]! + tone[i]! * 0.1);
      const pores = open * porosity * (0.45 + 0.55 * early);
      // medullary rays show as pale flecks where the board is cut along them
      const ray = end ? 0 : smoothstep(0.42, 0.6, fleck[i]!) * porosity;
      field[i] = clamp(0.12 + late * (0.4 + tone[i]! * 0.22) + early * porosity * 0.1 + tone[i]! * 0.24 + fibre[i]! * 0.15 + drift[i]! * 0.08 - ray * 0.1) * 0.62 + pores * 0.36;
      shade[i] = 1 + tone[i]! * 0.05 + fibre[i]! * 0.05 + ray * 0.02;
      height[i] = fibre[i]! * 0.00001 + late * 0.000016 - pores * 0.00007;
      rough[i] = roughness + pores * 0.22 + fibre[i]! * 0.05 - late * 0.05 - ray * 0.05;
      occlusion[i] = 1 - pores * 0.35;
    }
  }
  const normal = normalFromHeight(height, size, tileMetres), orm = packOrm(size, occlusion, rough);
  const one = ({ light, dark, pore }: WoodColours): TextureSet => ({ tileMetres, albedo: colourRamp(size, field, [rgb(light), rgb(dark), rgb(pore)], shade), normal, orm });
  return Object.fromEntries(Object.entries<WoodColours>(colours).map(([k, c]) => [k, one(c)])) as Record<K, TextureSet>;
}
