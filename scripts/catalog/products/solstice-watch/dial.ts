import { circle, extrude, inset, lathe, merge, meshFrom, mm, place, roundedBox, type Mesh, type Vec2 } from "../../kit/index.ts";
import { DIAL_Y } from "./case.ts";
import { lettering } from "../../kit/lettering.ts";

/** Centre of the small seconds on the six o'clock axis and its radius, mm. */
const SECONDS_Z = 7.3;
const SECONDS_R = 3.9;
const DIAL_R = 15.5;

/** Parts of the dial by what they are made of. */
export interface Dial {
  sunray: Mesh;
  seconds: Mesh;
  applied: Mesh;
  print: Mesh;
}

/** The dial with u around and v along the radius, so that brushed highlights run as a sunray does; open where the small seconds lie. */
function sunray(): Mesh {
  const segments = 256, rings = 24;
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  // seen from the small seconds' centre each ray runs from its rim to the dial's rim: no triangle crosses the hole
  for (let i = 0; i <= segments; i++) {
    const a = (i / segments) * 2 * Math.PI, c = Math.sin(a), s = Math.cos(a);
    const half = SECONDS_Z * s;
    const reach = -half + Math.sqrt(half * half + DIAL_R * DIAL_R - SECONDS_Z * SECONDS_Z);
    for (let k = 0; k <= rings; k++) {
      const t = SECONDS_R + (reach - SECONDS_R) * (k / rings);
      const x = c * t, z = SECONDS_Z + s * t;
      positions.push(x, DIAL_Y, z);
      uvs.push(Math.atan2(x, z) * 8, Math.hypot(x, z));
    }
  }
  for (let i = 0; i < segments; i++) for (let k = 0; k < rings; k++) {
    const a = i * (rings + 1) + k, b = a + rings + 1;
    indices.push(a, a + 1, b + 1, a, b + 1, b);
  }
  return unwrapped(meshFrom(positions, indices, uvs));
}

/** Splits the triangles that cross the half turn, where the angle jumps, and those at the very centre. */
function unwrapped(mesh: Mesh): Mesh {
  const positions: number[] = [], uvs: number[] = [], turn = 16 * Math.PI;
  for (let t = 0; t < mesh.indices.length; t += 3) {
    const ids = [mesh.indices[t]!, mesh.indices[t + 1]!, mesh.indices[t + 2]!];
    const us = ids.map((i) => mesh.uvs[i * 2]!);
    const high = Math.max(...us);
    ids.forEach((i, k) => {
      positions.push(mesh.positions[i * 3]!, mesh.positions[i * 3 + 1]!, mesh.positions[i * 3 + 2]!);
      uvs.push(high - us[k]! > turn / 2 ? us[k]! + turn : us[k]!, mesh.uvs[i * 2 + 1]!);
    });
  }
  return meshFrom(positions, Array.from({ length: positions.length / 3 }, (_, i) => i), uvs, 180);
}

/** A bar with a roof of four facets, its ridge along Z, standing on y = 0 (mm). */
function baton(width: number, length: number, height: number, wall: number): Mesh {
  const x = width / 2, z = length / 2, r = z - width * 0.32;
  const corners: [number, number][] = [[-x, -z], [x, -z], [x, z], [-x, z]];
  const positions: number[] = [], indices: number[] = [];
  const face = (...points: (readonly [number, number, number])[]) => {
    const base = positions.length / 3;
    for (const p of points) positions.push(...p);
    for (let k = 1; k < points.length - 1; k++) indices.push(base, base + k + 1, base + k);
  };
  corners.forEach((c, i) => {
    const d = corners[(i + 1) % 4]!;
    face([c[0], 0, c[1]], [d[0], 0, d[1]], [d[0], wall, d[1]], [c[0], wall, c[1]]);
  });
  face([-x, wall, -z], [x, wall, -z], [0, height, -r]);
  face([x, wall, z], [-x, wall, z], [0, height, r]);
  face([x, wall, -z], [x, wall, z], [0, height, r], [0, height, -r]);
  face([-x, wall, z], [-x, wall, -z], [0, height, -r], [0, height, r]);
  return meshFrom(positions, indices, undefined, 5);
}

/** A dauphine hand pointing to -Z from the axis: a faceted blade with a tail and a hub. */
function dauphine(length: number, width: number, tail: number, thickness: number): Mesh {
  const w = width / 2, ridge = thickness, base = thickness * 0.35;
  const neck = length * 0.2;
  const positions: number[] = [], indices: number[] = [];
  const tri = (...p: [number, number, number][]) => {
    const b = positions.length / 3;
    for (const q of p) positions.push(...q);
    for (let k = 1; k < p.length - 1; k++) indices.push(b, b + k, b + k + 1);
  };
  for (const s of [1, -1]) {
    const out = (...p: [number, number, number][]) => tri(...(s > 0 ? p : p.reverse()));
    out([0, ridge, tail], [s * w, base, -neck], [0, ridge, -length]);
    out([s * w, base, -neck], [0, ridge, tail], [0, 0, tail], [s * w, 0, -neck]);
    out([0, ridge, -length], [s * w, base, -neck], [s * w, 0, -neck], [0, 0, -length]);
  }
  return meshFrom(positions, indices, undefined, 5);
}

