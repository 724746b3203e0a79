import fc from "fast-check";
import { PerspectiveCamera } from "three";
import { describe, expect, it } from "vitest";
import { cameraPosition, restPose, SQUARE_FOV, viewPose, type Bounds, type CameraPose, type Vector } from "../framing";
import { projectPoint, type CanvasPoint } from "../projection";
import { AXES, dimensionLines, type DimensionLine } from "./dimensionLines";

const CANVAS = { width: 600, height: 600 };
const CHAIR: Bounds = { min: [-0.38, 0, -0.45], max: [0.38, 0.83, 0.45] };

function projectionAt(pose: CameraPose): (point: Vector) => CanvasPoint {
  const camera = new PerspectiveCamera((SQUARE_FOV * 180) / Math.PI, 1, 0.01, 100);
  camera.position.set(...cameraPosition(pose));
  camera.lookAt(...pose.target);
  camera.updateMatrixWorld();
  return (point) => projectPoint(point, camera, CANVAS);
}

/** Whether a point lies within the outline of the box as it is seen. */
function isInside(point: { x: number; y: number }, bounds: Bounds, project: (point: Vector) => CanvasPoint): boolean {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) =>
    project([0, 1, 2].map((axis) => bounds[(corner >> axis) & 1 ? "max" : "min"][axis] ?? 0) as unknown as Vector),
  );
  // Inside a convex outline there is no direction in which the point lies beyond all corners.
  return Array.from({ length: 180 }, (_, step) => (step / 180) * 2 * Math.PI).every((angle) =>
    corners.some((corner) => (corner.x - point.x) * Math.cos(angle) + (corner.y - point.y) * Math.sin(angle) > 0),
  );
}

describe("dimension lines", () => {
  it("run beside the product from everywhere, and their labels never meet", () => {
    fc.assert(
      fc.property(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), fc.double({ min: 0.1, max: 1.2, noNaN: true }), (yaw, pitch) => {
        const project = projectionAt({ ...restPose(CHAIR), yaw, pitch });
        const lines = dimensionLines(CHAIR, project, CANVAS);
        const drawn = AXES.map((axis) => lines[axis]).filter((line): line is DimensionLine => line !== null);
        expect(drawn.length).toBeGreaterThanOrEqual(2);
        for (const { from, to } of drawn) {
          expect(isInside({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, CHAIR, project)).toBe(false);
        }
        drawn.forEach((line, index) => {
          for (const other of drawn.slice(index + 1)) {
            expect(Math.abs(line.label.x - other.label.x) >= 84 || Math.abs(line.label.y - other.label.y) >= 24).toBe(true);
          }
        });
      }),
    );
  });

  it("leave out the depth where one looks straight at the front", () => {
    const lines = dimensionLines({ min: [-0.3, 0, -0.05], max: [0.3, 0.4, 0.05] }, projectionAt({ ...viewPose(CHAIR, "front"), pitch: 0 }), CANVAS);
    expect(lines.depth).toBeNull();
    expect(lines.width).not.toBeNull();
    expect(lines.height).not.toBeNull();
  });

  it("stay with their edges while the product turns a little", () => {
    const rest = restPose(CHAIR);
    let previous = dimensionLines(CHAIR, projectionAt(rest), CANVAS);
    let changes = 0;
    for (let step = 1; step <= 40; step += 1) {
      const lines = dimensionLines(CHAIR, projectionAt({ ...rest, yaw: rest.yaw + Math.sin(step) * 0.01 }), CANVAS, previous);
      changes += AXES.filter((axis) => lines[axis]?.edge !== previous[axis]?.edge).length;
      previous = lines;
    }
    expect(changes).toBe(0);
  });
});
