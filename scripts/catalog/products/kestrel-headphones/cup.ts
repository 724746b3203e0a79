import { Matrix4, Vector3 } from "three";
import {
  computeNormals, deform, displace, extrude, instancesAlong, knurledBand, lathe, lettering, merge, perforatedSheet, place, placed, resample,
  roundedRect, shellAround, spline2, stitch, superellipse, sweep, transform, turnedFace, valueNoise3, type Mesh, type Part, type Vec2, type Vec3,
} from "../../kit/index.ts";

/** Half sizes of the cup's oval, metres: front to back, and height. */
export const CUP = { x: 0.0375, y: 0.0465 } as const;

/** Cup frame: its axis is +Y, away from the head; the oval lies in x (towards the back) and −z (up). */
export const oval = (by: number, exponent = 2.3): Vec2[] => {
  const raw = superellipse(CUP.x + by, CUP.y + by, exponent, 900).map((p): Vec3 => [p[0], p[1], 0]);
  return resample(raw, 196, true).map((p): Vec2 => [p[0], p[1]]);
};

/** From the cup's frame to the right side of the head (x > 0): centre, and turns in degrees. */
export function mount(centre: Vec3, tilt: number, yaw: number): Matrix4 {
  const basis = new Matrix4().makeBasis(new Vector3(0, 0, -1), new Vector3(1, 0, 0), new Vector3(0, -1, 0));
  return placed({ at: centre }).multiply(placed({ rotate: [0, 0, tilt] })).multiply(placed({ rotate: [0, yaw, 0] })).multiply(basis);
}

const lying = (mesh: Mesh, y: number): Mesh => place(mesh, { rotate: [-90, 0, 0], at: [0, y, 0] });

/** Where the outer panel of the cushion meets the inner one: share of the section's length. */
const SEAM = 0.735;

/** The cushion's section, offset from the oval and along the axis, from the inner wall over the crown to the outer wall. */
const section: Vec2[] = spline2(
  [[-0.0155, -0.0002], [-0.0172, -0.005], [-0.0188, -0.012], [-0.0178, -0.0185], [-0.0132, -0.0229], [-0.0078, -0.0236], [-0.0026, -0.0212], [0.0002, -0.0155], [0.0012, -0.0095], [0.0005, -0.004], [-0.0026, -0.0006]],
  54,
);

/** A ring of memory foam in leather: two panels, a seam between them, small folds where the leather is drawn in. */
function cushion(): Mesh {
  const skin = shellAround(oval(-0.0012), section.map((p) => [p[0], p[1], 0] as const), { segments: 214, creaseDegrees: 180 });
  let total = 0;
  for (let i = 1; i < section.length; i++) total += Math.hypot(section[i]![0] - section[i - 1]![0], section[i]![1] - section[i - 1]![1]);
  const shaped = displace(skin, ([x, y, z], _n, uv) => {
    const t = uv[1] / total, angle = Math.atan2(x, z);
    const seam = Math.exp(-(((t - SEAM) / 0.011) ** 2)) * -0.0009;
    const near = Math.exp(-(((t - SEAM) / 0.09) ** 2)) + 0.8 * Math.exp(-(((t - 0.1) / 0.14) ** 2)) + 0.5 * Math.exp(-(((t - 0.98) / 0.06) ** 2));
    const c = Math.sin(angle), s = Math.cos(angle);
    const folds = valueNoise3(c * 9, s * 9, t * 1.4, 5) * 0.6 + valueNoise3(c * 21, s * 21, t * 2.2, 6) * 0.4;
    const broad = valueNoise3(x * 55, y * 55, z * 55, 7) * 0.00028;
    return seam + near * folds * 0.00042 + broad;
  });
  return computeNormals(shaped, 180);
}

function cushionStitches(): { mesh: Mesh; at: Matrix4[] } {
  const k = Math.round(SEAM * (section.length - 1)), p = section[k + 2]!;
  const line = oval(-0.0012 + p[0] + 0.0001).map((q): Vec3 => [q[0], p[1], -q[1]]).reverse();
  const at = instancesAlong(line, { spacing: 0.0031, closed: true, up: [1, 0, 0], offset: [0, 0.0001] });
  return { mesh: stitch({ length: 0.0023, radius: 0.00024, segments: 6, steps: 5 }), at };
}

/** The perforated plate: holes over a shallow dome, a plain disc left in the middle. */
function grille(): Mesh {
  const outline = oval(-0.0107, 2.2);
  const flat = perforatedSheet({ outline, pitch: 0.0024, hole: 0.00081, thickness: 0.0007, margin: 0.0009, bevel: 0.00012, sides: 12, keep: ([x, y]) => Math.hypot(x, y) > 0.0097 });
  return deform(lying(flat, GRILLE), ([x, y, z]) => [x, y + dome(x, z), z]);
}
const GRILLE = 0.0246;
const dome = (x: number, z: number): number => 0.0026 * (1 - Math.min(1, (x / (CUP.x - 0.0107)) ** 2 + (z / (CUP.y - 0.0107)) ** 2));

