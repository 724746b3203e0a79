import type { Vec2 } from "./mesh.ts";

/** A corner of a profile or outline: x, y and the fillet radius to round it with (all metres). */
export type Corner = readonly [number, number, number?];

/**
 * A polyline with its corners rounded by circular arcs (a real bevel or fillet).
 * A radius too large for its neighbours is reduced. `steps` segments for each arc.
 */
export function fillet(corners: readonly Corner[], { closed = false, steps = 6 } = {}): Vec2[] {
  const n = corners.length;
  const out: Vec2[] = [];
  corners.forEach((c, i) => {
    const r = c[2] ?? 0;
    const before = corners[(i + n - 1) % n]!, after = corners[(i + 1) % n]!;
    if (r <= 0 || (!closed && (i === 0 || i === n - 1))) return void out.push([c[0], c[1]]);
    const ax = before[0] - c[0], ay = before[1] - c[1], bx = after[0] - c[0], by = after[1] - c[1];
    const al = Math.hypot(ax, ay), bl = Math.hypot(bx, by);
    const cos = Math.max(-1, Math.min(1, (ax * bx + ay * by) / (al * bl || 1)));
    const half = Math.acos(cos) / 2;
    if (!(half > 1e-3 && half < Math.PI / 2 - 1e-3)) return void out.push([c[0], c[1]]);
    const room = Math.min(al * (before[2] ? 0.5 : 0.999), bl * (after[2] ? 0.5 : 0.999));
    const cut = Math.min(r / Math.tan(half), room);
    const radius = cut * Math.tan(half);
    const mx = ax / al + bx / bl, my = ay / al + by / bl, ml = Math.hypot(mx, my);
    const d = radius / Math.sin(half);
    const ox = c[0] + (mx / ml) * d, oy = c[1] + (my / ml) * d;
    const a0 = Math.atan2(c[1] + (ay / al) * cut - oy, c[0] + (ax / al) * cut - ox);
    let a1 = Math.atan2(c[1] + (by / bl) * cut - oy, c[0] + (bx / bl) * cut - ox);
    while (a1 - a0 > Math.PI) a1 -= 2 * Math.PI;
    while (a1 - a0 < -Math.PI) a1 += 2 * Math.PI;
    for (let k = 0; k <= steps; k++) {
      const a = a0 + ((a1 - a0) * k) / steps;
      out.push([ox + Math.cos(a) * radius, oy + Math.sin(a) * radius]);
    }
  });
  return out.filter((p, i) => {
    const q = out[i === 0 ? out.length - 1 : i - 1]!;
    return (i === 0 && !closed) || Math.hypot(p[0] - q[0], p[1] - q[1]) > 1e-7;
  });
}

/** Points along straight stretches, so that no edge is longer than `step` metres. */
export function refine(points: readonly Vec2[], step: number, closed = false): Vec2[] {
  const out: Vec2[] = [];
  points.forEach((p, i) => {
    out.push(p);
    if (!closed && i === points.length - 1) return;
    const q = points[(i + 1) % points.length]!;
    const parts = Math.ceil(Math.hypot(q[0] - p[0], q[1] - p[1]) / step);
    for (let k = 1; k < parts; k++) out.push([p[0] + ((q[0] - p[0]) * k) / parts, p[1] + ((q[1] - p[1]) * k) / parts]);
  });
  return out;
}

/** Counter-clockwise closed outlines, metres, centred. */
export function circle(radius: number, segments = 24): Vec2[] {
  return ellipse(radius, radius, segments);
}
export function ellipse(rx: number, ry: number, segments = 24): Vec2[] {
  return Array.from({ length: segments }, (_, i): Vec2 => {
    const a = (i / segments) * 2 * Math.PI;
    return [Math.cos(a) * rx, Math.sin(a) * ry];
  });
}
export function roundedRect(width: number, height: number, radius: number, steps = 6): Vec2[] {
  const x = width / 2, y = height / 2;
  return fillet([[-x, -y, radius], [x, -y, radius], [x, y, radius], [-x, y, radius]], { closed: true, steps });
}
/** |x/rx|^e + |y/ry|^e = 1: from ellipse (2) to almost a rectangle (6). */
export function superellipse(rx: number, ry: number, exponent: number, segments = 64): Vec2[] {
  return Array.from({ length: segments }, (_, i): Vec2 => {
    const a = (i / segments) * 2 * Math.PI, c = Math.cos(a), s = Math.sin(a);
    return [Math.sign(c) * rx * Math.abs(c) ** (2 / exponent), Math.sign(s) * ry * Math.abs(s) ** (2 / exponent)];
  });
}

/** Twice the signed area; positive is counter-clockwise. */
export function signedArea(points: readonly Vec2[]): number {
  return points.reduce((sum, p, i) => {
    const q = points[(i + 1) % points.length]!;
    return sum + p[0] * q[1] - q[0] * p[1];
  }, 0);
}

/** The closed outline moved inwards (to its left) by `distance` metres, mitred with a limit. */
export function inset(points: readonly Vec2[], distance: number): Vec2[] {
  const n = points.length;
  return points.map((p, i): Vec2 => {
    const a = points[(i + n - 1) % n]!, b = points[(i + 1) % n]!;
    const e1 = Math.hypot(p[0] - a[0], p[1] - a[1]) || 1, e2 = Math.hypot(b[0] - p[0], b[1] - p[1]) || 1;
    const n1: Vec2 = [-(p[1] - a[1]) / e1, (p[0] - a[0]) / e1], n2: Vec2 = [-(b[1] - p[1]) / e2, (b[0] - p[0]) / e2];
    const mx = n1[0] + n2[0], my = n1[1] + n2[1];
    const k = Math.min(2, 2 / Math.max(1e-6, mx * mx + my * my)) * distance;
    return [p[0] + mx * k, p[1] + my * k];
  });
}
