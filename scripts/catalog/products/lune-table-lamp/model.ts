import {
  brushedMetal, cylinderUvs, deform, instancesAlong, lathe, mapUvs, merge, paint, place, roundedBox,
  roundedRect, spline, sweep, tube, valueNoise3, weave,
  type Corner, type Mesh, type Part, type ProductModel, type Vec3,
} from "../../kit/index.ts";
import { glaze } from "./glaze.ts";

/** Heights in metres. */
const JAR = { radius: 0.116, foot: 0.056, neck: 0.036, height: 0.206 };
const SHADE = { bottom: 0.262, top: 0.458, wide: 0.178, narrow: 0.148 };
const STEM = JAR.height + 0.012;

/** A moon jar is thrown as two bowls and joined at the waist: a trace of the seam stays, and neither half is quite round. */
function jar(): Mesh {
  const profile: Corner[] = [[0, 0.004], [JAR.foot - 0.007, 0.004], [JAR.foot - 0.006, 0, 0.001], [JAR.foot, 0, 0.0015], [JAR.foot + 0.001, 0.008, 0.003]];
  const y0 = 0.008, y1 = JAR.height - 0.007;
  for (let i = 1; i < 70; i++) {
    const t = i / 70, y = y0 + (y1 - y0) * t;
    const s = 2 * t - 1;
    // fuller above the waist than below it
    const full = Math.sqrt(Math.max(0, 1 - Math.abs(s) ** (s > 0 ? 2.28 : 2.05)));
    const end = s > 0 ? JAR.neck : JAR.foot;
    profile.push([end + (JAR.radius - end) * full, y]);
  }
  profile.push([JAR.neck, JAR.height - 0.006, 0.003], [JAR.neck + 0.002, JAR.height, 0.002], [JAR.neck - 0.004, JAR.height, 0.002], [JAR.neck - 0.005, JAR.height - 0.02]);
  const round = lathe(profile, {
    segments: 224, steps: 5, step: 0.0028, creaseDegrees: 45,
    radius: (r, a, y) => {
      const belly = Math.min(1, Math.max(0, (r - 0.06) / 0.05));
      const seam = 0.0009 * Math.exp(-(((y - 0.107) / 0.0045) ** 2));
      return r * (1 + belly * (0.006 * Math.cos(2 * a + 0.6) + 0.0035 * Math.cos(3 * a + y * 9))) + belly * (seam + 0.00016 * Math.sin(y * 420 + a * 0.9));
    },
  });
  return mapUvs(cylinderUvs(round, 0.36 / (2 * Math.PI)), {});
}

/** Linen glued to a lining, stretched over two rings: faintly slack between them, overlapped and stitched at the back. */
function shade(): { linen: Mesh; lining: Mesh; hems: Mesh; seam: Mesh; rings: Mesh } {
  const { bottom, top, wide, narrow } = SHADE;
  const slack = (t: number) => -0.0022 * Math.sin(Math.PI * t);
  const at = (t: number, inwards = 0): Corner => [wide + (narrow - wide) * t + slack(t) - inwards, bottom + (top - bottom) * t];
  const steps = Array.from({ length: 61 }, (_, i) => i / 60);
  const uneven = (r: number, a: number, y: number) => r + 0.0005 * valueNoise3(Math.sin(a) * 5, y * 22, Math.cos(a) * 5, 4);
  const linen = lathe(steps.map((t) => at(t)), { segments: 216, radius: uneven });
  const lining = lathe([...steps].reverse().map((t) => at(t, 0.0011)), { segments: 160, radius: uneven });
  const hem = (t: number) => {
    const [r, y] = at(t);
    const ring = Array.from({ length: 200 }, (_, i): Vec3 => [Math.sin((i / 200) * 2 * Math.PI) * (r - 0.0006), y, Math.cos((i / 200) * 2 * Math.PI) * (r - 0.0006)]);
    // a bias tape folded over the edge, 9 mm wide
    return sweep(roundedRect(0.0036, 0.009, 0.0015, 4), ring, { closed: true, up: [0, 1, 0], creaseDegrees: 50 });
  };
  const back = Array.from({ length: 50 }, (_, i): Vec3 => {
    const [r, y] = at(0.022 + (i / 49) * 0.956);
    return [0, y, -(r + 0.0004)];
  });
  const seam = sweep(roundedRect(0.011, 0.0012, 0.0005, 3), back, { up: [0, 0, -1] });
  const wire = (t: number) => {
    const [r, y] = at(t, 0.003);
    return tube(Array.from({ length: 120 }, (_, i): Vec3 => [Math.sin((i / 120) * 2 * Math.PI) * r, y, Math.cos((i / 120) * 2 * Math.PI) * r]), 0.0012, { closed: true, segments: 10 });
  };
  return { linen, lining, hems: merge([hem(0), hem(1)]), seam, rings: merge([wire(0.012), wire(0.988)]) };
}

