import { CatmullRomCurve3, Matrix4, Vector3 } from "three";
import { add, cross, difference, dot, length, normalize, type Vec2, type Vec3 } from "./mesh.ts";

/** `count` points evenly spaced by arc length on a centripetal Catmull-Rom spline through `points`. A closed curve does not repeat its first point. */
export function spline(points: readonly Vec3[], count: number, closed = false): Vec3[] {
  const curve = new CatmullRomCurve3(points.map((p) => new Vector3(...p)), closed, "centripetal");
  curve.arcLengthDivisions = Math.max(200, count * 4);
  const last = closed ? count : count - 1;
  return Array.from({ length: count }, (_, i): Vec3 => {
    const p = curve.getPointAt(i / last);
    return [p.x, p.y, p.z];
  });
}

/** The same in the plane. */
export const spline2 = (points: readonly Vec2[], count: number, closed = false): Vec2[] =>
  spline(points.map((p): Vec3 => [p[0], p[1], 0]), count, closed).map((p): Vec2 => [p[0], p[1]]);

/** Cumulated length at each point of a polyline (metres); a closed one has one entry more. */
export function arcLengths(points: readonly Vec3[], closed = false): number[] {
  const out = [0];
  const n = points.length;
  for (let i = 1; i < n + (closed ? 1 : 0); i++) {
    out.push(out[i - 1]! + length(difference(points[i % n]!, points[i - 1]!)));
  }
  return out;
}

/** A polyline resampled to `count` points of even spacing. */
export function resample(points: readonly Vec3[], count: number, closed = false): Vec3[] {
  const at = arcLengths(points, closed);
  const total = at[at.length - 1]!;
  const out: Vec3[] = [];
  let k = 0;
  for (let i = 0; i < count; i++) {
    const s = (total * i) / (closed ? count : count - 1);
    while (k < at.length - 2 && at[k + 1]! < s) k++;
    const span = at[k + 1]! - at[k]! || 1;
    const a = points[k % points.length]!, b = points[(k + 1) % points.length]!;
    out.push(add(a, difference(b, a), (s - at[k]!) / span));
  }
  return out;
}

/** A frame on a curve: `right` × `up` = `tangent`. */
export interface Frame {
  at: Vec3;
  tangent: Vec3;
  up: Vec3;
  right: Vec3;
}

/**
 * Rotation-minimising frames along a polyline by double reflection (Wang et al. 2008). `up` is the wish for
 * the first frame. On a closed curve the remaining twist is spread evenly.
 */
export function frames(points: readonly Vec3[], closed = false, up: Vec3 = [0, 1, 0]): Frame[] {
  const n = points.length;
  const tangents = points.map((p, i): Vec3 => {
    const a = closed ? points[(i + n - 1) % n]! : points[Math.max(0, i - 1)]!;
    const b = closed ? points[(i + 1) % n]! : points[Math.min(n - 1, i + 1)]!;
    return normalize(difference(b, a));
  });
  const perpendicular = (v: Vec3, t: Vec3): Vec3 => add(v, t, -dot(v, t));
  let first = perpendicular(up, tangents[0]!);
  if (length(first) < 1e-4) first = perpendicular([1, 0, 0], tangents[0]!);
  if (length(first) < 1e-4) first = perpendicular([0, 0, 1], tangents[0]!);
  const ups: Vec3[] = [normalize(first)];
  const step = (i: number, j: number, r: Vec3): Vec3 => {
    const v1 = difference(points[j]!, points[i]!);
    const c1 = dot(v1, v1) || 1;
    const rl = add(r, v1, (-2 / c1) * dot(v1, r));
    const tl = add(tangents[i]!, v1, (-2 / c1) * dot(v1, tangents[i]!));
    const v2 = difference(tangents[j]!, tl);
    const c2 = dot(v2, v2);
    return normalize(c2 < 1e-12 ? rl : add(rl, v2, (-2 / c2) * dot(v2, rl)));
  };
  for (let i = 0; i < n - 1; i++) ups.push(step(i, i + 1, ups[i]!));
  let twist = 0;
  if (closed) {
    const back = step(n - 1, 0, ups[n - 1]!);
    const t = tangents[0]!;
    twist = Math.atan2(dot(cross(back, ups[0]!), t), dot(back, ups[0]!));
  }
  return points.map((at, i): Frame => {
    const tangent = tangents[i]!;
    let u = ups[i]!;
    if (twist) {
      const a = (twist * i) / n;
      const w = cross(tangent, u);
      u = normalize(add([u[0] * Math.cos(a), u[1] * Math.cos(a), u[2] * Math.cos(a)], w, Math.sin(a)));
    }
    return { at, tangent, up: u, right: cross(u, tangent) };
  });
}

export interface AlongOptions {
  /** Copies; or give `spacing` in metres, which is rounded to fit. */
  count?: number;
  spacing?: number;
  closed?: boolean;
  /** Wished direction of the copies' +Y at the curve's start. */
  up?: Vec3;
  /** Metres along right and up from the curve. */
  offset?: Vec2;
  /** Called for each copy: extra turn (radians, about the tangent) and scale, for irregularity. */
  vary?: (index: number) => { turn?: number; scale?: number; shift?: Vec3 };
}

/**
 * Matrices for copies along a polyline (stitches, rivets, keys): a copy's +Z follows the tangent, its +Y
 * the frame's up. Use with `instantiate` or as a part's `instances`.
 */
export function instancesAlong(points: readonly Vec3[], options: AlongOptions): Matrix4[] {
  const { closed = false, up, offset = [0, 0], vary } = options;
  const lengths = arcLengths(points, closed);
  const total = lengths[lengths.length - 1]!;
  const count = options.count ?? Math.max(2, Math.round(total / (options.spacing ?? 0.01)) + (closed ? 0 : 1));
  return frames(resample(points, count, closed), closed, up).map((f, i) => {
    const change = vary?.(i) ?? {};
    const at = add(add(f.at, f.right, offset[0]), f.up, offset[1]);
    const m = new Matrix4().makeBasis(new Vector3(...f.right), new Vector3(...f.up), new Vector3(...f.tangent));
    m.setPosition(new Vector3(...at));
    if (change.shift) m.multiply(new Matrix4().makeTranslation(...change.shift));
    if (change.turn) m.multiply(new Matrix4().makeRotationZ(change.turn));
    if (change.scale !== undefined) m.multiply(new Matrix4().makeScale(change.scale, change.scale, change.scale));
    return m;
  });
}
