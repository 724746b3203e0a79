import { clamp, colourRamp, normalFromHeight, occlusionFromHeight, packOrm, rgb, type Rgb, type TextureSet } from "./maps.ts";
import { hash, perlin, random } from "./noise.ts";

export interface WeaveOptions {
  /** Threads across the tile (even). */
  threads?: number;
  tileMetres?: number;
  pattern?: "plain" | "twill" | "basket";
  /** sRGB; leave white to tint by the material. Two colours make a mélange. */
  warp?: string;
  weft?: string;
  /** Uneven threads: 0 fine worsted, 1 raw linen. */
  slub?: number;
  roughness?: number;
  seed?: number;
  size?: number;
}

/** Woven cloth: threads passing over and under, each of its own thickness and tone, with fibres. */
export function weave(options: WeaveOptions = {}): TextureSet {
  const { threads = 64, tileMetres = 0.08, pattern = "plain", warp = "#ffffff", weft = "#ffffff", slub = 0.4, roughness = 0.88, seed = 1, size = 1024 } = options;
  const n = size * size, pitch = tileMetres / threads;
  const height = new Float32Array(n), tone = new Float32Array(n), which = new Uint8Array(n);
  const along = perlin(size, { seed, fx: 6, fy: threads, octaves: 1 }), across = perlin(size, { seed: seed + 1, fx: threads, fy: 6 });
  const fibre = perlin(size, { seed: seed + 2, fx: 256, octaves: 2, gain: 0.8 });
  const over = (i: number, j: number): boolean => {
    if (pattern === "twill") return (((i + j) % 4) + 4) % 4 < 2;
    if (pattern === "basket") return ((i >> 1) + (j >> 1)) % 2 === 0;
    return (i + j) % 2 === 0;
  };
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const k = y * size + x;
      const fx = ((x + 0.5) / size) * threads + across[k]! * 0.28 * slub, fy = ((y + 0.5) / size) * threads + along[k]! * 0.28 * slub;
      const i = ((Math.floor(fx) % threads) + threads) % threads, j = ((Math.floor(fy) % threads) + threads) % threads;
      const u = fx - Math.floor(fx) - 0.5, v = fy - Math.floor(fy) - 0.5;
      const up = over(i, j);
      const thick = 1 + (hash(up ? i : 0, up ? 0 : j, seed + (up ? 3 : 5)) - 0.5) * slub * 0.5;
      const a = Math.sqrt(Math.max(0, 0.25 - ((up ? u : v) / thick) ** 2));
      const bow = Math.cos((up ? v : u) * Math.PI);
      height[k] = (a * (0.5 + 0.5 * bow) + a * 0.35 + fibre[k]! * 0.05) * pitch * 0.9;
      tone[k] = 0.78 + a * 0.34 + (hash(up ? i : j, up ? 11 : 12, seed) - 0.5) * 0.16 * (0.3 + slub) + fibre[k]! * 0.1;
      which[k] = up ? 1 : 0;
    }
  }
  const a = rgb(warp), b = rgb(weft);
  const data = new Uint8Array(n * 3);
  for (let i = 0; i < n; i++) {
    const c = which[i] ? a : b;
    for (let q = 0; q < 3; q++) data[i * 3 + q] = clamp(c[q]! * Math.min(1.04, tone[i]!), 0, 255);
  }
  return {
    tileMetres,
    albedo: { size, data },
    normal: normalFromHeight(height, size, tileMetres, 0.8),
    orm: packOrm(size, occlusionFromHeight(height, size, pitch * 0.6, Math.max(2, Math.round(size / threads / 3))), roughness),
  };
}

export interface BoucleOptions {
  tileMetres?: number;
  /** Loops in the tile. */
  loops?: number;
  /** Loop and yarn radius in metres. */
  loopRadius?: number;
  yarnRadius?: number;
  /** sRGB of the deep and the top yarn; leave white to tint by the material. */
  deep?: string;
  top?: string;
  roughness?: number;
  seed?: number;
  size?: number;
}

/** Bouclé: thousands of small yarn loops thrown over each other at random. */
export function boucle(options: BoucleOptions = {}): TextureSet {
  const { tileMetres = 0.16, loops = 5200, loopRadius = 0.0027, yarnRadius = 0.00115, deep = "#827a6f", top = "#ffffff", roughness = 0.95, seed = 1, size = 1024 } = options;
  const n = size * size, height = new Float32Array(n), tone = new Float32Array(n).fill(0.25);
  const rng = random(seed), k = size / tileMetres;
  const fibre = perlin(size, { seed: seed + 9, fx: 200, octaves: 2, gain: 0.8 });
  // loops lie on a jittered grid, visited in random order, so that the ground is covered evenly
  const cells = Math.round(Math.sqrt(loops));
  const order = Array.from({ length: cells * cells }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  for (const cell of order) {
    const layer = rng();
    const cx = (((cell % cells) + 0.5 + (rng() - 0.5) * 1.5) / cells) * size, cy = ((Math.floor(cell / cells) + 0.5 + (rng() - 0.5) * 1.5) / cells) * size;
    const R = loopRadius * k * (0.45 + rng() * 0.75), r = yarnRadius * k * (0.8 + rng() * 0.45);
    const squash = 0.5 + rng() * 0.5, turn = rng() * Math.PI, c = Math.cos(turn), s = Math.sin(turn);
    const tilt = (rng() - 0.5) * 1.6, mine = 0.26 + rng() * 0.18, reach = Math.ceil(R + r);
    const twists = Math.round((R / r) * 3) || 1, phase = rng() * 6;
    for (let dy = -reach; dy <= reach; dy++) {
      const row = ((((Math.round(cy) + dy) % size) + size) % size) * size;
      for (let dx = -reach; dx <= reach; dx++) {
        const a = dx * c + dy * s, b = (-dx * s + dy * c) / squash;
        const q = Math.sqrt(a * a + b * b), d = Math.abs(q - R) * (0.5 + 0.5 * squash);
        if (d >= r) continue;
        const z = Math.sqrt(r * r - d * d) / r;
        const i = row + ((((Math.round(cx) + dx) % size) + size) % size);
        const h = z * yarnRadius * 1.15 + ((a * tilt) / k) * 0.4 + layer * yarnRadius * 1.5 + yarnRadius * 0.3;
        if (h <= height[i]!) continue;
        // two plies twisted around each other
        const twist = Math.sin(Math.atan2(b, a) * twists + phase + ((q - R) / r) * 1.5);
        height[i] = h + twist * yarnRadius * 0.1;
        tone[i] = mine + z * 0.34 + twist * 0.07 + (layer - 0.5) * 0.22;
      }
    }
  }
  const occlusion = occlusionFromHeight(height, size, yarnRadius * 3.2, 10);
  for (let i = 0; i < n; i++) {
    height[i]! += fibre[i]! * yarnRadius * 0.14;
    tone[i]! = tone[i]! * (0.45 + 0.55 * occlusion[i]!) + fibre[i]! * 0.06 + 0.14;
  }
  const stops: Rgb[] = [rgb(deep), rgb(top)];
  return {
    tileMetres,
    albedo: colourRamp(size, tone, stops),
    normal: normalFromHeight(height, size, tileMetres, 0.85),
    orm: packOrm(size, occlusion, roughness),
  };
}