/** Parts that stand symmetrical on both sides, in the cup's frame. */
export function cupParts(): Part[] {
  const housing = shellAround(
    oval(0),
    [[-0.012, 0.0028, 0], [-0.0006, 0.0028, 0.0006], [0, 0.0036, 0.0005], [0.0002, 0.0105, 0], [0.0002, 0.0112, 0.0003], [-0.0005, 0.0114, 0], [-0.0005, 0.012, 0], [0.0002, 0.0122, 0.0003], [0.0002, 0.0168, 0.006], [-0.0024, 0.0226, 0.008], [-0.0078, 0.0262, 0.0016], [-0.0088, 0.0264, 0.0006], [-0.0094, 0.0254, 0]],
    { steps: 4, step: 0.007 },
  );
  const rim = shellAround(oval(0), [[-0.0093, 0.0242, 0], [-0.0093, 0.0261, 0.0003], [-0.0101, 0.0265, 0.0003], [-0.0109, 0.0254, 0.0003], [-0.0109, 0.024, 0]], { steps: 3 });
  const baffle = shellAround(oval(0), [[-0.016, -0.0002, 0], [-0.001, -0.0002, 0.0006], [0.0002, 0.0006, 0.0005], [0.0002, 0.0022, 0.0004], [-0.001, 0.0028, 0.0004], [-0.004, 0.0028, 0]], { segments: 140, steps: 3 });
  const behind = deform(lying(extrude(oval(-0.0095), { depth: 0.0006 }), GRILLE - 0.0012), ([x, y, z]) => [x, y + dome(x, z), z]);
  // rings from the middle, so that the cloth can bow over the driver
  const pad = lathe([[0, -0.0062, 0], [0.4, -0.0059, 0], [0.75, -0.0046, 0], [0.93, -0.0032, 0], [1, -0.0026, 0]], { segments: 120, step: 0.08 });
  const cloth = deform(pad, ([x, y, z]) => [x * (CUP.x - 0.0145), y, z * (CUP.y - 0.0145)]);
  const clothUvs: Mesh = { ...cloth, uvs: Float32Array.from({ length: cloth.uvs.length }, (_, i) => cloth.positions[((i / 2) | 0) * 3 + (i % 2 ? 2 : 0)]!) };
  const touch = place(turnedFace({ radius: 0.0089, hollow: 0.0004, pitch: 0.0006, segments: 80 }), { at: [0, GRILLE + 0.0034, 0] });
  const touchRim = place(lathe([[0.0097, -0.0012, 0], [0.0097, 0.0001, 0.0002], [0.0093, 0.0006, 0.0002], [0.0088, 0.0003, 0]], { segments: 80, steps: 4 }), { at: [0, GRILLE + 0.003, 0] });
  const seam = cushionStitches();
  return [
    { name: "cushion", mesh: cushion(), slot: "leather" },
    { name: "cushion seam", mesh: seam.mesh, instances: seam.at, slot: "thread" },
    { name: "housing", mesh: housing, slot: "housing" },
    { name: "rim", mesh: rim, slot: "polished" },
    { name: "grille", mesh: grille(), slot: "grille" },
    { name: "behind the grille", mesh: behind, slot: "dark" },
    { name: "baffle", mesh: baffle, slot: "plastic" },
    { name: "driver cloth", mesh: flipped(clothUvs), slot: "cloth" },
    { name: "touch disc", mesh: touch, slot: "turned" },
    { name: "touch rim", mesh: touchRim, slot: "polished" },
    ...yokeParts(),
  ];
}

/** Lathed from the middle outwards it faces the axis' positive end; the cloth faces the head. */
const flipped = (mesh: Mesh): Mesh => {
  const down = mesh.normals.filter((_, i) => i % 3 === 1).reduce((s, v) => s + v, 0) < 0;
  if (down) return mesh;
  const indices = mesh.indices.slice();
  for (let i = 0; i < indices.length; i += 3) [indices[i + 1], indices[i + 2]] = [indices[i + 2]!, indices[i + 1]!];
  return { ...mesh, indices, normals: mesh.normals.map((v) => -v) };
};

/** Height of the yoke's middle plane on the cup's axis, and its ellipse, metres. */
export const YOKE = { y: 0.0138, rx: CUP.x + 0.0052, ry: CUP.y + 0.0078 } as const;

