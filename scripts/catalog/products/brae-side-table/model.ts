import {
  along, boxUvs, cylinderUvs, lathe, mapUvs, merge, place, slabs, span, splitByAxis, stand, timber, wedgedTenon,
  type Mesh, type Part, type ProductModel, type Vec3,
} from "../../kit/index.ts";

const HEIGHT = 0.48;
const TOP = { radius: 0.236, thickness: 0.027 };
/** Legs stand on this circle at the top and at the floor. */
const SPREAD = { top: 0.148, floor: 0.205 };
const HUB = 0.142;

/** A soft triangle: the top bulges over each leg. */
const pebble = (r: number, theta: number) => r * (1 + 0.05 * (r / TOP.radius) ** 2 * Math.cos(3 * theta));

/** Four boards of different width glued to a panel, rounded above and cut back steeply below, so that it looks thin. */
function top(): { sides: Mesh; ends: Mesh } {
  const t = TOP.thickness, r = TOP.radius;
  const disc = place(
    lathe([[0, 0], [r - 0.05, 0, 0.004], [r - 0.004, t - 0.013, 0.0055], [r, t, 0.0035], [0, t]], {
      segments: 288, steps: 8, step: 0.0042, radius: pebble, creaseDegrees: 40,
    }),
    { at: [0, HEIGHT - t, 0] },
  );
  const seams = [-0.128, -0.004, 0.109];
  const boards = slabs(disc, "z", seams).map((board, i) => {
    const { ends, sides } = splitByAxis(board, "x");
    return {
      sides: boxUvs(sides, { grain: "x", offset: [[0.06, 0.205, 0.31, 0.14][i]!, i * 0.29] }),
      ends: boxUvs(ends, { grain: "y", offset: [i * 0.11, i * 0.045] }),
    };
  });
  return { sides: merge(boards.map((b) => b.sides)), ends: merge(boards.map((b) => b.ends)) };
}

/** Turned: full at the shoulder, slimmer to the foot, a small round at the floor. */
function leg(l: number): Mesh {
  const at = (f: number, r: number, fillet = 0.4): [number, number, number] => [r, l * f, fillet];
  const turned = lathe(
    [[0, 0], [0.0095, 0, 0.003], at(0.03, 0.0112), at(0.3, 0.0136), at(0.62, 0.0168), at(0.86, 0.0186), at(0.965, 0.0178), [0.0135, l, 0.002], [0, l]],
    { segments: 56, steps: 10, step: 0.004, creaseDegrees: 50 },
  );
  return mapUvs(cylinderUvs(turned, 0.0165), { su: 0.36 / (2 * Math.PI * 0.0165) });
}

export default function model(): ProductModel {
  const parts: Part[] = [];
  const panel = top();
  parts.push({ name: "top", slot: "wood", mesh: panel.sides }, { name: "top-end-grain", slot: "end", mesh: panel.ends });
  const under = HEIGHT - TOP.thickness;
  const hubs: Vec3 = [0, HUB, 0];
  for (let k = 0; k < 3; k++) {
    // the bulges of the top lie at 0°, 120°, 240° from the front
    const a = (k * 2 * Math.PI) / 3, s = Math.sin(a), c = Math.cos(a);
    const foot: Vec3 = [s * SPREAD.floor, 0, c * SPREAD.floor], shoulder: Vec3 = [s * SPREAD.top, under + 0.0005, c * SPREAD.top];
    const shift = { du: k * 0.13, dv: k * 0.37 };
    parts.push({ name: `leg-${k}`, slot: "wood", mesh: mapUvs(stand(leg(span(foot, shoulder)), foot, shoulder), shift) });

    // the tenon comes through the top, split by a wedge across the board's grain
    const end = along(foot, shoulder, span(foot, shoulder) + TOP.thickness / Math.cos(0.12));
    const at: Vec3 = [end[0], HEIGHT, end[2]];
    const tenon = wedgedTenon(0.0148, { seed: k });
    parts.push({ name: `tenon-${k}`, slot: "end", mesh: place(tenon.end, { at }) }, { name: `wedge-${k}`, slot: "wedge", mesh: place(tenon.wedge, { at }) });
    parts.push({ name: `joint-${k}`, slot: "joint", mesh: place(tenon.joint, { at }) });

    // stretcher from the leg to the hub, slimmer where it enters
    const entry = along(foot, shoulder, (HUB / under) * span(foot, shoulder));
    const far = along(entry, hubs, 0.006), near = along(hubs, entry, 0.014);
    const l = span(near, far);
    const bar = lathe([[0, 0], [0.0058, 0], [0.0064, l * 0.12, 0.2], [0.0096, l * 0.55, 0.2], [0.0072, l * 0.93, 0.2], [0.0062, l], [0, l]], { segments: 40, steps: 12, step: 0.003, creaseDegrees: 50 });
    parts.push({ name: `stretcher-${k}`, slot: "wood", mesh: mapUvs(stand(mapUvs(cylinderUvs(bar, 0.008), { su: 0.36 / (2 * Math.PI * 0.008) }), near, far), { du: k * 0.21, dv: 0.5 + k * 0.23 }) });
  }
  const hub = lathe([[0, -0.0135], [0.018, -0.0135, 0.002], [0.0265, -0.006, 0.004], [0.0265, 0.006, 0.004], [0.018, 0.0135, 0.002], [0, 0.0135]], { segments: 112, steps: 8, step: 0.0022 });
  const turned = splitByAxis(place(hub, { at: hubs }), "y");
  parts.push({ name: "hub", slot: "wood", mesh: mapUvs(cylinderUvs(turned.sides, 0.0265), { su: 0.36 / (2 * Math.PI * 0.0265), dv: 0.2 }) });
  parts.push({ name: "hub-end-grain", slot: "end", mesh: boxUvs(turned.ends, { grain: "z", offset: [0.02, 0.1] }) });

  const { face, end } = timber(7);
  return {
    slug: "brae-side-table",
    category: "furniture",
    parts,
    materials: [face.oak, end.oak, face.walnut, end.walnut, face.black, end.black, { id: "joint", baseColor: "#8a6a46", roughness: 1 }],
    slots: { joint: "joint" },
    finishes: [
      { id: "oiled-oak", name: "Oiled oak, walnut wedges", slots: { wood: "oak", end: "oak-end", wedge: "walnut" } },
      { id: "walnut", name: "Walnut, oak wedges", slots: { wood: "walnut", end: "walnut-end", wedge: "oak" } },
      { id: "black-oak", name: "Black-stained oak, oak wedges", slots: { wood: "black", end: "black-end", wedge: "oak" } },
    ],
    closeUps: [
      { target: [0.02, HEIGHT, 0.14], from: [0.25, 0.75, 1], width: 0.16 },
      { target: [0.16, HEIGHT - 0.03, 0.1], from: [1, 0.12, 0.7], width: 0.2 },
      { target: [0, HUB, 0.03], from: [0.4, 0.45, 1], width: 0.2 },
      { target: [0, HEIGHT, 0], from: [0, 1, 0.4], width: 0.42 },
    ],
  };
}
