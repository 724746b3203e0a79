import { add, clamp, colourRamp, difference, meshFrom, normalFromHeight, normalize, perlin, tube, type Mesh, type TextureSet, type Vec3 } from "../../kit/index.ts";
import { hash, valueNoise3 } from "../../kit/textures/noise.ts";

/** Half the distance between the legs' axes across (x) and deep (z); the seat's height at the rails, metres. */
export const FRAME = { x: 0.197, z: 0.152, seat: 0.424 };
/** Legs are square; the cord starts beside them. */
export const LEG = 0.033;
/** From cord to cord, and a cord's radius: twisted paper, 3.4 mm. */
const PITCH = 0.0035;
const RADIUS = 0.00178;
/** The rail under the cord. */
const RAIL = 0.0125;
/** Cords in the tile of their picture. */
const CORDS = 16;

type Side = "front" | "right";

/**
 * One cord of the envelope weave as the middle line of the thread: from the diagonal below, around the rail, over the
 * top to the diagonal, where it dives between the cords of the neighbouring side. `s` is its place along the rail, `over` how far it passes the diagonal.
 * The back and left sides are these two turned by half a turn.
 */
function cord(side: Side, s: number, over = -0.0008): { line: Vec3[]; out: Vec3[] } {
  const [along, deep] = side === "front" ? [FRAME.x, FRAME.z] : [FRAME.z, FRAME.x];
  // the corner's diagonal, or the bridge in the middle of the longer side
  const reach = Math.min(along - Math.abs(s), deep) + over;
  const sag = (d: number): number => {
    const x = s / along, z = 1 - d / deep;
    return 0.0075 * (1 - x * x) * (1 - z * z);
  };
  const line: Vec3[] = [], out: Vec3[] = [];
  const wander = (d: number, below: number): number => 0.00035 * valueNoise3(s * 400, d * 22, below + (side === "front" ? 1 : 7), 3);
  const put = (d: number, y: number, nd: number, ny: number, below: number): void => {
    const u = s + wander(d, below), z = deep - d;
    line.push(side === "front" ? [u, y, z] : [z, y, -u]);
    out.push(side === "front" ? [0, ny, -nd] : [-nd, ny, 0]);
  };
  const lift = 0.0006 * (hash(Math.round(s / PITCH), side === "front" ? 1 : 2, 5) - 0.5);
  const r = RAIL + RADIUS + lift;
  // two layers with card between them: thick at the rail, thin where the cords cross
  const top = (d: number): number => FRAME.seat - sag(d) + lift + 0.0022 * Math.sin(Math.PI * Math.min(1, d / reach));
  const bottom = (d: number): number => FRAME.seat - 2 * r + 0.012 * (d / deep) ** 1.5;
  const dive = (q: number): number => 0.0062 * clamp((q - 1) / Math.min(0.011, reach * 0.6) + 1) ** 2.2;
  const steps = Math.max(4, Math.round(reach / 0.016));
  for (let k = 0; k <= 5; k++) {
    const d = reach * (1 - k / 5);
    put(d, bottom(d) + 0.003 * (1 - k / 5) ** 6, 0, -1, 1);
  }
  for (let k = 1; k < 9; k++) {
    const a = -Math.PI / 2 - (k / 9) * Math.PI;
    put(Math.cos(a) * r, FRAME.seat - r + lift + Math.sin(a) * r, Math.cos(a), Math.sin(a), 0);
  }
  for (let k = 0; k <= steps; k++) {
    const d = (reach * k) / steps;
    put(d, top(d), 0, 1, 0);
  }
  const last = line.length - 1;
  line.splice(last, 1, ...[0.35, 0.7, 1].map((q): Vec3 => add(line[last - 1]!, difference(line[last]!, line[last - 1]!), q)));
  out.splice(last, 1, out[last]!, out[last]!, out[last]!);
  for (let i = last; i < line.length; i++) {
    const d = side === "front" ? deep - line[i]![2] : deep - line[i]![0];
    line[i] = add(line[i]!, [0, -dive(1 - (reach - d)), 0]);
  }
  return { line, out };
}

/** How many cords lie along a rail and from one to the next, metres: beaten close from leg to leg. */
function rows(side: Side): { count: number; step: number } {
  const room = 2 * ((side === "front" ? FRAME.x : FRAME.z) - LEG / 2 - 0.0002), count = Math.floor(room / PITCH);
  return { count, step: room / count };
}

