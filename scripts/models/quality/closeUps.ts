import { distanceLimits, SQUARE_FOV, viewDirection, type CameraPose, type Vector } from "../../../app/viewer/framing.ts";
import type { Transform as TextureTransform } from "@gltf-transform/extensions";
import type { Part } from "../geometry.ts";
import { texCoordOf, texturesOf } from "../materials.ts";
import type { Prepared } from "../prepare.ts";
import { texelLength } from "../texelDensity.ts";
import { STANDARD_VIEWS } from "./views.ts";

/** The largest texture that any tier has, pixels: the texels that are zoomed in upon are no finer. */
const LARGEST_TEXTURE = 2048;
/** Coarse texels are pixels already from afar: a close-up is at most so many times as far as the nearest, half the distance at rest. */
const FARTHEST = 3;
/** A surface is looked at no flatter than this cosine. */
const FACING = 0.5;
/** Cells across the view in which the surface nearest to the camera is looked for. */
const CELLS = 12;

/**
 * Views zoomed in until a texel is a pixel, one from each of the standard directions, on the part with the most texels
 * (or triangles, where there are no textures) a length; no nearer than the viewer lets the shopper come.
 *
 * @param pixels edge length of the square pictures that the poses are for.
 */
export function closeUpPoses(prepared: Prepared, pixels: number): CameraPose[] {
  const { nearest } = distanceLimits(prepared.bounds);
  const texels = texelSizes(prepared);
  return STANDARD_VIEWS.map(({ yaw, pitch }) => {
    const { point, texel } = densestPoint(prepared, texels, viewDirection(yaw, pitch));
    // A picture's edge covers 2 · tan(fov / 2) · distance of the surface.
    const distance = (texel * pixels) / (2 * Math.tan(SQUARE_FOV / 2));
    return { yaw, pitch, target: point, distance: Math.max(Math.min(distance, nearest * FARTHEST), nearest) };
  });
}

/** For each part the length of a texel of its finest texture, metres; 0 without. */
function texelSizes({ document, node, parts }: Prepared): number[] {
  const primitives = node.getMesh()?.listPrimitives() ?? [];
  return parts.map((part, p) => {
    const material = primitives[p]?.getMaterial();
    if (!material) return 0;
    const sizes = texturesOf(document, material).map(({ texture, info }) => {
      const edge = Math.min(Math.max(...(texture.getSize() ?? [1, 1])), LARGEST_TEXTURE);
      const transform = info.getExtension<TextureTransform>("KHR_texture_transform");
      const [sx, sy] = transform?.getScale() ?? [1, 1];
      return texelLength(part, `TEXCOORD_${texCoordOf(info)}`) / (Math.sqrt(Math.abs(sx * sy)) || 1) / edge;
    });
    return Math.min(...sizes.filter((size) => size > 0), Infinity);
  }).map((size) => (Number.isFinite(size) ? size : 0));
}

interface Sample {
  point: Vector;
  texel: number;
  /** Along the view, towards the camera. */
  depth: number;
  /** From the view's middle. */
  offset: number;
}

/** The point nearest to the view's middle on the visible surface of the densest part. */
function densestPoint(prepared: Prepared, texels: readonly number[], towards: Vector): Sample {
  const { min, max } = prepared.bounds;
  const centre: Vector = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const size = Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) || 1;
  const right = unit([towards[2], 0, -towards[0]]);
  const up = cross(towards, right);
  const front = new Map<number, Sample>();
  prepared.parts.forEach((part, p) => {
    for (let i = 0; i < part.indices.length; i += 3) {
      const [a, b, c] = [corner(part, i), corner(part, i + 1), corner(part, i + 2)];
      const normal = unit(cross(minus(b, a), minus(c, a)));
      if (dot(normal, towards) < FACING) continue;
      const point: Vector = [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3, (a[2] + b[2] + c[2]) / 3];
      const from = minus(point, centre);
      const [x, y] = [dot(from, right) / size, dot(from, up) / size];
      const cell = Math.floor((y + 0.5) * CELLS) * CELLS + Math.floor((x + 0.5) * CELLS);
      const depth = dot(from, towards);
      if (depth <= (front.get(cell)?.depth ?? -Infinity)) continue;
      front.set(cell, { point, texel: texels[p] ?? 0, depth, offset: Math.hypot(x, y) });
    }
  });
  const samples = [...front.values()];
  const textured = samples.filter(({ texel }) => texel > 0);
  const finest = Math.min(...textured.map(({ texel }) => texel));
  const dense = textured.length > 0 ? textured.filter(({ texel }) => texel <= finest * 1.01) : samples;
  return dense.reduce((best, sample) => (sample.offset < best.offset ? sample : best), dense[0] ?? { point: centre, texel: 0, depth: 0, offset: 0 });
}

function corner({ positions, indices }: Part, at: number): Vector {
  const vertex = (indices[at] ?? 0) * 3;
  return [positions[vertex] ?? 0, positions[vertex + 1] ?? 0, positions[vertex + 2] ?? 0];
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}
