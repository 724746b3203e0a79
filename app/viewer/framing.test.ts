import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cameraPosition,
  clipPlanes,
  distanceLimits,
  fitDistance,
  radiusOf,
  restPose,
  shadowEllipse,
  SQUARE_FOV,
  verticalFov,
  VIEW_NAMES,
  viewPose,
  type Bounds,
  type CameraPose,
  type Vector,
} from "./framing";

/** Boxes of any shape, from a ring to a wardrobe. */
const box: fc.Arbitrary<Bounds> = fc
  .tuple(...[0, 1, 2].map(() => fc.double({ min: 0.01, max: 3, noNaN: true })))
  .map(([x = 1, y = 1, z = 1]) => ({ min: [-x / 2, 0, -z / 2], max: [x / 2, y, z / 2] }));

/** Where a point lies in the picture's square: -1 to 1 in both directions is inside. */
function project(point: Vector, pose: CameraPose): { x: number; y: number } {
  const eye = cameraPosition(pose);
  const offset = point.map((value, axis) => value - (eye[axis] ?? 0));
  const along = (axis: Vector): number => axis.reduce((sum, value, index) => sum + value * (offset[index] ?? 0), 0);
  const { yaw, pitch } = pose;
  const depth = -along([Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)]);
  const scale = depth * Math.tan(SQUARE_FOV / 2);
  return {
    x: along([Math.cos(yaw), 0, -Math.sin(yaw)]) / scale,
    y: along([-Math.sin(yaw) * Math.sin(pitch), Math.cos(pitch), -Math.cos(yaw) * Math.sin(pitch)]) / scale,
  };
}

function corners({ min, max }: Bounds): Vector[] {
  return [min[0], max[0]].flatMap((x) => [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Vector => [x, y, z])));
}

describe("framing", () => {
  it("keeps the whole product inside the poster at rest, with room to spare", () => {
    fc.assert(
      fc.property(box, (bounds) => {
        const pose = restPose(bounds);
        for (const corner of corners(bounds)) {
          const { x, y } = project(corner, pose);
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(0.93);
        }
      }),
    );
  });

  it("keeps what can be seen of the ground's shadow inside the poster", () => {
    fc.assert(
      fc.property(box, fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (bounds, angle) => {
        const { x, z, halfX, halfZ } = shadowEllipse(bounds);
        const edge: Vector = [x + Math.cos(angle) * halfX * 0.88, bounds.min[1], z + Math.sin(angle) * halfZ * 0.88];
        const place = project(edge, restPose(bounds));
        expect(Math.max(Math.abs(place.x), Math.abs(place.y))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("shows the whole product in every named view but the detail", () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...VIEW_NAMES.filter((view) => view !== "detail")), (bounds, view) => {
        for (const corner of corners(bounds)) {
          const { x, y } = project(corner, viewPose(bounds, view));
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(0.9);
        }
      }),
    );
  });

  it("fits exactly: a hand's breadth nearer and a point would be outside", () => {
    const point: Vector = [0.4, 0.3, 0.2];
    const distance = fitDistance([point], [0, 0, 0], 0.5, 0.3, 0);
    const at = project(point, { yaw: 0.5, pitch: 0.3, distance, target: [0, 0, 0] });
    expect(Math.max(Math.abs(at.x), Math.abs(at.y))).toBeCloseTo(1, 9);
  });

  it("gives the centred square the poster's view, whatever the stage's shape", () => {
    const side = fc.integer({ min: 1, max: 4000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const perPixel = (2 * Math.tan(verticalFov(width, height) / 2)) / height;
        expect(perPixel * Math.min(width, height)).toBeCloseTo(2 * Math.tan(SQUARE_FOV / 2), 9);
      }),
    );
  });

  it("looks at flat things from higher up", () => {
    const keyboard = restPose({ min: [-0.2, 0, -0.07], max: [0.2, 0.03, 0.07] });
    const lamp = restPose({ min: [-0.1, 0, -0.1], max: [0.1, 0.5, 0.1] });
    expect(keyboard.pitch).toBeGreaterThan(lamp.pitch + 0.1);
  });

  it("keeps the product between the clip planes at every distance", () => {
    fc.assert(
      fc.property(box, fc.double({ min: 0, max: 1, noNaN: true }), (bounds, share) => {
        const { nearest, farthest } = distanceLimits(bounds);
        const distance = nearest + (farthest - nearest) * share;
        const { near, far } = clipPlanes(bounds, distance);
        expect(near).toBeGreaterThan(0);
        expect(near).toBeLessThanOrEqual(Math.max(distance - radiusOf(bounds), radiusOf(bounds) * 0.02));
        expect(far).toBeGreaterThan(distance + radiusOf(bounds));
      }),
    );
  });
});
