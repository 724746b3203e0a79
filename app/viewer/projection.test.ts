import fc from "fast-check";
import { PerspectiveCamera } from "three";
import { describe, expect, it } from "vitest";
import { detailPose } from "./detail";
import { cameraPosition, restPose, SQUARE_FOV, type Bounds, type CameraPose, type Vector } from "./framing";
import { createOrbit } from "./orbit";
import { projectPoint } from "./projection";

const CHAIR: Bounds = { min: [-0.35, 0, -0.4], max: [0.35, 0.9, 0.4] };
const SIZE = { width: 400, height: 400 };

function cameraAt(pose: CameraPose): PerspectiveCamera {
  const camera = new PerspectiveCamera((SQUARE_FOV * 180) / Math.PI, 1, 0.01, 100);
  camera.position.set(...cameraPosition(pose));
  camera.lookAt(...pose.target);
  camera.updateMatrixWorld();
  return camera;
}

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const direction = fc.tuple(coordinate, fc.double({ min: 0, max: 2, noNaN: true }), coordinate).filter(([x, , z]) => Math.hypot(x, z) > 0.1);

describe("a detail's camera", () => {
  it("has the point in the middle and sees the width asked for, edge to edge", () => {
    fc.assert(
      fc.property(direction, fc.double({ min: 0.05, max: 2, noNaN: true }), (from, width) => {
        const target: Vector = [0.1, 0.4, -0.2];
        const pose = detailPose({ target, from, width });
        const camera = cameraAt(pose);
        expect(projectPoint(target, camera, SIZE)).toMatchObject({ x: expect.closeTo(200, 6) as number, y: expect.closeTo(200, 6) as number });
        const edge: Vector = [
          target[0] + (Math.cos(pose.yaw) * width) / 2,
          target[1],
          target[2] - (Math.sin(pose.yaw) * width) / 2,
        ];
        expect(projectPoint(edge, camera, SIZE).x).toBeCloseTo(400, 4);
      }),
    );
  });

  it("keeps to the shopper's limits, however near the detail asks to go", () => {
    const orbit = createOrbit(CHAIR, () => true);
    orbit.goTo(detailPose({ target: [0, 0.5, 0.4], from: [0, -1, 0.1], width: 1e-6 }));
    expect(orbit.pose.distance).toBeGreaterThan(0.01);
    expect(cameraPosition(orbit.pose)[1]).toBeGreaterThan(0);
  });
});

describe("projection onto the canvas", () => {
  it("tells what faces the camera and what lies behind it", () => {
    const pose = { ...restPose(CHAIR), yaw: 0, pitch: 0 };
    const camera = cameraAt(pose);
    const front = projectPoint([0, 0.45, 0.4], camera, SIZE);
    expect(front.behind).toBe(false);
    expect(front.facing([0, 0, 1])).toBe(true);
    expect(front.facing([0, 0, -1])).toBe(false);
    expect(projectPoint([0, 0.45, 50], camera, SIZE).behind).toBe(true);
  });
});
