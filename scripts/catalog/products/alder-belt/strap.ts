import { Matrix4, Vector3 } from "three";
import {
  add, aroundCylinder, fillet, instantiate, lathe, lettering, merge, place, resample, roundedRect, splitByAxis, stitch, sweep, transform,
  type Mesh, type Vec2, type Vec3,
} from "../../kit/index.ts";
import { seam } from "../../kit/seam.ts";
import { faceLine, foldLine, LENGTH, LINE, strapAt, THICK, WIDTH } from "./path.ts";

/** Places a mesh drawn with x along the strap, y up and z away from its outer face. */
export function onStrap(mesh: Mesh, s: number, { lift = THICK / 2, inner = false } = {}): Mesh {
  const { at, along, out } = strapAt(s), side = inner ? -1 : 1;
  const x = new Vector3(along[0] * side, along[1] * side, along[2] * side), z = new Vector3(out[0] * side, 0, out[2] * side);
  const m = new Matrix4().makeBasis(x, new Vector3().crossVectors(z, x), z);
  m.setPosition(new Vector3(...add(at, [z.x, z.y, z.z], lift)));
  return transform(mesh, m);
}

/** Half the strap's width at t of its length, as a share: an English point at the tip. */
const point = (t: number): number => {
  const s = t * LENGTH, length = 26;
  return s >= length ? 1 : Math.max(0.04, Math.sin((Math.PI / 2) * (s / length) ** 0.72));
};

/** A circle of `radius` punched through the leather: a dark well with its rim pressed in. */
function hole(radius: number): { dark: Mesh; rim: Mesh } {
  const lying = (m: Mesh): Mesh => place(m, { rotate: [90, 0, 0] });
  return {
    dark: lying(lathe([[radius, 0.04, 0], [0, 0.04, 0]], { segments: 28 })),
    rim: lying(lathe([[radius + 0.7, 0, 0], [radius + 0.25, 0.1, 0.1], [radius - 0.05, 0.02, 0]], { segments: 32, steps: 2 })),
  };
}

/** A loop of leather around the strap that keeps the tip. */
function keeper(): { face: Mesh; edge: Mesh; thread: Mesh } {
  const around = fillet([[-(THICK * 1.5 + 2.4), -(WIDTH / 2 + 1.5), 2.2], [THICK * 0.5 + 2.1, -(WIDTH / 2 + 1.5), 2.2], [THICK * 0.5 + 2.1, WIDTH / 2 + 1.5, 2.2], [-(THICK * 1.5 + 2.4), WIDTH / 2 + 1.5, 2.2]], { closed: true, steps: 8 });
  const path = resample(around.map(([z, y]): Vec3 => [0, y, z]), 180, true);
  const ring = sweep(roundedRect(1.9, 11, 0.6, 5), path, { closed: true, up: [1, 0, 0], creaseDegrees: 50 });
  const turned = splitByAxis(ring, "x");
  const one = stitch({ length: 2.2, radius: 0.3, segments: 6, steps: 5 });
  const z = THICK * 0.5 + 2.1 + 0.98;
  const line = (x: number) => Array.from({ length: 13 }, (_, i) => ({ at: [x, -15 + i * 2.5, z] as Vec3, normal: [0, 0, 1] as Vec3 }));
  return { face: turned.sides, edge: turned.ends, thread: merge([-3.4, 3.4].map((x, i) => instantiate(one, seam(line(x), { spacing: 3.2, seed: 20 + i })))) };
}

export interface Strap {
  leather: Mesh;
  edge: Mesh;
  thread: Mesh;
  dark: Mesh;
  stamp: Mesh;
}

/** The strap with its fold, seams, holes, keeper and stamp, mm. */
export function makeStrap(): Strap {
  const profile = roundedRect(THICK, WIDTH, 1.15, 7);
  const path = [...LINE, ...foldLine()];
  const solid = sweep(profile, path, { up: [0, 1, 0], bevel: 0.9, scale: (t): Vec2 => [1, point((t * (LENGTH + 64)) / LENGTH)], creaseDegrees: 60 });
  const { ends, sides } = splitByAxis(solid, "y");
  const one = stitch({ length: 3.1, radius: 0.36, segments: 7, steps: 6 });
  const edge = WIDTH / 2 - 3.2;
  const rows = [true, false].flatMap((outer) => [edge, -edge].map((y, i) => instantiate(one, seam(faceLine(30, outer ? LENGTH - 4 : LENGTH - 60, y, outer), { spacing: 4.3, slant: 0.12, seed: i + (outer ? 3 : 7), lift: 0.05 }))));
  // across the tip, where the two rows meet
  const chevron = [true, false].map((outer, i) => instantiate(one, seam([...faceLine(30, 12, edge, outer).map((p, k, all): typeof p => ({ ...p, at: add(p.at, [0, 1, 0], -(edge * (k / (all.length - 1)) ** 1.6)) })), ...faceLine(12, 30, -edge, outer).map((p, k, all): typeof p => ({ ...p, at: add(p.at, [0, 1, 0], edge * (1 - k / (all.length - 1)) ** 1.6) }))], { spacing: 4, seed: 11 + i, lift: 0.05 })));
  const h = hole(2.2);
  const holes = Array.from({ length: 5 }, (_, i) => 88 + i * 25).flatMap((s) => [false, true].map((inner) => ({ s, inner })));
  const loop = keeper(), at = LENGTH - 46;
  // stamped where the strap still follows the coil
  const bend = 46, stamp = place(aroundCylinder(lettering("AUROLOT", { height: 3.4, weight: 0.5, tracking: 0.5 }), bend), { at: [0, -1.7, 0.06 - bend] });
  return {
    leather: merge([sides, onStrap(loop.face, at, { lift: 0 }), ...holes.map((p) => onStrap(h.rim, p.s, p))]),
    edge: merge([ends, onStrap(loop.edge, at, { lift: 0 })]),
    thread: merge([...rows, ...chevron, onStrap(loop.thread, at, { lift: 0 })]),
    dark: merge([...holes.map((p) => onStrap(h.dark, p.s, p))]),
    stamp: onStrap(stamp, LENGTH - 84),
  };
}