/** The three arms that carry the shade, and the knob that holds them. */
function fitter(): Mesh {
  const y = SHADE.top - 0.018;
  const arms = [0, 1, 2].map((k) => {
    const a = (k * 2 * Math.PI) / 3 + 0.3, s = Math.sin(a), c = Math.cos(a);
    const at = (r: number, h: number): Vec3 => [s * r, h, c * r];
    return tube(spline([at(0.011, y), at(0.03, y + 0.001), at(0.1, y + 0.006), at(SHADE.narrow - 0.008, SHADE.top - 0.004), at(SHADE.narrow - 0.003, SHADE.top - 0.003)], 40), 0.0015, { segments: 12, bevel: 0.001 });
  });
  const hub = lathe([[0.004, y - 0.0025], [0.0125, y - 0.0025, 0.001], [0.0125, y + 0.0025, 0.001], [0.004, y + 0.0025]], { segments: 48 });
  // a small moon as the finial
  const knob: Corner[] = [[0.0035, y + 0.002], [0.0058, y + 0.0045, 0.001], [0.0035, y + 0.008, 0.001]];
  for (let i = 1; i <= 24; i++) {
    const a = -1.15 + (i / 24) * (Math.PI / 2 + 1.15);
    knob.push([Math.max(0, Math.cos(a) * 0.0105), y + 0.0176 + Math.sin(a) * 0.0105]);
  }
  return merge([...arms, hub, lathe(knob, { segments: 64 })]);
}

/** Collar, stem, socket and harp: all that is brass between jar and shade. */
function stem(): Mesh {
  const collar = lathe(
    [[0.02, JAR.height - 0.01], [JAR.neck - 0.006, JAR.height - 0.004], [JAR.neck - 0.0055, JAR.height + 0.0035, 0.0016], [0.0165, JAR.height + 0.0055, 0.003], [0.013, STEM + 0.002, 0.003], [0.0085, STEM + 0.008, 0.004], [0.0068, STEM + 0.04], [0.0068, STEM + 0.05, 0.001], [0.0175, STEM + 0.054, 0.002], [0.0195, STEM + 0.06, 0.003], [0.0195, STEM + 0.104, 0.0015], [0.0165, STEM + 0.106, 0.001], [0.0165, STEM + 0.098]],
    { segments: 128, steps: 8, step: 0.004, creaseDegrees: 42 },
  );
  const knurl = instancesAlong(Array.from({ length: 72 }, (_, i): Vec3 => [Math.sin((i / 72) * 2 * Math.PI) * 0.0195, STEM + 0.066, Math.cos((i / 72) * 2 * Math.PI) * 0.0195]), { count: 72, closed: true });
  const rib = place(roundedBox(0.0009, 0.006, 0.0009, 0.0004, { steps: 2 }), {});
  const harpHalf: Vec3[] = [[0.0185, STEM + 0.09, 0], [0.034, STEM + 0.094, 0], [0.043, STEM + 0.13, 0], [0.041, SHADE.top - 0.06, 0], [0.024, SHADE.top - 0.03, 0], [0, SHADE.top - 0.0215, 0]];
  const harp = spline([...harpHalf, ...[...harpHalf].reverse().slice(1).map((p): Vec3 => [-p[0], p[1], p[2]])], 120);
  return merge([collar, ...knurl.map((m) => place(rib, { at: [m.elements[12]!, m.elements[13]!, m.elements[14]!], rotate: [0, (Math.atan2(m.elements[12]!, m.elements[14]!) * 180) / Math.PI, 0] })), tube(harp, 0.0014, { segments: 14 })]);
}