function yokeParts(): Part[] {
  const from = -0.2, to = Math.PI + 0.2, n = 150;
  const path = Array.from({ length: n + 1 }, (_, i): Vec3 => {
    const a = from + ((to - from) * i) / n;
    // upright flanks below the pivots
    return [Math.cos(Math.max(-0.02, Math.min(Math.PI + 0.02, a))) * YOKE.rx, YOKE.y, -Math.sin(a) * YOKE.ry];
  });
  const even = resample(path, 140);
  const length = even.reduce((s, p, i) => (i ? s + Math.hypot(p[0] - even[i - 1]![0], p[2] - even[i - 1]![2]) : 0), 0);
  const width = 0.0094, r = width / 2;
  const arm = sweep(roundedRect(0.0034, width, 0.0011, 5), even, {
    up: [0, 1, 0],
    scale: (t): Vec2 => {
      const s = Math.min(t, 1 - t) * length, middle = Math.exp(-(((t - 0.5) / 0.1) ** 2));
      const round = s >= r ? 1 : Math.sqrt(Math.max(0.01, 1 - ((r - s) / r) ** 2));
      return [1 + 0.25 * middle, round * (1 + 0.14 * middle)];
    },
    bevel: 0.0003,
    creaseDegrees: 30,
  });
  const pin = lathe([[0, -0.0062, 0], [0.0026, -0.0062, 0], [0.0026, 0.0016, 0.0002], [0.0038, 0.0016, 0.0002], [0.0038, 0.0026, 0.0004], [0.0031, 0.0031, 0.0003], [0, 0.0028, 0]], { segments: 56, steps: 4 });
  const pins = [1, -1].map((s) => placed({ at: [s * YOKE.rx, YOKE.y, 0], rotate: [0, 0, -90 * s] }));
  const slot = place(extrude(roundedRect(0.0044, 0.0007, 0.0003, 3), { depth: 0.0004 }), { rotate: [0, 90, 0] });
  const slots = [1, -1].map((s) => placed({ at: [s * (YOKE.rx + 0.00278), YOKE.y, 0], rotate: [35, 0, 0] }));
  return [
    { name: "yoke", mesh: arm, slot: "metal" },
    { name: "pins", mesh: pin, instances: pins, slot: "polished" },
    { name: "pin slots", mesh: slot, instances: slots, slot: "dark" },
  ];
}

/** Volume wheel, key and socket at the back edge of one cup, in its frame. */
export function controlParts(): Part[] {
  const edge = oval(0.0002), place3 = (angle: number, y: number) => {
    const i = Math.round((((angle + 360) % 360) / 360) * edge.length) % edge.length;
    const p = edge[i]!, q = edge[(i + 1) % edge.length]!, o = edge[(i + edge.length - 1) % edge.length]!;
    const t = new Vector3(q[0] - o[0], 0, -(q[1] - o[1])).normalize(), up = new Vector3(0, 1, 0);
    return new Matrix4().makeBasis(t, up, new Vector3().crossVectors(t, up)).setPosition(p[0], y, -p[1]);
  };
  const sunk = 0.0053;
  const wheel = place(knurledBand({ radius: 0.0076, height: 0.0036, count: 52, rows: 4, depth: 0.00028 }), { at: [0, -0.0018, -sunk] });
  const cheek = lathe([[0.0073, -0.0004, 0], [0.0074, 0, 0.0003], [0.0066, 0.0002, 0.0002], [0, 0.0002, 0]], { segments: 72, steps: 3 });
  const cheeks = [1, -1].map((s) => place(cheek, { at: [0, s * 0.0018, -sunk], rotate: [s > 0 ? 0 : 180, 0, 0] }));
  const frame = extrude(roundedRect(0.0142, 0.0062, 0.0016, 6), { depth: 0.0016, bevel: 0.0003, holes: [roundedRect(0.0122, 0.0046, 0.0009, 6)] });
  const slot = extrude(roundedRect(0.013, 0.0052, 0.001, 4), { depth: 0.001 });
  const key = extrude(roundedRect(0.0092, 0.0032, 0.0016, 8), { depth: 0.0018, bevel: 0.0005 });
  const wheelAt = place3(-36, 0.0071), keyAt = place3(-58, 0.0071);
  return [
    { name: "wheel", mesh: merge([wheel, ...cheeks]), instances: [wheelAt], slot: "metal" },
    { name: "wheel frame", mesh: frame, instances: [wheelAt], slot: "polished" },
    { name: "wheel slot", mesh: slot, instances: [wheelAt], slot: "dark" },
    { name: "key", mesh: key, instances: [keyAt], slot: "polished" },
  ];
}

/** "L" or "R" printed on the driver's cloth, in the cup's frame; `mirrored` where the frame will be mirrored. */
export function sideLetter(letter: "L" | "R", mirrored: boolean): Mesh {
  const flat = lettering(letter, { height: 0.017, weight: 0.0017 });
  // read from the head: the cup's x runs to the left there
  const turned = place(flat, { at: [0, -0.0085, 0] });
  const lain = transform(turned, new Matrix4().makeBasis(new Vector3(mirrored ? 1 : -1, 0, 0), new Vector3(0, 0, -1), new Vector3(0, -1, 0)));
  const positions = lain.positions.slice();
  for (let i = 0; i < positions.length; i += 3) {
    const r = Math.hypot(positions[i]! / (CUP.x - 0.0145), positions[i + 2]! / (CUP.y - 0.0145));
    positions[i + 1] = -0.0062 + 0.0003 * (r / 0.4) ** 2 - 0.00012;
  }
  return { ...lain, positions };
}
