import { add, instantiate, lathe, merge, place, roundedRect, stand, superellipse, sweep, tube, type Mesh, type Vec3 } from "../../kit/index.ts";
import { seam, type SurfacePoint } from "../../kit/seam.ts";
import { sheet, spread } from "../../kit/sheet.ts";
import { stitch } from "../../kit/stitch.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { depthOf, onUpper, upperAt } from "./last.ts";

const LEATHER = 0.0021;
const thread = stitch({ length: 0.0031, radius: 0.00042, segments: 6, steps: 5 });
const sew = (line: readonly SurfacePoint[], seed: number, closed = false): Mesh => instantiate(thread, seam(line, { spacing: 0.0038, seed, closed, lift: 0.00003 }));

/** The strap's middle on the upper and its half width, metres. */
const STRAP = { z: 0.026, half: 0.0118, thickness: 0.0022 };

/** A point on the strap: `s` across the foot as the upper's u, `w` from the front edge (−1) to the back (1). */
function onStrap(s: number, w: number, lift: number): SurfacePoint {
  const z = STRAP.z - w * STRAP.half * narrow(s) - 0.016 * Math.abs(s) ** 2;
  return onUpper(s, depthOf(s, z), lift);
}
const narrow = (s: number): number => 1 - 0.12 * Math.abs(s);

export interface Upper {
  leather: Mesh;
  lining: Mesh;
  edge: Mesh;
  thread: Mesh;
  metal: Mesh;
}

export function upper(): Upper {
  const body = sheet({
    us: spread(-1, 1, 132, 0.2), vs: spread(0.012, 1, 104, 0.25), thickness: LEATHER, edge: 0.32,
    at: (u, v) => upperAt(u, v), uv: (u, v) => [u * 0.085, v * 0.15],
  });
  // the strap lies loose over the upper, thickest where it goes through the buckle
  const from = -0.97, to = 0.93;
  const tip = (s: number): number => (s > to - 0.09 ? Math.sqrt(Math.max(0.02, 1 - ((s - to + 0.09) / 0.09) ** 2)) : 1);
  const strap = sheet({
    us: spread(from, to, 150, 0.15), vs: spread(-1, 1, 24), thickness: STRAP.thickness, edge: 0.34,
    at: (s, w) => onStrap(s, w * tip(s), STRAP.thickness + 0.0009 + 0.0022 * Math.exp(-(((s - BUCKLE) / 0.1) ** 2)) + 0.0009 * smoothstep(0.72, 0.9, s)).at,
    uv: (s, w) => [s * 0.09 + 0.3, w * 0.012],
  });
  const line = (w: number): SurfacePoint[] => spread(from + 0.02, to - 0.07, 120).map((s) => lifted(s, w));
  const lifted = (s: number, w: number): SurfacePoint => onStrap(s, w, STRAP.thickness + 0.0009 + 0.0022 * Math.exp(-(((s - BUCKLE) / 0.1) ** 2)) + 0.0009 * smoothstep(0.72, 0.9, s));
  const throat = spread(-0.985, 0.985, 150).map((u) => onUpper(u, 0.972));
  const inner = spread(-0.985, 0.985, 150).map((u) => onUpper(u, 0.956));
  const feather = (side: 1 | -1): SurfacePoint[] => spread(0.3, 0.96, 120).map((v) => onUpper(side * 0.945, v));
  const holes = [0.62, 0.74, 0.86].filter((s) => Math.abs(s - BUCKLE) > 0.05).map((s) => eyelet(lifted(s, 0)));
  const made = buckle();
  return {
    leather: merge([body.front, strap.front]),
    lining: merge([body.back, strap.back]),
    edge: merge([body.rim, strap.rim]),
    thread: merge([sew(throat, 1), sew(inner, 2), sew(feather(1), 3), sew(feather(-1), 4), sew(line(-0.78), 5), sew(line(0.78), 6)]),
    metal: merge([made, ...holes, rivet(onStrap(-0.9, 0, STRAP.thickness + 0.001))]),
  };
}

/** Where the buckle sits on the strap, as the upper's u. */
const BUCKLE = 0.5;

function buckle(): Mesh {
  const rise = STRAP.thickness + 0.0036, middle = onStrap(BUCKLE, 0, rise);
  const at = (a: number, b: number): Vec3 => {
    // the frame is flat: it bridges the curve of the foot
    const ahead = onStrap(BUCKLE + 0.02, 0, rise).at, side = onStrap(BUCKLE, 1, rise).at;
    const unit = (q: Vec3): Vec3 => {
      const d: Vec3 = [q[0] - middle.at[0], q[1] - middle.at[1], q[2] - middle.at[2]], l = Math.hypot(...d);
      return [d[0] / l, d[1] / l, d[2] / l];
    };
    return add(add(middle.at, unit(ahead), a), unit(side), b);
  };
  const wire = superellipse(0.0015, 0.0013, 2.6, 18);
  const frame = sweep(wire, roundedRect(0.019, 0.031, 0.0055, 10).map(([a, b]) => at(a, b)), { closed: true, up: middle.normal });
  const bar = tube([at(-0.0095, -0.014), at(-0.0095, 0.014)], 0.0013, { segments: 14 });
  const roller = stand(lathe([[0, 0], [0.0021, 0, 0.0004], [0.0021, 0.023, 0.0004], [0, 0.023]], { segments: 24 }), at(0.0095, -0.0115), at(0.0095, 0.0115));
  const prong = tube([at(-0.0095, 0), add(at(-0.003, 0), middle.normal, 0.0016), add(at(0.005, 0), middle.normal, 0.0019), add(at(0.0108, 0), middle.normal, 0.0019)], 0.0011, { segments: 12, bevel: 0.0008 });
  return merge([frame, bar, roller, prong]);
}

const onto = (mesh: Mesh, { at, normal }: SurfacePoint): Mesh => stand(mesh, at, add(at, normal));
const eyelet = (p: SurfacePoint): Mesh => onto(lathe([[0.0012, -0.0004], [0.0026, 0.0001], [0.0024, 0.0005, 0.0003], [0.0015, 0.0004, 0.0003], [0.0012, -0.0004]], { segments: 28 }), p);
const rivet = (p: SurfacePoint): Mesh => onto(lathe([[0, -0.0008], [0.0042, -0.0008], [0.0042, 0.0002, 0.0003], [0.003, 0.0012, 0.0012], [0, 0.0017]], { segments: 36 }), p);

/** Placement of one shoe of the pair. */
export const beside = (mesh: Mesh, x: number, turn: number): Mesh => place(mesh, { at: [x, 0, 0], rotate: [0, turn, 0] });
