import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import { compact, concatenate, type Part, triangleCount, weld } from "../geometry.ts";
import type { Simplified, SimplifyGoal } from "../simplify.ts";
import { merge } from "../surface.ts";
import type { GatheredPart } from "./gather.ts";

/** A box of space, metres. */
export interface Region {
  min: readonly number[];
  max: readonly number[];
}

/** A piece of the surface, and which of its vertices other pieces share. */
export interface Piece {
  parts: Part[];
  /** For each part, 1 for each vertex that must stay where it is. */
  locked: Uint8Array[];
}

/**
 * The triangles in a box's care. Vertices that triangles in the care of others may use are locked: those outside the
 * box and on its faces, and those of the triangles across its border.
 */
export async function ownedPiece(gathered: readonly GatheredPart[], { min, max }: Region): Promise<Piece> {
  await MeshoptSimplifier.ready;
  const parts = gathered.map(({ all, owned }) => weld({ ...all, indices: indicesWhere(all.indices, owned, 1) }));
  const others = gathered.map(({ all, owned }) => compact({ ...all, attributes: new Map(), indices: indicesWhere(all.indices, owned, 0) }));
  const positions = concatenate([...parts, ...others].map((part) => part.positions));
  const ownVertices = parts.reduce((total, part) => total + part.positions.length / 3, 0);
  const place = MeshoptSimplifier.generatePositionRemap(positions, 3);
  const isShared = new Uint8Array(place.length);
  for (let vertex = ownVertices; vertex < place.length; vertex++) isShared[place[vertex]!] = 1;
  let start = 0;
  const locked = parts.map((part) => {
    const locks = new Uint8Array(part.positions.length / 3);
    for (let vertex = 0; vertex < locks.length; vertex++) {
      const inside = [0, 1, 2].every((axis) => part.positions[vertex * 3 + axis]! > min[axis]! && part.positions[vertex * 3 + axis]! < max[axis]!);
      if (!inside || isShared[place[start + vertex]!]) locks[vertex] = 1;
    }
    start += locks.length;
    return locks;
  });
  return { parts, locked };
}

function indicesWhere(indices: Uint32Array, flags: Uint8Array, wanted: number): Uint32Array {
  return indices.filter((_, i) => flags[Math.floor(i / 3)] === wanted);
}

/** Past the free error a piece may move by this share of its extent. */
const ERROR_CAP = 0.05;

/**
 * Simplifies a piece by leaving vertices out, so that what is left of it has the very vertices that the source has and
 * its locked ones fit to its neighbours'.
 */
export async function reducePiece({ parts, locked }: Piece, goal: SimplifyGoal): Promise<Simplified> {
  if (triangleCount(parts) === 0) return { parts, error: 0 };
  await MeshoptSimplifier.ready;
  const surface = merge(parts);
  const scale = MeshoptSimplifier.getScale(surface.positions, 3);
  if (!(scale > 0)) return { parts, error: 0 };
  locked.forEach((locks, p) => locks.forEach((lock, vertex) => (surface.locks[surface.starts[p]! + vertex]! |= lock)));
  const run = (triangles: number, error: number): [Uint32Array, number] =>
    MeshoptSimplifier.simplifyWithAttributes(
      surface.indices, surface.positions, 3, surface.attributes, surface.stride, surface.weights, surface.locks,
      triangles * 3, error, ["Permissive", "ErrorClamped"],
    ); // prettier-ignore
  let [indices, error] = run(0, Math.min(goal.error / scale, ERROR_CAP));
  if (indices.length / 3 > goal.maxTriangles) [indices, error] = run(goal.maxTriangles, ERROR_CAP);
  return { parts: splitIndices(parts, surface.starts, indices), error: error * scale };
}

/** The parts with what is left of their triangles. */
function splitIndices(parts: readonly Part[], starts: readonly number[], indices: Uint32Array): Part[] {
  return parts.map((part, p) => {
    const [start, end] = [starts[p]!, starts[p + 1]!];
    const own = indices.filter((index) => index >= start && index < end);
    return compact({ ...part, indices: own.map((index) => index - start) });
  });
}
