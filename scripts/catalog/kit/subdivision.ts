import { add, computeNormals, type Mesh, type Vec2, type Vec3 } from "./mesh.ts";

/** A control cage: polygons over shared points, metres, counter-clockwise from outside. */
export interface Cage {
  positions: Vec3[];
  /** Vertex indices of each polygon (3 or more). */
  faces: number[][];
  /** UVs of each face's corners, same shape as `faces`; without them box projection can follow. */
  uvs?: Vec2[][];
  /** Edges that resist smoothing: [vertex, vertex, sharpness]; sharpness 1 holds for one level, Infinity for all. */
  creases?: (readonly [number, number, number])[];
}

const edgeKey = (a: number, b: number): number => (a < b ? a * 16777216 + b : b * 16777216 + a);

/** One Catmull-Clark step (1978) with semi-sharp creases (DeRose et al. 1998); borders are creases. */
export function subdivideOnce(cage: Cage): Cage {
  const { positions, faces } = cage;
  interface Edge { a: number; b: number; faces: number[]; sharp: number; point: number }
  const edges = new Map<number, Edge>();
  const sharpness = new Map<number, number>();
  for (const [a, b, s] of cage.creases ?? []) sharpness.set(edgeKey(a, b), s);
  faces.forEach((face, f) => {
    for (let k = 0; k < face.length; k++) {
      const a = face[k]!, b = face[(k + 1) % face.length]!;
      const key = edgeKey(a, b);
      const e = edges.get(key);
      if (e) e.faces.push(f);
      else edges.set(key, { a, b, faces: [f], sharp: sharpness.get(key) ?? 0, point: 0 });
    }
  });
  const out: Vec3[] = new Array<Vec3>(positions.length);
  const centres = faces.map((face): Vec3 => {
    let c: Vec3 = [0, 0, 0];
    for (const v of face) c = add(c, positions[v]!, 1 / face.length);
    return c;
  });
  const facePoint = (f: number) => positions.length + f;
  let next = positions.length + faces.length;
  // sums around each vertex
  const n = positions.length;
  const faceSum = new Float64Array(n * 3), faceCount = new Uint16Array(n);
  const edgeSum = new Float64Array(n * 3), edgeCount = new Uint16Array(n);
  const creaseSum = new Float64Array(n * 3), creaseCount = new Uint16Array(n), creaseSharp = new Float64Array(n);
  faces.forEach((face, f) => {
    for (const v of face) {
      faceCount[v]!++;
      for (let a = 0; a < 3; a++) faceSum[v * 3 + a]! += centres[f]![a]!;
    }
  });
  const edgePoints: Vec3[] = [];
  const creases: [number, number, number][] = [];
  for (const e of edges.values()) {
    const pa = positions[e.a]!, pb = positions[e.b]!;
    const mid: Vec3 = [(pa[0] + pb[0]) / 2, (pa[1] + pb[1]) / 2, (pa[2] + pb[2]) / 2];
    const border = e.faces.length !== 2;
    const sharp = border ? Infinity : e.sharp;
    for (const [v, o] of [[e.a, pb], [e.b, pa]] as const) {
      edgeCount[v]!++;
      for (let a = 0; a < 3; a++) edgeSum[v * 3 + a]! += mid[a]!;
      if (sharp > 0) {
        creaseCount[v]!++;
        creaseSharp[v]! += Math.min(sharp, 1e6);
        for (let a = 0; a < 3; a++) creaseSum[v * 3 + a]! += o[a]!;
      }
    }
    let point = mid;
    if (sharp < 1) {
      const c = centres[e.faces[0]!]!, d = centres[e.faces[1]!]!;
      const smooth: Vec3 = [(mid[0] * 2 + c[0] + d[0]) / 4, (mid[1] * 2 + c[1] + d[1]) / 4, (mid[2] * 2 + c[2] + d[2]) / 4];
      point = [0, 1, 2].map((a) => smooth[a]! * (1 - sharp) + mid[a]! * sharp) as unknown as Vec3;
    }
    e.point = next++;
    edgePoints.push(point);
    if (!border && e.sharp > 1) creases.push([e.a, e.point, e.sharp - 1], [e.point, e.b, e.sharp - 1]);
  }
  for (let v = 0; v < n; v++) {
    const p = positions[v]!;
    const k = faceCount[v]!;
    if (k === 0) { out[v] = p; continue; }
    const e = edgeCount[v]!;
    const q: [number, number, number] = [0, 0, 0];
    const c = creaseCount[v]!;
    const blend = c >= 2 ? Math.min(1, creaseSharp[v]! / c) : 0;
    for (let a = 0; a < 3; a++) {
      const smooth = (faceSum[v * 3 + a]! / k + (2 * edgeSum[v * 3 + a]!) / e + (k - 3) * p[a]!) / k;
      const sharp = c > 2 ? p[a]! : (6 * p[a]! + creaseSum[v * 3 + a]!) / 8;
      q[a] = blend > 0 ? smooth * (1 - blend) + sharp * blend : smooth;
    }
    out[v] = q;
  }
  out.push(...centres);
  for (const p of edgePoints) out.push(p);
  const newFaces: number[][] = [];
  const newUvs: Vec2[][] = [];
  faces.forEach((face, f) => {
    const m = face.length;
    const uv = cage.uvs?.[f];
    const middle = uv ? uv.reduce<[number, number]>((s, t) => [s[0] + t[0] / m, s[1] + t[1] / m], [0, 0]) : undefined;
    for (let k = 0; k < m; k++) {
      const v = face[k]!, after = face[(k + 1) % m]!, before = face[(k + m - 1) % m]!;
      newFaces.push([v, edges.get(edgeKey(v, after))!.point, facePoint(f), edges.get(edgeKey(before, v))!.point]);
      if (uv && middle) {
        const t = uv[k]!, ta = uv[(k + 1) % m]!, tb = uv[(k + m - 1) % m]!;
        newUvs.push([t, [(t[0] + ta[0]) / 2, (t[1] + ta[1]) / 2], middle, [(t[0] + tb[0]) / 2, (t[1] + tb[1]) / 2]]);
      }
    }
  });
  return { positions: out, faces: newFaces, uvs: cage.uvs ? newUvs : undefined, creases };
}