/** UVs of the cords' picture: across the cords and along them, metres. */
function thread(side: Side, k: number): Mesh {
  const { count, step } = rows(side), { line } = cord(side, (k - (count - 1) / 2) * step);
  const segments = 9, mesh = tube(line, RADIUS * (0.985 + 0.03 * hash(k, 3, 8)), { segments, up: [0, 1, 0], caps: "none", creaseDegrees: 180 });
  const uvs = new Float32Array(mesh.uvs.length), slide = hash(k, side === "front" ? 1 : 2, 9) * 0.05;
  for (let i = 0; i < uvs.length; i += 2) {
    // the picture's strip for this cord, once around
    const around = (mesh.uvs[i]! / (2 * Math.PI * RADIUS)) % 1;
    uvs[i] = (k + 0.5) * PITCH + (Math.abs(((around + 0.25) % 1) * 2 - 1) - 0.5) * PITCH * 0.72;
    uvs[i + 1] = mesh.uvs[i + 1]! + slide;
  }
  return { ...mesh, uvs };
}

/** The closed surface just under the cords' backs: what is seen of them from afar. */
function bed(side: Side): Mesh {
  const { count, step } = rows(side), half = (count * step) / 2;
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const columns = Math.round((2 * half) / 0.0105), n = 26;
  for (let c = 0; c <= columns; c++) {
    const s = -half + (2 * half * c) / columns, { line, out } = cord(side, s, 0.002);
    let v = 0;
    for (let k = 0; k <= n; k++) {
      const f = (k / n) * (line.length - 1), i = Math.min(line.length - 2, Math.floor(f)), t = f - i;
      const p = add(line[i]!, difference(line[i + 1]!, line[i]!), t), o = normalize(add(out[i]!, difference(out[i + 1]!, out[i]!), t));
      positions.push(...add(p, o, RADIUS * 0.25));
      if (k > 0) v += Math.hypot(...difference(p, positions.slice(-6, -3) as unknown as Vec3));
      uvs.push(((s + half) / step) * PITCH, v);
    }
  }
  for (let c = 0; c < columns; c++) for (let k = 0; k < n; k++) {
    const a = c * (n + 1) + k, b = a + 1, d = a + n + 1, e = d + 1;
    indices.push(a, b, d, b, e, d);
  }
  return meshFrom(positions, indices, uvs, 60);
}

/** The woven seat: every cord a thread of its own, above a bed that closes the gaps between them. */
export function seat(): { threads: Mesh[]; beds: Mesh[] } {
  const sides: Side[] = ["front", "right"];
  return {
    threads: sides.flatMap((side) => Array.from({ length: rows(side).count }, (_, k) => thread(side, k))),
    beds: sides.map((side) => facing(bed(side))),
  };
}

/** Turns a surface inside out where its first triangle looks down into the seat's middle. */
function facing(mesh: Mesh): Mesh {
  const { positions: p, indices, normals } = mesh;
  let up = 0;
  for (let v = 0; v < p.length; v += 3) if (p[v + 1]! > FRAME.seat - 0.01) up += normals[v + 1]!;
  if (up > 0) return mesh;
  const turned = indices.slice();
  for (let t = 0; t < turned.length; t += 3) [turned[t + 1], turned[t + 2]] = [turned[t + 2]!, turned[t + 1]!];
  return { ...mesh, indices: turned, normals: normals.map((v) => -v) };
}

/** Cords side by side, each of paper twisted to a thread: u across them, v along. Tint by the material. */
export function cordMaps(size = 2048): { bed: TextureSet; thread: TextureSet } {
  const n = size * size, tile = CORDS * PITCH, height = new Float32Array(n), relief = new Float32Array(n), tone = new Float32Array(n);
  const fibre = perlin(size, { seed: 3, fx: 220, fy: 60, octaves: 2, gain: 0.6 }), slow = perlin(size, { seed: 4, fx: CORDS, fy: 3, octaves: 2 });
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const i = y * size + x, f = ((x + 0.5) / size) * CORDS, k = Math.floor(f), q = (f - k - 0.5) * 2;
      const round = Math.sqrt(Math.max(0, 1 - q * q * 0.98));
      // the twist climbs across the cord as a strip of paper wound around it
      const turns = 26, phase = ((y + 0.5) / size) * turns + Math.asin(q * 0.98) * 0.42 + hash(k, 1, 6) + slow[i]! * 0.25;
      const strip = phase - Math.floor(phase), fold = Math.exp(-(((strip - 0.5) / 0.16) ** 2));
      const crease = fold * (0.55 + 0.45 * hash(Math.floor(phase) % turns, k, 7));
      relief[i] = -crease * 0.00013 + fibre[i]! * 0.000035;
      height[i] = round * RADIUS * 0.9 + relief[i]!;
      tone[i] = clamp((0.38 + 0.62 * round ** 0.7) * (0.93 + 0.09 * (hash(k, 2, 6) - 0.5) + slow[i]! * 0.05 - crease * 0.16 + fibre[i]! * 0.05));
    }
  }
  const albedo = colourRamp(size, tone, [[38, 30, 22], [255, 250, 240]]);
  return {
    bed: { tileMetres: tile, albedo, normal: normalFromHeight(height, size, tile, 0.8) },
    thread: { tileMetres: tile, albedo, normal: normalFromHeight(relief, size, tile, 1) },
  };
}

