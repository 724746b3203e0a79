import { triangleCount } from "../geometry.ts";
import type { Prepared } from "../prepare.ts";
import { type Simplified, type SimplifierName, SIMPLIFIERS, simplifyTo } from "../simplify.ts";
import { atRest } from "../store.ts";
import type { TierTexture } from "../textureEncoding.ts";
import { writeTier } from "../tierDocument.ts";
import type { TierGoal } from "../tiers.ts";
import type { Option } from "./allocate.ts";

/** A tier's geometry simplified in one way to one number of triangles. */
export interface GeometryRung extends Option {
  geometry: { simplifier: SimplifierName; triangles: number } | null;
  simplified: Simplified;
  /** Without its textures, which it names by {@link textureUri}. */
  glb: Uint8Array;
}

/** Each rung has so many of the triangles of the one above. */
const STEP = 0.62;
/** Sloppy simplification pays at few triangles only, where pieces are smaller than a pixel. */
const SLOPPY_TRIANGLES = 4000;
/** Of a tier's bytes in a single file, what geometry takes at most if textures are to find room. */
const GEOMETRY_SHARE = 0.6;
/** A way of simplifying is given up when it lands this much above what was asked for. */
const STUCK = 1.35;

/** What the rungs are made with. */
export interface RungOptions {
  prepared: Prepared;
  goal: TierGoal;
  finer: Simplified;
  /** One for each of the document's: the sizes decide how fine texture coordinates are kept. */
  textures: readonly TierTexture[];
  mostTriangles: number;
  fewestTriangles: number;
  /** From this error on no coarser rung is of use, once there is one that leaves room for textures. */
  mostError: number;
  /** Draws a GLB beside the first one it is given. @returns the mean squared error. */
  errorOf: (glb: Uint8Array) => Promise<number>;
}

/**
 * From finest to coarsest what each way of simplifying makes of the finer tier's geometry, and that itself where it has
 * few enough triangles or can't be simplified.
 */
export async function geometryRungs(options: RungOptions): Promise<GeometryRung[]> {
  const { finer, goal, mostError } = options;
  const mostBytes = GEOMETRY_SHARE * (goal.oneFile?.bytes ?? Infinity);
  const all = triangleCount(finer.parts);
  const whole = await writeRung(options, null, finer);
  const rungs = all <= options.mostTriangles ? [whole] : [];
  for (const simplifier of SIMPLIFIERS) {
    let last = Infinity;
    for (let triangles = Math.min(Math.floor(all * STEP), options.mostTriangles); triangles >= options.fewestTriangles; triangles = Math.floor(triangles * STEP)) {
      if (simplifier === "sloppy" && triangles > SLOPPY_TRIANGLES) continue;
      const simplified = await simplifyTo(finer.parts, simplifier, triangles);
      const left = triangleCount(simplified.parts);
      if (left === 0 || left > triangles * STUCK || left >= last) break;
      last = left;
      const rung = await writeRung(options, { simplifier, triangles }, simplified);
      rungs.push(rung);
      if (rung.error > mostError && rung.bytes <= mostBytes) break;
    }
  }
  return rungs.length > 0 ? rungs : [whole];
}

async function writeRung(options: RungOptions, geometry: GeometryRung["geometry"], simplified: Simplified): Promise<GeometryRung> {
  const { prepared, goal, textures } = options;
  const { bytes: glb } = await writeTier(prepared, goal, simplified.parts, textures, textures.map((_, index) => textureUri(index)));
  const stored = await atRest(glb);
  return { geometry, simplified, glb, bytes: stored.byteLength, error: await options.errorOf(glb) };
}

/** The name that a candidate's GLB has for a texture. */
export function textureUri(index: number): string {
  return `texture-${index}`;
}

/** The texture's number in {@link textureUri}. */
export function textureIndex(uri: string): number {
  return Number(uri.slice("texture-".length));
}
