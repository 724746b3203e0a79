import { Matrix4, Vector3 } from "three";
import { add, cross, difference, instantiate, lathe, merge, normalize, place, resample, spline, tube, type Mesh, type Vec2, type Vec3 } from "../../kit/index.ts";
import { smoothstep } from "../../kit/textures/maps.ts";
import { hash, valueNoise3 } from "../../kit/textures/noise.ts";

/** Columns around the head, every second one turned to its back; a row's height and the yarn's radius, metres. */
export const COLUMNS = 108;
export const ROW = 0.0047;
const YARN = 0.00145;
/** Share of a pair of columns that the raised one takes. */
const RAISED = 0.62;

/** Radius and height along the cap, from its fold to the gathered crown, metres. */
const PROFILE = resample(spline([[0.0905, 0.003, 0], [0.0935, 0.045, 0], [0.0965, 0.095, 0], [0.0945, 0.132, 0], [0.083, 0.166, 0], [0.0605, 0.188, 0], [0.034, 0.1965, 0], [0.008, 0.1945, 0]], 400), 400);
const LENGTH = PROFILE.reduce((sum, p, i) => (i ? sum + Math.hypot(p[0] - PROFILE[i - 1]![0], p[1] - PROFILE[i - 1]![1]) : 0), 0);
const CUFF = 0.062;
export const ROWS = { body: Math.floor(LENGTH / ROW), cuff: Math.round(CUFF / ROW) };

/** A cap as it lies on a head: longer than wide, its crown sunk a little to one side, slack between the ribs. */
function worn(r: number, y: number, angle: number): Vec3 {
  const s = Math.sin(angle), c = Math.cos(angle), high = smoothstep(0.09, 0.19, y);
  const soft = 0.0032 * valueNoise3(s * 1.7, y * 14, c * 1.7, 3) + 0.0052 * high * valueNoise3(s * 2.6, y * 9, c * 2.6, 4);
  const q = r + soft * Math.min(1, r / 0.03);
  return [q * s * 0.95 + 0.004 * high, y - 0.006 * high * (0.5 + 0.5 * Math.sin(angle * 2 + 0.7)) * (r / 0.1), q * c * 1.09 - 0.006 * high];
}

/** The profile's point `t` metres up from the fold. */
function profileAt(t: number): Vec2 {
  const f = Math.min(PROFILE.length - 1.001, Math.max(0, (t / LENGTH) * (PROFILE.length - 1))), i = Math.floor(f), k = f - i;
  const a = PROFILE[i]!, b = PROFILE[i + 1]!;
  return [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k];
}

/** The body's face at `angle` (radians, 0 in front) and `t` metres up from the fold. */
export function bodyAt(angle: number, t: number): Vec3 {
  const [r, y] = profileAt(t);
  return worn(r, y, angle);
}

/** The turned-up cuff's face, `t` metres up from the fold; its edge stands off a little, not quite level. */
export function cuffAt(angle: number, t: number): Vec3 {
  const y = 0.003 + t * (1 + 0.02 * Math.sin(angle + 1) + 0.014 * valueNoise3(Math.sin(angle) * 2, 1, Math.cos(angle) * 2, 9)), f = t / CUFF;
  const out = 0.0064 * Math.sqrt(Math.min(1, Math.max(0, t + 0.0016) / 0.008)) + 0.0018 * f * f;
  return worn(profileAt(t)[0] + out, y, angle);
}

type Surface = (angle: number, t: number) => Vec3;

/** One leg of a knitted stitch in a cell one wide and one high: from below its middle up to its edge, over the row above. */
const leg = (side: 1 | -1): Mesh => strand(spline([[0.03 * side, -0.72, -0.55], [0.14 * side, -0.42, 0.25], [0.3 * side, 0.05, 0.72], [0.4 * side, 0.46, 0.35], [0.36 * side, 0.84, -0.6]], 7));
/** The back of a stitch: a bow across its column. */
const bow = (): Mesh => strand(spline([[-0.62, -0.34, -0.7], [-0.34, 0.06, 0.1], [0, 0.22, 0.4], [0.34, 0.06, 0.1], [0.62, -0.34, -0.7]], 6));

/** A yarn through points in cell units across and up and yarn radii outwards, of true thickness in an average cell. */
function strand(points: readonly Vec3[]): Mesh {
  const w = 0.0066;
  return tube(points.map(([x, y, z]): Vec3 => [x * w, y * ROW, z * YARN]), YARN, { segments: 5, up: [0, 0, 1], caps: "none", creaseDegrees: 180 });
}

/** The cell's frame on the surface: across, up and out, with the cell's width against the average. */
function cell(surface: Surface, angle: number, t: number, width: number, sink: number, upside: boolean): Matrix4 {
  const at = surface(angle, t), h = 0.004;
  const up = normalize(difference(surface(angle, t + h), surface(angle, t - h)));
  const aside = normalize(difference(surface(angle + h, t), surface(angle - h, t)));
  const out = normalize(cross(aside, up)), across = cross(up, out), turn = upside ? -1 : 1;
  const m = new Matrix4().makeBasis(new Vector3(...across).multiplyScalar(turn), new Vector3(...up).multiplyScalar(turn), new Vector3(...out));
  m.setPosition(new Vector3(...add(at, out, -sink)));
  return m.multiply(new Matrix4().makeScale(width, 1, 1));
}

