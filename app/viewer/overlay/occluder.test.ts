import fc from "fast-check";
import { BoxGeometry, Group, Mesh, SphereGeometry } from "three";
import { describe, expect, it } from "vitest";
import type { Vector } from "../framing";
import { createOccluder } from "./occluder";

function solid(mesh: Mesh): Mesh {
  mesh.castShadow = true;
  return mesh;
}

const rootOf = (...meshes: Mesh[]): Group => new Group().add(...meshes);

const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }))
  .filter((vector) => Math.hypot(...vector) > 0.1);

describe("an occluder", () => {
  it("hides the far side of a ball and shows the near one", () => {
    const occluder = createOccluder(rootOf(solid(new Mesh(new SphereGeometry(1, 48, 24)))));
    fc.assert(
      fc.property(direction, direction, (a, b) => {
        const point = a.map((value) => value / Math.hypot(...a)) as unknown as Vector;
        const eye = b.map((value) => (value / Math.hypot(...b)) * 5) as unknown as Vector;
        const facing = point[0] * eye[0] + point[1] * eye[1] + point[2] * eye[2];
        // At the rim a ball of flat triangles is not a ball.
        fc.pre(Math.abs(facing - 1) > 0.5);
        expect(occluder.hides(point, eye, 0.05)).toBe(facing < 1);
      }),
    );
  });

  it("takes each part where its nodes put it, and looks through what casts no shadow", () => {
    const wall = solid(new Mesh(new BoxGeometry(1, 1, 0.1)));
    wall.position.set(0, 0, 2);
    const holder = new Mesh(new BoxGeometry(0.01, 0.01, 0.01));
    holder.scale.setScalar(2);
    holder.add(wall);
    expect(createOccluder(rootOf(holder)).hides([0, 0, 0], [0, 0, 10], 0.01)).toBe(true);
    expect(createOccluder(rootOf(holder)).hides([0, 0, 0], [0, 0, 3], 0.01)).toBe(false);
    wall.castShadow = false;
    expect(createOccluder(rootOf(holder)).hides([0, 0, 0], [0, 0, 10], 0.01)).toBe(false);
  });
});
