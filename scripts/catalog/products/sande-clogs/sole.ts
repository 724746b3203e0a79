import { inset, meshFrom, type Mesh, type TextureSet, type Vec2, clamp, normalFromHeight, packOrm, perlin, rgb, worley } from "../../kit/index.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { valueNoise3 } from "../../kit/textures/noise.ts";
import { OUTLINE, soleBottom, soleTop } from "./last.ts";

/** One ring around the sole: moved inwards from its outline, at a height of its own; metres. */
type Ring = (p: Vec2, i: number) => readonly [x: number, y: number, z: number];

/** A skin over rings that follow each other upwards on the outside. */
function skin(rings: readonly Ring[], creaseDegrees = 40): Mesh {
  const n = OUTLINE.length, positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  for (const ring of rings) {
    for (let j = 0; j <= n; j++) {
      const p = ring(OUTLINE[j % n]!, j % n);
      positions.push(...p);
      uvs.push(j * 0.0027, p[1]);
    }
  }
  for (let k = 0; k < rings.length - 1; k++) for (let j = 0; j < n; j++) {
    const a = k * (n + 1) + j, b = a + 1, c = a + n + 1, d = c + 1;
    indices.push(a, b, c, b, d, c);
  }
  return meshFrom(positions, indices, uvs, creaseDegrees);
}

const insets = new Map<number, Vec2[]>();
function moved(by: number): Vec2[] {
  let line = insets.get(by);
  if (!line) insets.set(by, (line = inset(OUTLINE, by)));
  return line;
}

/** A ring inwards by `by` (metres) and at share `f` of the way from the sole's underside to its rim, plus `dy`. */
const at = (by: number, f: number, dy: number): Ring => (_, i) => {
  const [x, y] = moved(by)[i]!, z = -y;
  return [x, soleBottom(z) + (soleTop(z) - soleBottom(z)) * f + dy, z];
};

/** The footbed's face: a cup for the heel, a rise under the arch and behind the toes. */
function footbedAt(x: number, z: number, edge: number): number {
  const rim = 1 - smoothstep(0, 0.016, edge);
  const heel = Math.exp(-((x / 0.026) ** 2) - (((z + 0.09) / 0.042) ** 2));
  const ball = Math.exp(-((x / 0.036) ** 2) - (((z - 0.062) / 0.034) ** 2));
  const arch = Math.exp(-(((x + 0.03) / 0.014) ** 2) - (((z + 0.018) / 0.036) ** 2)), bar = Math.exp(-((x / 0.03) ** 2) - (((z - 0.088) / 0.011) ** 2));
  return soleTop(z) - 0.0042 - 0.0045 * heel - 0.0026 * ball + 0.0042 * arch + 0.0016 * bar + 0.0042 * rim ** 1.6 + 0.00012 * valueNoise3(x * 160, 0.5, z * 160, 3);
}

function footbed(): Mesh {
  const n = OUTLINE.length, rings = 46, positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const first = moved(0.0026);
  for (let k = 0; k <= rings; k++) {
    const s = 1 - (k / rings) ** 1.15;
    for (const [px, py] of first) {
      const x = px * s, z = -py * s;
      positions.push(x, footbedAt(x, z, (1 - s) * Math.hypot(px, py * 0.55)), z);
      uvs.push(x, z);
    }
  }
  for (let k = 0; k < rings; k++) for (let j = 0; j < n; j++) {
    const a = k * n + j, b = k * n + ((j + 1) % n), c = a + n, d = b + n;
    indices.push(a, b, c);
    if (k < rings - 1) indices.push(b, d, c);
  }
  return meshFrom(positions, indices, uvs, 60);
}

/** The tread: bars across the sole, set into the outsole's underside. */
function tread(): Ring[] {
  const under = (by: number): Ring => (_, i) => {
    const [x, y] = moved(by)[i]!, z = -y;
    return [x, soleBottom(z) + (by > 0.004 ? 0.0016 * (0.5 + 0.5 * Math.tanh(6 * Math.sin(z * 480))) : 0), z];
  };
  return [0.03, 0.026, 0.022, 0.018, 0.014, 0.01, 0.0075, 0.005, 0.003, 0.0012].map(under);
}

export interface Sole {
  outsole: Mesh;
  cork: Mesh;
  footbed: Mesh;
}

export function sole(): Sole {
  const outsole = skin([...tread(), at(0.0004, 0, 0.0006), at(-0.0002, 0, 0.0016), at(-0.0003, 0, 0.0048), at(0.0002, 0, 0.0058), at(0.0012, 0, 0.006)], 32);
  // sanded cork: full in the middle of its height
  const steps = Array.from({ length: 15 }, (_, k) => k / 14);
  const cork = skin([at(0.0016, 0, 0.0059), ...steps.map((f): Ring => (p, i) => {
    const y = 0.006, [x0, y0, z0] = at(0.0012 - 0.0011 * Math.sin(Math.PI * f), y / 0.0235 + (0.93 - y / 0.0235) * f, 0)(p, i);
    const pit = 0.00022 * valueNoise3(x0 * 260, y0 * 260, z0 * 260, 8);
    return [x0 * (1 + pit), y0, z0 * (1 + pit)];
  })], 60);
  const lip = skin([at(0.0016, 0.925, 0), at(0.0005, 0.93, 0), at(0.0001, 0.955, 0), at(0.0006, 0.99, 0), at(0.0015, 1, 0.0001), at(0.0026, 1, 0)], 60);
  const bed = footbed();
  return { outsole, cork, footbed: { ...joined(lip, bed) } };
}

function joined(a: Mesh, b: Mesh): Mesh {
  const shift = a.positions.length / 3;
  return {
    positions: Float32Array.from([...a.positions, ...b.positions]),
    normals: Float32Array.from([...a.normals, ...b.normals]),
    uvs: Float32Array.from([...a.uvs, ...b.uvs]),
    indices: Uint32Array.from([...a.indices, ...b.indices.map((i) => i + shift)]),
  };
}

/** Pressed cork: granules of every brown, dark bark between some of them. */
export function corkMaps(size = 1024): TextureSet {
  const tileMetres = 0.06, n = size * size, height = new Float32Array(n), data = new Uint8Array(n * 3);
  const wx = perlin(size, { seed: 2, fx: 40, octaves: 2 }), wy = perlin(size, { seed: 3, fx: 40, octaves: 2 });
  const grains = worley(size, 52, 4, 1, { x: wx, y: wy, amount: 0.5 }), fine = perlin(size, { seed: 6, fx: 160, octaves: 2 });
  const stops = ["#a3764d", "#b98a5c", "#c79c6c", "#bf9261", "#b0824f"].map(rgb);
  for (let i = 0; i < n; i++) {
    const gap = 1 - smoothstep(0.02, 0.16, grains.f2[i]! - grains.f1[i]!), bark = grains.id[i]! > 0.93 ? 0.36 : 0;
    const [r, g, b] = stops[Math.floor(grains.id[i]! * 4.999)]!;
    const shade = clamp(1 + fine[i]! * 0.14 - gap * 0.3 - bark, 0.2, 1.1);
    data.set([clamp(r * shade, 0, 255), clamp(g * shade, 0, 255), clamp(b * shade, 0, 255)], i * 3);
    height[i] = -gap * 0.00018 + fine[i]! * 0.00003;
  }
  return { tileMetres, albedo: { size, data }, normal: normalFromHeight(height, size, tileMetres, 0.8), orm: packOrm(size, 1, 0.82) };
}