/** Pairs of columns on a row: fewer where the crown is taken in. */
function pairsAt(radius: number): number {
  const wanted = (2 * Math.PI * radius) / 0.0086;
  return wanted > 44 ? COLUMNS / 2 : wanted > 22 ? COLUMNS / 4 : wanted > 9 ? 14 : 7;
}

/** All stitches of the rows of a surface. */
function stitches(surface: Surface, rows: number, upside: boolean, seed: number): Mesh[] {
  const right: Matrix4[] = [], left: Matrix4[] = [], backs: Matrix4[] = [];
  for (let row = 0; row < rows; row++) {
    const t = (row + 0.5) * ROW, radius = profileAt(t)[0] + (upside ? 0.0064 : 0);
    const pairs = upside ? COLUMNS / 2 : pairsAt(radius), width = (2 * Math.PI * radius) / pairs;
    for (let k = 0; k < pairs; k++) {
      const jitter = (hash(k, row, seed) - 0.5) * 0.05, lift = (hash(k, row, seed + 1) - 0.5) * 0.00045;
      const step = (2 * Math.PI) / pairs, raised = (k + RAISED / 2 + jitter * 0.4) * step, sunk = (k + RAISED + (1 - RAISED) / 2) * step;
      const m = cell(surface, raised, t + jitter * ROW, (width * RAISED) / 0.0066, -0.0011 + lift, upside);
      right.push(m);
      left.push(m);
      if (radius > 0.03) backs.push(cell(surface, sunk, t, (width * (1 - RAISED) * 1.15) / 0.0066, 0.0004, upside));
    }
  }
  return [instantiate(leg(1), right), instantiate(leg(-1), left), instantiate(bow(), backs)];
}

/** The cuff's bound-off edge: a chain of stitches lying along it. */
function edge(): Mesh {
  const count = Math.round(COLUMNS * 1.1), t = ROWS.cuff * ROW + 0.0006;
  const chain = Array.from({ length: count }, (_, k) => {
    const m = cell(cuffAt, (k / count) * 2 * Math.PI, t, 0.86, -0.0012 + (hash(k, 1, 5) - 0.5) * 0.0004, false);
    return m.multiply(new Matrix4().makeRotationZ(-Math.PI / 2 + (hash(k, 2, 5) - 0.5) * 0.12)).multiply(new Matrix4().makeScale(0.9, 1.18, 1.05));
  });
  return merge([instantiate(leg(1), chain), instantiate(leg(-1), chain)]);
}

/** The cloth under the stitches, closed from the cuff's edge around the fold to the crown: what is seen of the knitting from afar. */
function cloth(surface: Surface, length: number, sink: number, outwards: 1 | -1): Mesh {
  const columns = 216, rows = Math.round(length / 0.003), width = 0.6 / COLUMNS;
  const grid = lathe(Array.from({ length: rows + 1 }, (_, j): [number, number] => [1, j]), { segments: columns, creaseDegrees: 180 });
  const positions = new Float32Array(grid.positions.length), uvs = new Float32Array(grid.uvs.length), h = 0.003;
  for (let v = 0; v < positions.length / 3; v++) {
    const i = Math.floor(v / (rows + 1)), j = v % (rows + 1), a = ((i % columns) / columns) * 2 * Math.PI, t = (j / rows) * length;
    const out = normalize(cross(difference(surface(a + h, t), surface(a - h, t)), difference(surface(a, t + h), surface(a, t - h))));
    positions.set(add(surface(a, t), out, -sink), v * 3);
    uvs.set([(i / columns) * COLUMNS * width, t] satisfies Vec2, v * 2);
  }
  const indices = grid.indices.slice();
  if (outwards < 0) for (let t = 0; t < indices.length; t += 3) [indices[t + 1], indices[t + 2]] = [indices[t + 2]!, indices[t + 1]!];
  return { positions, uvs, indices, normals: grid.normals };
}

export interface Knitting {
  stitches: Mesh[];
  cloth: Mesh[];
}

export function knitting(): Knitting {
  // the crown is drawn together by the yarn's end
  const gather = Array.from({ length: 7 }, (_, k): Mesh => {
    const a = (k / 7) * 2 * Math.PI, p = bodyAt(0, LENGTH), c = Math.cos(a), s = Math.sin(a);
    return place(tube(spline([[0, 0, 0], [0.003, 0.0012, 0.0006], [0.0075, 0.0004, 0]], 7), YARN, { segments: 6, bevel: YARN * 0.8, bevelSteps: 2 }), { at: [0.004 + c * 0.001, p[1] + 0.0002, -0.006 + s * 0.001], rotate: [0, (-a * 180) / Math.PI, 0] });
  });
  return {
    stitches: [...stitches(bodyAt, ROWS.body, false, 1), ...stitches(cuffAt, ROWS.cuff, true, 2), edge(), merge(gather)],
    cloth: [cloth(bodyAt, LENGTH, 0.0003, 1), cloth(bodyAt, LENGTH * 0.97, 0.0016, -1), cloth(cuffAt, CUFF, 0.0003, 1), cloth(cuffAt, CUFF, 0.0022, -1)],
  };
}
