import {
  add, boucle, boxCushion, boxUvs, brushedMetal, cylinderUvs, lathe, leather, lerp, mapUvs, merge, mirrored, place,
  roundedBox, span, spline, stand, superellipse, sweep, timber, valueNoise3, weave, wedgedTenon,
  type Corner, type MaterialDefinition, type Mesh, type Part, type ProductModel, type Vec3,
} from "../../kit/index.ts";

/** The right half of the frame (+X); the left is its mirror image. Metres. */
const FRONT = { foot: [0.34, 0, 0.318], top: [0.331, 0.523, 0.29] } as const satisfies Record<string, Vec3>;
const REAR = { foot: [0.336, 0, -0.402], top: [0.322, 0.49, -0.268] } as const satisfies Record<string, Vec3>;
const RAIL = { front: 0.272, rear: 0.226 };
const POST = { x: 0.258, low: [0.258, 0.238, -0.236], high: [0.258, 0.775, -0.448] } as const;
const LEAN = Math.atan2(POST.low[2] - POST.high[2], POST.high[1] - POST.low[1]);

const onLeg = (leg: { foot: Vec3; top: Vec3 }, y: number): Vec3 => lerp(leg.foot, leg.top, (y - leg.foot[1]) / (leg.top[1] - leg.foot[1]));

/** A turned piece along +Y: radii at fractions of its length, run through a spline. */
function turning(length: number, stations: readonly (readonly [number, number])[], segments = 40): Mesh {
  const line = spline(stations.map(([f, r]): Vec3 => [r, f * length, 0]), 40);
  const first = line[0]!, last = line[line.length - 1]!;
  const profile: Corner[] = [[0, 0], [first[0], 0, 0.002], ...line.slice(1, -1).map((p): Corner => [p[0], p[1]]), [last[0], length, 0.0015], [0, length]];
  const mean = stations.reduce((s, [, r]) => s + r, 0) / stations.length;
  // the grain's figure is squeezed so that it closes around the turning
  return mapUvs(cylinderUvs(lathe(profile, { segments, creaseDegrees: 50, step: 0.014 }), mean), { su: 0.36 / (2 * Math.PI * mean) });
}

const between = (mesh: (length: number) => Mesh, a: Vec3, b: Vec3): Mesh => stand(mesh(span(a, b)), a, b);

/** A bar of superelliptic section along `path`; half width and half height at each fraction; its ends round off over `round` of its length. */
function bar(path: readonly Vec3[], half: (t: number) => readonly [number, number], up: Vec3, round = 0, exponent = 2.8, points = 84): Mesh {
  const dense = spline(path, 800);
  const samples = Array.from({ length: points }, (_, i) => {
    const t = i / (points - 1);
    return dense[Math.round((round ? t * 0.4 + 0.6 * (0.5 - 0.5 * Math.cos(Math.PI * t)) : t) * 799)]!;
  });
  return sweep(superellipse(1, 1, exponent, 44), samples, {
    up,
    scale: (t) => {
      const [w, h] = half(t);
      const d = Math.min(t, 1 - t);
      const k = round && d < round ? Math.sqrt(Math.max(0.0004, 1 - (1 - d / round) ** 2)) : 1;
      return [w * k, h * (0.35 + 0.65 * k) * (k < 0.05 ? 0.4 : 1)];
    },
  });
}

const smoothBetween = (a: number, b: number, t: number) => {
  const s = Math.min(1, Math.max(0, (t - a) / (b - a)));
  return s * s * (3 - 2 * s);
};

const ARM: Vec3[] = [[0.333, 0.533, 0.392], [0.339, 0.5375, 0.31], [0.3385, 0.533, 0.15], [0.328, 0.515, -0.08], [0.3155, 0.497, -0.27], [0.3115, 0.488, -0.4]];

