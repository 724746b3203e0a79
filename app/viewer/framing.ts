/**
 * Where the camera stands. Pure functions, used by the viewer and by the poster renderer alike, so that
 * poster and canvas agree to the pixel. Lengths are metres, angles radians; +Y is up, the front faces +Z.
 */

export type Vector = readonly [x: number, y: number, z: number];

/** An axis-aligned box, as in the model's manifest. */
export interface Bounds {
  readonly min: Vector;
  readonly max: Vector;
}

/** A camera that looks at `target` from `distance` away; yaw 0 looks at the front, positive pitch looks down. */
export interface CameraPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly distance: number;
  readonly target: Vector;
}

/** The named views that the shopper can ask for. */
export const VIEW_NAMES = ["front", "side", "back", "top", "detail"] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

const degrees = (value: number): number => (value * Math.PI) / 180;

/** What the centred square of the stage sees, edge to edge: a short portrait lens, which keeps lines calm. */
export const SQUARE_FOV = degrees(28);

const REST_YAW = degrees(30);
/** A chair is looked at nearly level, a keyboard from above: see {@link restPitch}. */
const LOWEST_REST_PITCH = degrees(15);
const HIGHEST_REST_PITCH = degrees(30);
/** Share of the half square left free around the product at rest. */
const REST_MARGIN = 0.09;
const VIEW_MARGIN = 0.14;
/** How far the ground shadow reaches beyond the footprint, as a share of the product's longest edge. */
const SHADOW_REACH = 0.22;

/** The box's centre. */
export function centreOf({ min, max }: Bounds): Vector {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

/** Radius of the sphere around the box, in metres; never 0, so that a degenerate box still gives a camera. */
export function radiusOf({ min, max }: Bounds): number {
  return Math.max(Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2, 1e-4);
}

/** The ellipse on the ground within which the contact shadow fades out: centre and half axes on X and Z. */
export function shadowEllipse({ min, max }: Bounds): { x: number; z: number; halfX: number; halfZ: number } {
  const longest = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2], 1e-4);
  return {
    x: (min[0] + max[0]) / 2,
    z: (min[2] + max[2]) / 2,
    halfX: (max[0] - min[0]) / 2 + longest * SHADOW_REACH,
    halfZ: (max[2] - min[2]) / 2 + longest * SHADOW_REACH,
  };
}

/** Vertical field of view with which the centred square of side min(width, height) sees {@link SQUARE_FOV}. */
export function verticalFov(width: number, height: number): number {
  if (width >= height || width <= 0) return SQUARE_FOV;
  return 2 * Math.atan((Math.tan(SQUARE_FOV / 2) * height) / width);
}

/** Unit vector from the target towards the camera. */
export function viewDirection(yaw: number, pitch: number): Vector {
  return [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)];
}

/** The camera's position in space. */
export function cameraPosition({ yaw, pitch, distance, target }: CameraPose): Vector {
  const direction = viewDirection(yaw, pitch);
  return [
    target[0] + direction[0] * distance,
    target[1] + direction[1] * distance,
    target[2] + direction[2] * distance,
  ];
}

/**
 * The least distance from `target` at which every point lies inside the centred square with `margin` to spare.
 * A point at (x, y) across the view and z towards the camera is inside when max(|x|, |y|) <= (d - z) tan(fov/2)(1 - margin).
 */
export function fitDistance(points: readonly Vector[], target: Vector, yaw: number, pitch: number, margin: number): number {
  const back = viewDirection(yaw, pitch);
  const right: Vector = [Math.cos(yaw), 0, -Math.sin(yaw)];
  const up: Vector = [-Math.sin(yaw) * Math.sin(pitch), Math.cos(pitch), -Math.cos(yaw) * Math.sin(pitch)];
  const tangent = Math.tan(SQUARE_FOV / 2) * (1 - margin);
  let distance = 0;
  for (const point of points) {
    const offset: Vector = [point[0] - target[0], point[1] - target[1], point[2] - target[2]];
    const across = Math.max(Math.abs(dot(offset, right)), Math.abs(dot(offset, up)));
    distance = Math.max(distance, dot(offset, back) + across / tangent);
  }
  return distance;
}

/** The rest pose: three quarters, slightly from above, with room for the shadow; the poster is taken here. */
export function restPose(bounds: Bounds): CameraPose {
  const target = centreOf(bounds);
  const pitch = restPitch(bounds);
  const distance = Math.max(
    fitDistance(cornersOf(bounds), target, REST_YAW, pitch, REST_MARGIN),
    fitDistance(shadowOutline(bounds), target, REST_YAW, pitch, 0),
    radiusOf(bounds),
  );
  return { yaw: REST_YAW, pitch, distance, target };
}

/** The pose of a named view. */
export function viewPose(bounds: Bounds, view: ViewName): CameraPose {
  const rest = restPose(bounds);
  if (view === "detail") return { ...rest, distance: rest.distance * 0.42 };
  const { yaw, pitch } = {
    front: { yaw: 0, pitch: degrees(6) },
    side: { yaw: degrees(90), pitch: degrees(6) },
    back: { yaw: degrees(180), pitch: degrees(8) },
    top: { yaw: 0, pitch: degrees(84) },
  }[view];
  const distance = fitDistance(cornersOf(bounds), rest.target, yaw, pitch, VIEW_MARGIN);
  return { yaw, pitch, distance: Math.max(distance, radiusOf(bounds)), target: rest.target };
}

/** How near and far the shopper may go, in metres from the target. */
export function distanceLimits(bounds: Bounds): { nearest: number; farthest: number } {
  const rest = restPose(bounds).distance;
  return { nearest: rest * 0.18, farthest: rest * 1.5 };
}

/** Near and far planes that hug the product and its shadow, for depth precision at any scale. */
export function clipPlanes(bounds: Bounds, distance: number): { near: number; far: number } {
  const radius = radiusOf(bounds);
  return { near: Math.max(distance - radius * 2.5, radius * 0.02), far: distance + radius * 4 };
}

/** Flat things are seen from higher up: a keyboard shows its keys, a chair its face. */
function restPitch({ min, max }: Bounds): number {
  const footprint = Math.max(max[0] - min[0], max[2] - min[2], 1e-6);
  const flatness = 1 - Math.min((max[1] - min[1]) / footprint / 0.9, 1);
  return LOWEST_REST_PITCH + (HIGHEST_REST_PITCH - LOWEST_REST_PITCH) * flatness;
}

function cornersOf({ min, max }: Bounds): Vector[] {
  return [min[0], max[0]].flatMap((x) => [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Vector => [x, y, z])));
}

function shadowOutline(bounds: Bounds): Vector[] {
  const { x, z, halfX, halfZ } = shadowEllipse(bounds);
  // The shadow has all but faded at nine tenths of the ellipse.
  return Array.from({ length: 24 }, (_, index): Vector => {
    const angle = (index / 24) * 2 * Math.PI;
    return [x + Math.cos(angle) * halfX * 0.9, bounds.min[1], z + Math.sin(angle) * halfZ * 0.9];
  });
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