/** A flat two-pin plug, its flex leaving towards +X from the origin; it lies on its broad side. */
function plug(): { body: Mesh; pins: Mesh } {
  const body = deform(place(roundedBox(0.036, 0.0138, 0.0352, 0.0058, { steps: 6, cells: 10 }), { at: [-0.02, 0.0069, 0] }), (p) => {
    const t = Math.max(0, Math.min(1, (p[0] + 0.038) / 0.036));
    const waist = 1 - 0.52 * t * t * (3 - 2 * t);
    return [p[0], 0.0069 + (p[1] - 0.0069) * (1 - 0.3 * t * t), p[2] * waist];
  });
  const pin = lathe([[0, 0], [0.002, 0], [0.002, 0.019, 0.0016], [0, 0.019]], { segments: 28, steps: 6 });
  return { body, pins: merge([-1, 1].map((k) => place(pin, { at: [-0.0375, 0.0069, k * 0.0092], rotate: [0, 0, 90] }))) };
}

export default function model(): ProductModel {
  const s = shade();
  const cablePath = spline([[0.02, 0.0065, -0.05], [0.05, 0.0042, -0.085], [0.085, 0.0034, -0.125], [0.135, 0.0033, -0.14], [0.165, 0.0033, -0.1], [0.168, 0.0033, -0.05], [0.165, 0.0045, -0.018]], 150);
  const leave = spline([[0.1635, 0.0045, 0.034], [0.163, 0.0036, 0.06], [0.176, 0.0033, 0.082], [0.196, 0.0033, 0.07], [0.2, 0.0033, 0.02], [0.197, 0.0033, -0.06], [0.188, 0.0033, -0.13], [0.15, 0.0033, -0.19], [0.09, 0.0033, -0.222], [0.0, 0.0033, -0.236], [-0.05, 0.0046, -0.232], [-0.09, 0.0069, -0.222]], 240);
  // braided textile: the radius ripples with the braid
  const flex = (path: Vec3[]) => tube(path, 0.0031, { segments: 18, bevel: 0.001 });
  const inline = deform(place(roundedBox(0.019, 0.0135, 0.052, 0.006, { steps: 6, cells: 8 }), { at: [0, 0, 0] }), (p) => [p[0] * (1 - 6 * p[2] * p[2] * 14), p[1] * (1 - p[2] * p[2] * 120), p[2]]);
  const rocker = deform(roundedBox(0.0085, 0.003, 0.021, 0.0013, { steps: 5, cells: 8 }), (p) => [p[0], p[1] + 9 * p[2] * p[2], p[2]]);
  const turn: Vec3 = [0, -2, 0];
  const bulbY = STEM + 0.148;
  const bulbLine: Corner[] = [[0.013, STEM + 0.1]];
  for (let i = 0; i <= 30; i++) {
    const a = -1.05 + (i / 30) * (Math.PI / 2 + 1.05);
    bulbLine.push([Math.max(0, Math.cos(a) * 0.0275), bulbY + Math.sin(a) * 0.0275]);
  }

  const parts: Part[] = [
    { name: "jar", slot: "glaze", mesh: jar() },
    { name: "shade", slot: "linen", mesh: s.linen },
    { name: "shade-seam", slot: "linen", mesh: s.seam },
    { name: "hems", slot: "hem", mesh: s.hems },
    { name: "lining", slot: "lining", mesh: s.lining },
    { name: "rings", slot: "metal", mesh: s.rings },
    { name: "fitter", slot: "metal", mesh: fitter() },
    { name: "stem", slot: "metal", mesh: stem() },
    { name: "bulb", slot: "bulb", mesh: lathe(bulbLine, { segments: 72 }) },
    { name: "flex", slot: "flex", mesh: merge([flex(cablePath), flex(leave)]) },
    { name: "switch", slot: "switch", mesh: place(inline, { at: [0.1642, 0.0068, 0.008], rotate: turn }) },
    { name: "rocker", slot: "metal", mesh: place(rocker, { at: [0.1642, 0.0141, 0.008], rotate: turn }) },
    { name: "felt", slot: "felt", mesh: lathe([[0, 0.0005], [JAR.foot - 0.008, 0.0005], [JAR.foot - 0.008, 0.006]], { segments: 64 }) },
  ];
  const { body, pins } = plug();
  const end = { at: [-0.0875, 0, -0.2226] as const, rotate: [0, 14, 0] as const };
  parts.push({ name: "plug", slot: "switch", mesh: place(body, end) }, { name: "pins", slot: "metal", mesh: place(pins, end) });
  // strain reliefs where the flex meets the switch
  for (const [z, sign] of [[-0.0185, -1], [0.0345, 1]] as const) {
    const cone = lathe([[0.0033, 0], [0.0046, 0.0005, 0.0004], [0.004, 0.006, 0.001], [0.0033, 0.0064]], { segments: 32 });
    parts.push({ name: `relief${sign}`, slot: "switch", mesh: place(cone, { at: [0.1642 + (z - 0.008) * -0.035, 0.0055, z - sign * 0.001], rotate: [sign * 90, 0, 0] }) });
  }

  const linen = weave({ threads: 168, tileMetres: 0.17, slub: 0.38, roughness: 0.92, seed: 5 });
  const braid = weave({ threads: 32, tileMetres: 0.02, pattern: "twill", slub: 0.2, roughness: 0.85, seed: 6, size: 512 });
  const brass = brushedMetal({ roughness: 0.26, brush: 0.5, seed: 8 });
  const shell = paint({ finish: "spark", roughness: 0.5 });
  const white = glaze({ thin: "#d9d3c6", body: "#eeebe3", speck: "#8a7256", specks: 0.28 });
  const glow = { color: "#ffb46b", strength: 1 };
  const cloth = (id: string, baseColor: string, emissive: string) => ({ id, textures: linen, baseColor, emissive: { color: emissive }, doubleSided: false });
  return {
    slug: "lune-table-lamp",
    category: "furniture",
    // the bulb lights the inside
    ambientOcclusion: 0.7,
    parts,
    materials: [
      { id: "moon", textures: white, clearcoat: { factor: 0.6, roughness: 0.12 } },
      { id: "celadon", textures: { ...white, albedo: glaze({ thin: "#b9c4b2", body: "#93a791", speck: "#5d6a57", specks: 0.14 }).albedo }, clearcoat: { factor: 0.8, roughness: 0.08 } },
      { id: "tenmoku", textures: { ...white, albedo: glaze({ thin: "#6b3a20", body: "#241813", speck: "#a0683a", specks: 0.4 }).albedo }, clearcoat: { factor: 0.9, roughness: 0.08 } },
      cloth("linen-natural", "#efe4cf", "#3a210f"),
      cloth("linen-white", "#fbf7ee", "#3a2514"),
      cloth("linen-clay", "#a67a62", "#2c1209"),
      { id: "hem-natural", textures: linen, baseColor: "#e0d0b2" },
      { id: "hem-white", textures: linen, baseColor: "#efe9dc" },
      { id: "hem-clay", textures: linen, baseColor: "#8f6650" },
      { id: "lining", baseColor: "#f4ead9", roughness: 0.8, emissive: { color: "#a5764a" } },
      { id: "brass", textures: brass, baseColor: "#dcb878" },
      { id: "bronze", textures: brass, baseColor: "#6a5542", roughness: 1 },
      { id: "opal", baseColor: "#fff6e6", roughness: 0.2, emissive: { ...glow, strength: 3.2 } },
      { id: "flex-sand", textures: braid, baseColor: "#c3ae8c" },
      { id: "flex-black", textures: braid, baseColor: "#2d2926" },
      { id: "bakelite", textures: shell, baseColor: "#26211d", maps: ["normal", "orm"] },
      { id: "felt", baseColor: "#3c3630", roughness: 1 },
    ],
    slots: { lining: "lining", bulb: "opal", switch: "bakelite", felt: "felt" },
    finishes: [
      { id: "moon-white", name: "Moon white, natural linen", slots: { glaze: "moon", linen: "linen-natural", hem: "hem-natural", metal: "brass", flex: "flex-sand" } },
      { id: "celadon", name: "Celadon, white linen", slots: { glaze: "celadon", linen: "linen-white", hem: "hem-white", metal: "brass", flex: "flex-sand" } },
      { id: "tenmoku", name: "Tenmoku, clay linen", slots: { glaze: "tenmoku", linen: "linen-clay", hem: "hem-clay", metal: "bronze", flex: "flex-black" } },
    ],
    closeUps: [
      { target: [0, 0.22, 0.04], from: [0.3, 0.15, 1], width: 0.2 },
      { target: [0.15, 0.3, 0.1], from: [0.9, 0.25, 1], width: 0.16 },
      { target: [0.16, 0.01, 0.01], from: [0.8, 0.9, 0.9], width: 0.16 },
      { target: [0, 0.45, 0], from: [0.4, 1.1, 0.9], width: 0.34 },
      { target: [0, 0.32, 0], from: [0.3, -0.55, 1], width: 0.36 },
      { target: [-0.07, 0.0, -0.2], from: [-0.7, 0.8, 0.5], width: 0.2 },
      { target: [0.03, 0.1, 0.1], from: [0.3, 0.3, 1], width: 0.12 },
    ],
  };
}
