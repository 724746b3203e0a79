import { meshFrom, type Mesh, type Vec3 } from "./mesh.ts";

export interface KnurlOptions {
  /** Radius to the tips of the diamonds, metres. */
  radius: number;
  /** Height of the band along Y, metres; it starts at y = 0. */
  height: number;
  /** Diamonds around the band. */
  count: number;
  /** Diamonds up the band. */
  rows: number;
  /** Depth of the grooves, metres. */
  depth: number;
  /** Share of each diamond that the turned surface leaves flat, 0..1. */
  flat?: number;
}

/**
 * A diamond-knurled band about Y: truncated pyramids with crisp flanks, as a knurling wheel presses them.
 * Open at both ends, where the diamonds are cut in half. UV: angle × radius and y, metres.
 */
export function knurledBand({ radius, height, count, rows, depth, flat = 0.42 }: KnurlOptions): Mesh {
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const put = (u: number, v: number, sink: number): number => {
    const a = (u / count) * 2 * Math.PI, y = (Math.min(rows, Math.max(0, v)) / rows) * height, r = radius - sink;
    const p: Vec3 = [Math.sin(a) * r, y, Math.cos(a) * r];
    positions.push(...p);
    uvs.push(a * radius, y);
    return positions.length / 3 - 1;
  };
  for (let j = 0; j <= rows * 2; j++) {
    for (let i = 0; i < count; i++) {
      const u = i + (j % 2) / 2, v = j / 2;
      const low = v > 0 ? v - 0.5 : v, high = v < rows ? v + 0.5 : v;
      const corners: [number, number][] = [[u + 0.5, v], [u, high], [u - 0.5, v], [u, low]];
      const outer = corners.map(([a, b]) => put(a, b, depth));
      // a cut diamond keeps its full height at the cut
      const inner = corners.map(([a, b]) => put(u + (a - u) * flat, v + (b - v) * flat, 0));
      for (let k = 0; k < 4; k++) {
        const n = (k + 1) % 4;
        indices.push(outer[k]!, outer[n]!, inner[n]!, outer[k]!, inner[n]!, inner[k]!);
      }
      indices.push(inner[0]!, inner[1]!, inner[2]!, inner[0]!, inner[2]!, inner[3]!);
    }
  }
  return meshFrom(positions, indices, uvs, 12);
}