function frame(): { wood: Mesh; end: Mesh; wedge: Mesh; joint: Mesh; brass: Mesh } {
  const leg = (l: number) => turning(l, [[0, 0.0118], [0.25, 0.0158], [0.52, 0.0205], [0.78, 0.0178], [1, 0.0142]], 48);
  const rear = (l: number) => turning(l, [[0, 0.0118], [0.25, 0.0158], [0.48, 0.0205], [0.78, 0.0172], [1, 0.0138]], 48);
  const arm = boxUvs(
    bar(ARM, (t) => [0.0405 - 0.019 * smoothBetween(0.22, 0.72, t) + 0.002 * smoothBetween(0.75, 1, t), 0.0125 - 0.0015 * t], [0, 1, 0], 0.052, 2.7, 170),
    { grain: "z", offset: [0.1, 0.2] },
  );
  const f = onLeg(FRONT, RAIL.front), r = onLeg(REAR, RAIL.rear);
  const sideRail = boxUvs(bar([add(f, [0, 0, -0.012]), lerp(f, r, 0.5), add(r, [0, 0, 0.012])], (t) => [0.0125, 0.019 + 0.006 * Math.sin(Math.PI * t)], [0, 1, 0]), { grain: "z", offset: [0.22, 0.5] });
  const post = between((l) => turning(l, [[0, 0.011], [0.3, 0.0148], [0.5, 0.0155], [1, 0.0105]], 48), POST.low, POST.high);
  const low = between((l) => turning(l, [[0, 0.0068], [0.5, 0.0096], [1, 0.0068]], 32), onLeg(FRONT, 0.118), onLeg(REAR, 0.108));
  const half = merge([between(leg, FRONT.foot, FRONT.top), mapUvs(between(rear, REAR.foot, REAR.top), { dv: 0.4, du: 0.1 }), arm, sideRail, mapUvs(post, { dv: 0.2, du: 0.05 }), mapUvs(low, { dv: 0.7 })]);

  const front = onLeg(FRONT, RAIL.front - 0.006), back: Vec3 = [0.345, RAIL.rear + 0.0095, -0.244];
  const cross = (p: Vec3, bow: number, h: number) => boxUvs(bar([[-p[0] + 0.012, p[1], p[2]], [0, p[1], p[2] + bow], [p[0] - 0.012, p[1], p[2]]], (t) => [0.0115, h + 0.005 * Math.sin(Math.PI * t)], [0, 1, 0]), { grain: "x", offset: [p[2], 0.1] });
  const up: Vec3 = [0, Math.cos(LEAN), -Math.sin(LEAN)];
  const h = POST.high;
  // the crest: bent backwards, deepest in the middle, its ends running out over the posts
  const crest = boxUvs(
    bar([[-h[0] - 0.034, h[1] - 0.012, h[2] + 0.004], [-h[0], h[1] - 0.004, h[2] - 0.002], [0, h[1] + 0.01, h[2] - 0.052], [h[0], h[1] - 0.004, h[2] - 0.002], [h[0] + 0.034, h[1] - 0.012, h[2] + 0.004]],
      (t) => [0.0105, 0.0225 + 0.0135 * Math.sin(Math.PI * t) ** 1.3], up, 0.035, 2.6, 150),
    { grain: "x", offset: [0.17, 0.33] },
  );
  const lowAt = lerp(POST.low, POST.high, 0.1);
  const lowRail = boxUvs(bar([[-lowAt[0], lowAt[1], lowAt[2]], [0, lowAt[1], lowAt[2] - 0.03], [lowAt[0], lowAt[1], lowAt[2]]], () => [0.0085, 0.0155], up), { grain: "x", offset: [0.05, 0.6] });
  const spindles = Array.from({ length: 8 }, (_, i) => {
    const x = -0.203 + (i * 0.406) / 7, q = 1 - (x / 0.258) ** 2;
    const a: Vec3 = [x, lowAt[1], lowAt[2] - 0.03 * q], b: Vec3 = [x * 1.03, h[1] - 0.004 + 0.01 * q, h[2] - 0.002 - 0.05 * q];
    return mapUvs(between((l) => turning(l, [[0, 0.0048], [0.4, 0.0068], [1, 0.0046]], 24), a, b), { du: i * 0.07, dv: i * 0.31 });
  });
  const slats = Array.from({ length: 7 }, (_, i) => {
    const t = (i + 0.7) / 7.6, z = 0.285 - t * 0.53, y = RAIL.front - (RAIL.front - RAIL.rear) * t + 0.004;
    return place(boxUvs(roundedBox(0.645, 0.009, 0.046, 0.003), { grain: "x", offset: [i * 0.09, i * 0.21] }), { at: [0, y, z], rotate: [-4.6, 0, 0] });
  });
  const wood = merge([mirrored(half, "x"), cross(front, 0.012, 0.021), cross(back, 0, 0.019), crest, lowRail, ...spindles, ...slats]);

  const joint = (leg: { foot: Vec3; top: Vec3 }, seed: number) => {
    const t = wedgedTenon(0.0125, { seed, turn: 90 });
    const z = leg.top[2];
    const on = nearest(spline(ARM, 600), z);
    const tilt = (Math.atan2(on.slope, 1) * 180) / Math.PI;
    const where = { at: [leg.top[0] + (on.p[0] - leg.top[0]) * 0.5, on.p[1] + on.half, z] as Vec3, rotate: [-tilt, 0, 0] as Vec3 };
    return { end: place(t.end, where), wedge: place(t.wedge, where), joint: place(t.joint, where) };
  };
  const joints = [joint(FRONT, 1), joint(REAR, 3)];
  // the back is hung between the arms on brass pins
  const pinAt = lerp(POST.low, POST.high, 0.475);
  const pin = place(lathe([[0, 0], [0.0062, 0], [0.0062, 0.062, 0.0004], [0.0105, 0.0625, 0.0008], [0.0105, 0.066, 0.0012], [0, 0.0665]], { segments: 48, step: 0.003 }), { at: [POST.x + 0.062, pinAt[1], pinAt[2]], rotate: [0, 0, 90] });
  const washer = place(lathe([[0.006, 0], [0.0115, 0, 0.0006], [0.0115, 0.003, 0.0006], [0.006, 0.003]], { segments: 40 }), { at: [POST.x + 0.02, pinAt[1], pinAt[2]], rotate: [0, 0, 90] });
  const glide = (foot: Vec3) => place(lathe([[0, 0], [0.0098, 0, 0.001], [0.0118, 0.004, 0.001], [0.0119, 0.007], [0, 0.007]], { segments: 40 }), { at: foot });
  return {
    wood,
    end: mirrored(merge(joints.map((j) => j.end)), "x"),
    wedge: mirrored(merge(joints.map((j) => j.wedge)), "x"),
    joint: mirrored(merge(joints.map((j) => j.joint)), "x"),
    brass: mirrored(merge([pin, washer, glide(FRONT.foot), glide(REAR.foot)]), "x"),
  };
}

