import { Vector3, type PerspectiveCamera } from "three";
import type { Vector } from "./framing";

/** Where a point of the model lies on the canvas. */
export interface CanvasPoint {
  /** CSS pixels from the canvas's left and top edges; beyond them where the point is out of the picture. */
  readonly x: number;
  readonly y: number;
  /** Behind the camera: then x and y mean nothing. */
  readonly behind: boolean;
  /** Whether a surface with this outward normal at the point is turned towards the camera. */
  facing(normal: Vector): boolean;
}

/** Projects a point, in the model's metres, by the matrices that the camera was last drawn with. */
export function projectPoint(point: Vector, camera: PerspectiveCamera, size: { width: number; height: number }): CanvasPoint {
  const place = new Vector3(...point);
  const toCamera = new Vector3().setFromMatrixPosition(camera.matrixWorld).sub(place);
  const seen = place.applyMatrix4(camera.matrixWorldInverse);
  const behind = seen.z >= 0;
  const { x, y } = seen.applyMatrix4(camera.projectionMatrix);
  return {
    x: ((x + 1) / 2) * size.width,
    y: ((1 - y) / 2) * size.height,
    behind,
    facing: (normal) => toCamera.dot(new Vector3(...normal)) > 0,
  };
}
