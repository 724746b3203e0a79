import { add, merge, mirrored, meshFrom, spline, tube, type Mesh, type Vec3 } from "../../kit/index.ts";
import { hash, valueNoise3 } from "../../kit/textures/noise.ts";
import { FOUNDATION, HALF } from "./layout.ts";

/** Length of the flat-woven end beyond the pile, and from one tassel to the next, metres. */
const KILIM = 0.02;
const TASSELS = 0.0125;

/** The foundation: the back that lies on the floor and the flat-woven ends. `back` wants a coarse weave, `ends` a fine one. */
export function foundation(): { back: Mesh; ends: Mesh } {
  const flat = (x0: number, z0: number, x1: number, z1: number, y: number, up: boolean): Mesh => {
    const cell = 0.02, nx = Math.ceil((x1 - x0) / cell), nz = Math.ceil((z1 - z0) / cell);
    const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
    for (let j = 0; j <= nz; j++) for (let i = 0; i <= nx; i++) {
      const x = x0 + ((x1 - x0) * i) / nx, z = z0 + ((z1 - z0) * j) / nz;
      positions.push(x, y + (up ? 0.0006 * valueNoise3(x * 30, 0.5, z * 30, 8) : 0), z);
      uvs.push(x, z);
    }
    for (let j = 0; j < nz; j++) for (let i = 0; i < nx; i++) {
      const a = j * (nx + 1) + i, b = a + 1, c = a + nx + 1, d = c + 1;
      if (up) indices.push(a, c, b, b, c, d);
      else indices.push(a, b, c, b, d, c);
    }
    return meshFrom(positions, indices, uvs);
  };
  const end = flat(-HALF[0], HALF[1] - 0.004, HALF[0], HALF[1] + KILIM, FOUNDATION, true);
  return { back: flat(-HALF[0], -HALF[1] - KILIM, HALF[0], HALF[1] + KILIM, 0.0004, false), ends: mirrored(end, "z") };
}

/** The long sides, overcast with yarn around a cord: every turn of the yarn shows. */
export function selvedges(): Mesh {
  const rows = 1500, sides = 10, radius = 0.0047;
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const length = 2 * (HALF[1] + KILIM * 0.6);
  for (let j = 0; j <= rows; j++) {
    const t = j / rows, z = (t - 0.5) * length;
    const wander = 0.0011 * valueNoise3(z * 5, 0.5, 3, 14) + 0.0005 * valueNoise3(z * 19, 0.5, 3, 15);
    for (let i = 0; i <= sides; i++) {
      const a = (i / sides) * 2 * Math.PI;
      const wrap = Math.abs(Math.sin((z / 0.0044) * Math.PI + a * 0.5));
      const r = radius * (0.84 + 0.2 * wrap ** 0.6) * Math.min(1, Math.sqrt(Math.min(t, 1 - t) * 260) + 0.1);
      positions.push(HALF[0] + 0.001 + wander + Math.cos(a) * r, radius * 1.05 + Math.sin(a) * r, z);
      uvs.push(a * radius, z);
    }
  }
  for (let j = 0; j < rows; j++) for (let i = 0; i < sides; i++) {
    const a = j * (sides + 1) + i, b = a + 1, c = a + sides + 1, d = c + 1;
    indices.push(a, b, c, b, d, c);
  }
  return mirrored(meshFrom(positions, indices, uvs, 180), "x");
}

/** The warps' ends at both short sides: knotted in bunches against the weft, then lying on the floor as they fell. */
export function fringe(): Mesh {
  const count = Math.floor((2 * HALF[0] - 0.01) / TASSELS), out: Mesh[] = [];
  for (const side of [1, -1]) {
    for (let k = 0; k < count; k++) {
      const seed = side > 0 ? 100 : 200, rnd = (n: number): number => hash(k, n, seed);
      const x = (k - (count - 1) / 2) * TASSELS + (rnd(0) - 0.5) * 0.003;
      const z = HALF[1] + KILIM + 0.0035 + rnd(1) * 0.002, fall = (rnd(2) - 0.5) * 0.5;
      const place = (p: Vec3): Vec3 => [p[0], Math.max(0.0011, p[1]), p[2] * side];
      // an overhand knot: a ball with a turn of yarn around it
      const turn = Array.from({ length: 11 }, (_, i): Vec3 => {
        const a = (i / 10) * 2 * Math.PI * 1.15 + rnd(3);
        return place([x + Math.cos(a) * 0.0022, 0.0042 + Math.sin(a) * 0.0019, z + 0.0012 * Math.sin(a * 0.87 + 1)]);
      });
      out.push(tube(turn, 0.0017, { segments: 6, up: [0, 1, 0], bevel: 0.001, bevelSteps: 1 }));
      for (let s = 0; s < 5; s++) {
        const q = (s - 2) / 2, long = 0.05 + 0.009 * hash(k, s + 20, seed);
        const splay = q * (0.0042 + 0.0026 * hash(k, s + 30, seed)), bend = (hash(k, s + 40, seed) - 0.5) * 0.009;
        const at = (t: number, y: number, extra = 0): Vec3 => place([x + q * 0.0012 + splay * t + fall * long * t * t + extra, y, z + long * t]);
        const warp = spline([
          place([x + q * 0.0048, FOUNDATION * 0.75, HALF[1] + KILIM - 0.006]), place([x + q * 0.0012, 0.0042, z - 0.001]), at(0.16, 0.0046), at(0.45, 0.0016 + 0.001 * hash(k, s + 50, seed), bend * 0.5), at(0.75, 0.0012, bend), at(1, 0.0012, bend * 0.4),
        ], 9);
        out.push(tube(warp.map((p) => add(p, [0, 0.0002 * s, 0])), 0.0009, { segments: 5, up: [0, 1, 0], caps: "none", scale: (t) => 1 - 0.45 * t ** 6 }));
      }
    }
  }
  return merge(out);
}