/** The arm's centre line at depth z: its point, fall along z, and half thickness. */
function nearest(line: readonly Vec3[], z: number): { p: Vec3; slope: number; half: number } {
  const i = Math.max(1, line.findIndex((p) => p[2] <= z));
  const a = line[i - 1]!, b = line[i]!;
  return { p: b, slope: (a[1] - b[1]) / (a[2] - b[2]), half: 0.0125 - (0.0015 * i) / line.length };
}

function cushions(): { cover: Mesh; piping: Mesh } {
  const seatTilt = 4.9, boxing = 0.088, crown = 0.034;
  const seat = boxCushion({
    width: 0.578, depth: 0.59, boxing, crown, corner: 0.05, softness: 0.5, seed: 3,
    shape: ([x, y, z]) => {
      // sat in: lower in the middle towards the back, fuller at the front edge
      const dip = 0.013 * Math.exp(-((x / 0.19) ** 2) - ((z + 0.05) / 0.2) ** 2) * (y > 0 ? 1 : 0.1);
      return [x * (1 + 0.012 * (z / 0.3)), y - dip + 0.0025 * valueNoise3(x * 4, 1, z * 4, 7), z];
    },
  });
  const back = boxCushion({
    width: 0.566, depth: 0.475, boxing: 0.078, crown: 0.046, corner: 0.055, softness: 0.72, seed: 9,
    shape: ([x, y, z]) => {
      // slumped: thicker below (+z is down here), bowed with the frame behind it
      const low = 1 + 0.16 * (z / 0.25) - 0.06 * (z / 0.25) ** 2;
      return [x * (1 + 0.015 * (z / 0.25)), y * low - 0.028 * (1 - (x / 0.29) ** 2) + 0.003 * valueNoise3(x * 5, 2, z * 5, 5), z + 0.006 * Math.cos(x * 9)];
    },
  });
  const seatAt = { at: [0, 0.2735 + boxing / 2 + crown * 0.62, 0.05] as Vec3, rotate: [-seatTilt, 0, 0] as Vec3 };
  // stands on the seat, leaning against the spindles
  const leanDegrees = (LEAN * 180) / Math.PI;
  const backAt = { at: [0, 0.588, -0.279] as Vec3, rotate: [90 - leanDegrees, 0, 0] as Vec3 };
  return {
    cover: merge([place(seat.cover, seatAt), place(back.cover, backAt)]),
    piping: merge([place(seat.piping, seatAt), place(back.piping, backAt)]),
  };
}