const hub = (r: number, h: number): Mesh => lathe([[0, 0], [r, 0], [r, h, r * 0.2], [r * 0.5, h], [r * 0.42, h * 0.8, 0.02], [0, h * 0.8]], { segments: 40, steps: 3 });

/** At the clock's `angle` in degrees from twelve, `radius` mm from the axis. */
function around(mesh: Mesh, angle: number, radius: number, y: number): Mesh {
  return place(place(mesh, { at: [0, y, -radius] }), { rotate: [0, -angle, 0] });
}

/** Dial, indices, hands and print, in metres. It is nine minutes past ten, 36 seconds. */
export function makeDial(): Dial {
  const applied: Mesh[] = [], print: Mesh[] = [];
  const index = baton(1.05, 3.5, 0.62, 0.3), short = baton(1.05, 1.7, 0.62, 0.3);
  for (let h = 1; h < 12; h++) applied.push(around(h === 6 ? short : index, h * 30, h === 6 ? 13.2 : 12.2, DIAL_Y));
  for (const x of [-0.78, 0.78]) applied.push(place(index, { at: [x, DIAL_Y, -12.2] }));
  const minute = roundedBox(0.13, 0.03, 0.62, 0.01, { steps: 1 }), five = roundedBox(0.3, 0.03, 0.62, 0.01, { steps: 1 });
  for (let m = 0; m < 60; m++) print.push(around(m % 5 ? minute : five, m * 6, 14.9, DIAL_Y + 0.01));
  const words = (text: string, height: number, weight: number, z: number) =>
    place(lettering(text, { height, weight, tracking: 0.34, depth: 0.03 }), { at: [0, DIAL_Y, z], rotate: [-90, 0, 0] });
  print.push(words("AUROLOT", 1.18, 0.15, -6.1), words("AUTOMATIC", 0.56, 0.085, -4.87));

  const grooves: [number, number][] = [];
  const floor = DIAL_Y - 0.22;
  for (let r = 0.1; r < SECONDS_R - 0.35; r += 0.11) grooves.push([r, floor], [r + 0.055, floor - 0.018]);
  const seconds = lathe([[SECONDS_R, DIAL_Y, 0], [SECONDS_R - 0.18, floor, 0.03], ...grooves.reverse()], { segments: 96, creaseDegrees: 60 });
  const at: [number, number, number] = [0, 0, SECONDS_Z];
  const ring = extrude(circle(SECONDS_R + 0.12, 96), { depth: 0.14, bevel: 0.05, bevelSteps: 3, holes: [inset(circle(SECONDS_R + 0.12, 96), 0.22) as Vec2[]] });
  applied.push(place(ring, { at: [0, DIAL_Y + 0.02, SECONDS_Z], rotate: [90, 0, 0] }));
  const tick = roundedBox(0.1, 0.03, 0.5, 0.01, { steps: 1 }), mark = roundedBox(0.1, 0.03, 0.9, 0.01, { steps: 1 });
  for (let k = 0; k < 12; k++) print.push(place(around(k % 3 ? tick : mark, k * 30, k % 3 ? 3.2 : 3.0, floor + 0.015), { at }));
  const needle = merge([
    place(roundedBox(0.16, 0.09, 4.3, 0.03, { steps: 2 }), { at: [0, 0, -1.05] }), place(hub(0.42, 0.22), { at: [0, -0.04, 0] }),
  ]);
  applied.push(place(needle, { at: [0, DIAL_Y + 0.14, SECONDS_Z], rotate: [0, -216, 0] }));

  const hour = merge([dauphine(8.7, 2.1, 2.1, 0.26), place(hub(1.0, 0.2), {})]);
  const long = merge([dauphine(13.4, 1.75, 2.6, 0.24), place(hub(0.85, 0.24), {})]);
  applied.push(place(hour, { at: [0, DIAL_Y + 0.68, 0], rotate: [0, -(10 + 9.6 / 60) * 30, 0] }));
  applied.push(place(long, { at: [0, DIAL_Y + 1.02, 0], rotate: [0, -9.6 * 6, 0] }));
  applied.push(place(hub(0.5, 0.5), { at: [0, DIAL_Y + 1.0, 0] }));
  return { sunray: mm(sunray()), seconds: mm(place(seconds, { at })), applied: mm(merge(applied)), print: mm(merge(print)) };
}
