import { sdf, surfaceNets, type Mesh, type Vec3 } from "../../kit/index.ts";
import { bend, FRONT_THICKNESS, HINGE_Y, HINGE_Z, lensDistance, LENS_X } from "./shape.ts";

const { smoothMin } = sdf;

/** Rim, bridge and brow in the plane, as they are milled from the sheet. */
function outline(x: number, y: number): number {
  const ax = Math.abs(x);
  const theta = Math.atan2(y, ax - LENS_X);
  // heavier above and towards the temple, slender below
  const rim = 0.0043 + 0.0007 * Math.sin(theta) + 0.0004 * Math.cos(theta);
  const ring = lensDistance(ax, y) - rim;
  const bx = Math.max(ax - 0.006, 0), by = Math.max(Math.abs(y - 0.0092) - 0.0026, 0);
  const bridge = Math.hypot(bx, by) - 0.0021;
  const ex = Math.max(ax - 0.0695, 0), ey = Math.max(Math.abs(y - HINGE_Y) - 0.0036, 0);
  const end = Math.hypot(ex, ey, 0) - 0.0022;
  const inside = ax > 0.057 ? end : Math.max(end, 0.057 - ax);
  return smoothMin(smoothMin(ring, bridge, 0.0085), inside, 0.009);
}

/** Thickness given to a plane distance, the edge rounded by `r`. */
function slab(d: number, z: number, half: number, r: number): number {
  const a = d + r, b = Math.abs(z) - half + r;
  return Math.min(Math.max(a, b), 0) + Math.hypot(Math.max(a, 0), Math.max(b, 0)) - r;
}

const endPiece = sdf.at([0.0684, HINGE_Y, (HINGE_Z + bend(0.0684)) / 2 + 0.0008], sdf.box(0.0082, 0.0112, bend(0.0684) - HINGE_Z + 0.0016, 0.0011));
const pad = sdf.at([0.0084, -0.0052, -0.0042], sdf.rotated("z", 16, sdf.rotated("y", 28, sdf.ellipsoid(0.0023, 0.0072, 0.0042))));

/** Signed distance of the milled front, metres. */
export function frontField(x: number, y: number, z: number): number {
  const ax = Math.abs(x), flat = z - bend(x);
  const lens = lensDistance(ax, y);
  let d = slab(outline(x, y), flat, FRONT_THICKNESS / 2, 0.0015);
  d = smoothMin(d, endPiece(ax, y, z), 0.0035);
  d = smoothMin(d, pad(ax, y, flat), 0.0036);
  // the lens opening, its edges broken by a small round
  return -smoothMin(-d, lens, 0.0009);
}

/** Where the front's face lies at (x, y): z, metres. */
export function faceZ(x: number, y: number): number {
  let z = 0.006;
  for (let i = 0; i < 60; i++) {
    const d = frontField(x, y, z);
    if (d < 1e-6) break;
    z -= d * 0.7;
  }
  return z;
}

export function makeFront(): Mesh {
  const min: Vec3 = [-0.0745, -0.0285, -0.0205], max: Vec3 = [0.0745, 0.0275, 0.0035];
  const mesh = surfaceNets(frontField, { min, max, cell: 0.00042, lipschitz: 1.4 });
  // one slanting projection: the pattern runs through the sheet, so it goes on around every edge
  for (let i = 0; i < mesh.uvs.length / 2; i++) {
    const x = mesh.positions[i * 3]!, z = mesh.positions[i * 3 + 2]!;
    mesh.uvs[i * 2] = x + z * 0.75;
    mesh.uvs[i * 2 + 1] = mesh.positions[i * 3 + 1]! + z * 0.55;
  }
  return mesh;
}