export default function model(): ProductModel {
  const f = frame(), c = cushions();
  const parts: Part[] = [
    { name: "frame", slot: "wood", mesh: f.wood },
    { name: "end-grain", slot: "end", mesh: f.end },
    { name: "wedges", slot: "wedge", mesh: f.wedge },
    { name: "joints", slot: "joint", mesh: f.joint },
    { name: "pins", slot: "brass", mesh: f.brass },
    { name: "cushions", slot: "cover", mesh: c.cover },
    { name: "piping", slot: "piping", mesh: c.piping },
  ];
  const { face, end } = timber(29);
  const loops = boucle({ seed: 4 });
  const wool = weave({ threads: 84, tileMetres: 0.13, pattern: "twill", slub: 0.5, roughness: 0.95, seed: 12 });
  const hide = leather({ tileMetres: 0.24, pebbles: 110, relief: 0.55, roughness: 0.4, seed: 6 });
  const brass = brushedMetal({ roughness: 0.3, brush: 0.4, seed: 3 });
  const cloth = (id: string, baseColor: string, sheen: string): MaterialDefinition => ({ id, textures: wool, baseColor, sheen: { color: sheen, roughness: 0.6 } });
  return {
    slug: "halden-lounge-chair",
    category: "furniture",
    parts,
    materials: [
      face.oak, end.oak, face.walnut, end.walnut, face.black, end.black,
      { id: "joint", baseColor: "#7d6040", roughness: 1 },
      { id: "brass", textures: brass, baseColor: "#d6b274" },
      { id: "boucle-ivory", textures: loops, baseColor: "#f7f1e6", sheen: { color: "#3a362f", roughness: 0.7 } },
      cloth("wool-moss", "#6d7253", "#3c4030"),
      cloth("wool-slate", "#66707a", "#3c444c"),
      { id: "leather-cognac", textures: hide, baseColor: "#8d5836" },
    ],
    slots: { joint: "joint", brass: "brass" },
    finishes: [
      { id: "oak-ivory-boucle", name: "Oak, ivory bouclé", slots: { wood: "oak", end: "oak-end", wedge: "walnut", cover: "boucle-ivory", piping: "boucle-ivory" } },
      { id: "walnut-cognac-leather", name: "Walnut, cognac leather", slots: { wood: "walnut", end: "walnut-end", wedge: "oak", cover: "leather-cognac", piping: "leather-cognac" } },
      { id: "black-moss-wool", name: "Black oak, moss wool", slots: { wood: "black", end: "black-end", wedge: "oak", cover: "wool-moss", piping: "wool-moss" } },
      { id: "oak-slate-wool", name: "Oak, slate wool", slots: { wood: "oak", end: "oak-end", wedge: "walnut", cover: "wool-slate", piping: "wool-slate" } },
    ],
    closeUps: [
      { target: [0.335, 0.53, 0.28], from: [0.7, 0.8, 1], width: 0.24 },
      { target: [0.2, 0.4, 0.3], from: [0.6, 0.5, 1], width: 0.34 },
      { target: [0, 0.75, -0.43], from: [0.5, 0.5, -1], width: 0.5 },
      { target: [0.3, 0.5, -0.3], from: [-0.2, 0.7, -1], width: 0.34 },
      { target: [0.05, 0.6, -0.2], from: [0.4, 0.4, 1], width: 0.4 },
      { target: [0.33, 0.27, 0.3], from: [1, 0.15, 0.9], width: 0.3 },
    ],
  };
}