/** The cage smoothed `levels` times (each gives four times the faces) as a triangle mesh. */
export function subdivide(cage: Cage, levels: number, creaseDegrees = 60): Mesh {
  let c = cage;
  for (let i = 0; i < levels; i++) c = subdivideOnce(c);
  return cageToMesh(c, creaseDegrees);
}

/** Triangles of a cage as it stands; vertices are split where UVs differ. */
export function cageToMesh(cage: Cage, creaseDegrees = 60): Mesh {
  const positions: number[] = [], uvs: number[] = [], indices: number[] = [];
  const seen = new Map<string | number, number>();
  cage.faces.forEach((face, f) => {
    const ids = face.map((v, k) => {
      const uv = cage.uvs?.[f]?.[k];
      const key = uv ? `${v} ${Math.round(uv[0] * 1e5)} ${Math.round(uv[1] * 1e5)}` : v;
      let id = seen.get(key);
      if (id === undefined) {
        id = positions.length / 3;
        seen.set(key, id);
        positions.push(...cage.positions[v]!);
        uvs.push(...(uv ?? [0, 0]));
      }
      return id;
    });
    for (let k = 1; k < ids.length - 1; k++) indices.push(ids[0]!, ids[k]!, ids[k + 1]!);
  });
  return computeNormals(
    { positions: Float32Array.from(positions), normals: new Float32Array(positions.length), uvs: Float32Array.from(uvs), indices: Uint32Array.from(indices) },
    creaseDegrees,
  );
}

/**
 * A box as a cage: `size` metres, centred, `cells` faces along x, y, z, with metric UVs for each side.
 * Move its points with `shape` for cushions, shells and soft bodies, then `subdivide`.
 */
export function boxCage(size: Vec3, cells: Vec3, shape: (p: Vec3) => Vec3 = (p) => p): Cage {
  const ids = new Map<string, number>();
  const positions: Vec3[] = [], faces: number[][] = [], uvs: Vec2[][] = [];
  const id = (i: number, j: number, k: number): number => {
    const key = `${i},${j},${k}`;
    let v = ids.get(key);
    if (v === undefined) {
      v = positions.length;
      ids.set(key, v);
      positions.push([(i / cells[0] - 0.5) * size[0], (j / cells[1] - 0.5) * size[1], (k / cells[2] - 0.5) * size[2]]);
    }
    return v;
  };
  for (let n = 0; n < 3; n++) {
    const u = (n + 1) % 3, v = (n + 2) % 3;
    for (const end of [0, 1]) {
      for (let a = 0; a < cells[u]!; a++) {
        for (let b = 0; b < cells[v]!; b++) {
          const corner = (da: number, db: number) => {
            const c: [number, number, number] = [0, 0, 0];
            c[n] = end * cells[n]!;
            c[u] = a + da;
            c[v] = b + db;
            return id(c[0], c[1], c[2]);
          };
          const quad = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
          if (end === 0) quad.reverse();
          faces.push(quad);
          // v of the texture along Y on the sides, along Z on top and bottom
          const vertical = n === 1 ? 2 : 1, horizontal = [0, 1, 2].find((x) => x !== n && x !== vertical)!;
          uvs.push(quad.map((q): Vec2 => [positions[q]![horizontal]!, positions[q]![vertical]!]));
        }
      }
    }
  }
  return { positions: positions.map(shape), faces, uvs };
}
