import { add, extrude, knurledBand, lathe, merge, place, roundedRect, spline, tube, type Mesh, type Part, type Vec3 } from "../../kit/index.ts";
import { CASE } from "./case.ts";

const RADIUS = 0.0021;
const COIL = { from: 0.081, to: -0.039, turns: 26, radius: 0.0064, z: -CASE.depth / 2 - 0.0245 } as const;

/** Cable from the case's back along the table, coiled, to the connector. */
function leadLine(): Vec3[] {
  const back = -CASE.depth / 2, axis = RADIUS + COIL.radius;
  const out: Vec3[] = spline(
    [[0.127, 0.0125, back - 0.008], [0.127, 0.0118, back - 0.014], [0.1245, 0.007, back - 0.0205], [0.118, 0.0035, COIL.z + 0.0006], [0.107, 0.0024, COIL.z - 0.0004], [0.095, 0.0038, COIL.z], [COIL.from + 0.004, 0.0085, COIL.z - COIL.radius * 0.6]],
    90,
  );
  const steps = COIL.turns * 20;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps, a = -Math.PI / 2 - t * COIL.turns * 2 * Math.PI;
    const grow = Math.min(1, Math.min(t, 1 - t) * COIL.turns * 1.2 + 0.72);
    const r = COIL.radius * grow * (1 + 0.012 * Math.sin(t * 71));
    // the turns touch; a coil that has been stretched opens a little in the middle
    const x = COIL.from + (COIL.to - COIL.from) * (t + 0.012 * Math.sin(2 * Math.PI * t));
    out.push([x, axis + Math.cos(a) * r, COIL.z + Math.sin(a) * r]);
  }
  out.push(...spline([add(out[out.length - 1]!, [-0.002, 0.0012, 0.0022]), [COIL.to - 0.007, 0.0085, COIL.z - 0.0005], [COIL.to - 0.014, 0.0072, COIL.z], [COIL.to - 0.02, 0.0071, COIL.z]], 24));
  return out;
}

/** A body of revolution along −X from the origin. */
const along = (mesh: Mesh, at: Vec3): Mesh => place(mesh, { rotate: [0, 0, 90], at });

export function cableParts(): Part[] {
  const lead = tube(leadLine(), RADIUS, { segments: 11 });
  const joint: Vec3 = [COIL.to - 0.018, 0.0071, COIL.z];
  const shell = merge([
    lathe([[0.0022, 0, 0], [0.0038, 0, 0.0006], [0.0044, 0.006, 0.0006], [0.0062, 0.0068, 0.0004], [0.0062, 0.0092, 0.0002], [0.0058, 0.0092, 0]], { segments: 56, steps: 4 }),
    place(knurledBand({ radius: 0.0069, height: 0.009, count: 46, rows: 9, depth: 0.0003, flat: 0.4 }), { at: [0, 0.0097, 0] }),
    lathe([[0.006, 0.0092, 0], [0.0067, 0.0092, 0.0002], [0.0067, 0.0098, 0.0001], [0.0064, 0.0098, 0]], { segments: 56 }),
    lathe([[0.0064, 0.0187, 0], [0.0067, 0.0187, 0.0001], [0.0067, 0.0195, 0.0002], [0.0058, 0.0202, 0.0002], [0.0058, 0.0218, 0.0002], [0.0064, 0.0222, 0.0002], [0.0064, 0.029, 0.0004], [0.0042, 0.0302, 0.0005], [0.0036, 0.037, 0.0006], [0.0022, 0.037, 0]], { segments: 56, steps: 4 }),
  ]);
  const from = add(joint, [-0.036, 0, 0]);
  const tailLine = spline([from, add(from, [-0.008, -0.0002, 0]), add(from, [-0.022, -0.0042, 0.0002]), add(from, [-0.03, -0.0049, 0.002]), add(from, [-0.036, -0.0045, 0.0036]), add(from, [-0.041, -0.0036, 0.004])], 80);
  const tail = tube(tailLine, RADIUS, { segments: 11 });
  const end = tailLine[tailLine.length - 1]!;
  const sleeve = lathe([[0.0019, 0, 0], [0.0029, 0, 0.0005], [0.0031, 0.007, 0.0003], [0.0019, 0.007, 0]], { segments: 32 });
  const plug = merge([
    place(extrude(roundedRect(0.0118, 0.0064, 0.0026, 8), { depth: 0.017, bevel: 0.0008 }), { rotate: [0, 90, 0], at: add(end, [-0.0125, 0, 0]) }),
  ]);
  const contact = place(extrude(roundedRect(0.0084, 0.0026, 0.0012, 8), { depth: 0.0066, bevel: 0.0002, holes: [roundedRect(0.0072, 0.0016, 0.0007, 8)] }), { rotate: [0, 90, 0], at: add(end, [-0.0242, 0, 0]) });
  const port: Vec3 = [0.127, 0.0125, -CASE.depth / 2];
  const entry = place(extrude(roundedRect(0.0112, 0.0062, 0.0026, 8), { depth: 0.013, bevel: 0.0008 }), { at: add(port, [0, 0, -0.0035]) });
  const stub = place(lathe([[0.0019, 0, 0], [0.0029, 0, 0.0004], [0.0027, 0.006, 0.0005], [0.0019, 0.006, 0]], { segments: 32 }), { rotate: [-90, 0, 0], at: add(port, [0, 0, -0.0098]) });
  return [
    { name: "cable", mesh: merge([lead, tail]), slot: "cable" },
    { name: "connector", mesh: along(shell, joint), slot: "connector" },
    { name: "plugs", mesh: merge([plug, entry]), slot: "connector" },
    { name: "contact", mesh: contact, slot: "contact" },
    { name: "sleeves", mesh: merge([along(sleeve, add(end, [0.0015, 0, 0])), stub]), slot: "rubber" },
  ];
}
