import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer/simplifier";
import { type Part, triangleCount } from "./geometry.ts";
import { merge, type Remains, split, type Surface } from "./surface.ts";

/** How far simplification may go. Lengths are those of the positions. */
export interface SimplifyGoal {
  /** The surface may move this far for free. */
  error: number;
  /** It moves further where more triangles than this would be left. */
  maxTriangles: number;
}

export interface Simplified {
  /** One for each part that came in, in order; a part may have lost all its triangles. */
  parts: Part[];
  /** Largest deviation as the simplifier measured it (appearance error), in the unit of the positions. */
  error: number;
}

/**
 * The ways to simplify: `attributes` moves vertices and minds normals, colours and texture coordinates
 * (meshoptimizer's `simplifyWithUpdate`), `plain` leaves vertices out by position alone (`simplify`), `sloppy` merges
 * them by cells and heeds no topology (`simplifySloppy`).
 */
export const SIMPLIFIERS = ["attributes", "plain", "sloppy"] as const;
export type SimplifierName = (typeof SIMPLIFIERS)[number];

/** No tier may move the surface by more than this share of the model's extent, whatever its budget. */
const ERROR_CAP = 0.2;
/** From this share of the extent on an error means that whole pieces are being given up. */
const DOUBTFUL_ERROR = 0.03;

const ATTRIBUTE_FLAGS: SimplifierFlags[] = ["Prune", "Permissive", "ErrorClamped"];

/**
 * Simplifies all parts as one surface, so that borders between materials stay closed and the triangles go where the
 * whole model needs them. First with attributes, then, if that stops short of the budget or gives up whole pieces,
 * plainly.
 */
export async function simplifyParts(parts: readonly Part[], goal: SimplifyGoal): Promise<Simplified> {
  return simplify(parts, (surface, scale) => {
    const run = (simplifier: Simplifier): Candidate => {
      const free = simplifier(surface, 0, Math.min(goal.error / scale, ERROR_CAP));
      if (free.indices.length / 3 <= goal.maxTriangles) return free;
      return simplifier(surface, goal.maxTriangles * 3, ERROR_CAP);
    };
    return pick(run(RUNS.attributes), () => run(RUNS.plain), goal.maxTriangles * 3);
  });
}

/** Simplifies all parts as one surface in one way, down to so many triangles or as near as that way comes. */
export async function simplifyTo(parts: readonly Part[], simplifier: SimplifierName, triangles: number): Promise<Simplified> {
  if (triangles >= triangleCount(parts)) return { parts: [...parts], error: 0 };
  return simplify(parts, (surface) => RUNS[simplifier](surface, triangles * 3, ERROR_CAP));
}

async function simplify(parts: readonly Part[], choose: (surface: Surface, scale: number) => Candidate): Promise<Simplified> {
  await MeshoptSimplifier.ready;
  const surface = merge(parts);
  const scale = MeshoptSimplifier.getScale(surface.positions, 3);
  if (!(scale > 0)) return { parts: [...parts], error: 0 };
  const best = choose(surface, scale);
  const simplified = split(parts, surface, best);
  if (triangleCount(simplified) === 0 || best.indices.length >= surface.indices.length) return { parts: [...parts], error: 0 };
  return { parts: simplified, error: best.error * scale };
}

interface Candidate extends Remains {
  /** Relative to the extent. */
  error: number;
}

type Simplifier = (surface: Surface, targetIndices: number, targetError: number) => Candidate;

const RUNS: Readonly<Record<SimplifierName, Simplifier>> = {
  attributes(surface, targetIndices, targetError) {
    const indices = surface.indices.slice();
    const positions = surface.positions.slice();
    const attributes = surface.attributes.slice();
    const [length, error] = MeshoptSimplifier.simplifyWithUpdate(
      indices, positions, 3, attributes, surface.stride, surface.weights, surface.locks,
      targetIndices, targetError, ATTRIBUTE_FLAGS,
    ); // prettier-ignore
    return { indices: indices.slice(0, length), positions, attributes, error };
  },
  plain(surface, targetIndices, targetError) {
    const { positions, attributes } = surface;
    const [indices, error] = MeshoptSimplifier.simplify(surface.indices, positions, 3, targetIndices, targetError, ["Prune"]);
    return { indices, positions, attributes, error };
  },
  sloppy(surface, targetIndices, targetError) {
    const { positions, attributes } = surface;
    const [indices, error] = MeshoptSimplifier.simplifySloppy(surface.indices, positions, 3, null, targetIndices, targetError);
    return { indices, positions, attributes, error };
  },
};

function pick(withAttributes: Candidate, plain: () => Candidate, maxIndices: number): Candidate {
  const overBudget = withAttributes.indices.length > maxIndices * 1.1;
  const empty = withAttributes.indices.length === 0;
  if (!overBudget && !empty && withAttributes.error < DOUBTFUL_ERROR) return withAttributes;
  const other = plain();
  if (other.indices.length === 0) return withAttributes;
  if (empty || (overBudget && other.indices.length < withAttributes.indices.length)) return other;
  return other.error < withAttributes.error ? other : withAttributes;
}
