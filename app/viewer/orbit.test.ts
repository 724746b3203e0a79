import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDamper } from "./damper";
import { cameraPosition, restPose, type Bounds } from "./framing";
import { createOrbit } from "./orbit";

const CHAIR: Bounds = { min: [-0.35, 0, -0.4], max: [0.35, 0.9, 0.4] };

describe("damper", () => {
  it("arrives at the same place whatever the frame rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (frames) => {
        const coarse = createDamper(0, 1e-9);
        const fine = createDamper(0, 1e-9);
        coarse.aim(1);
        fine.aim(1);
        coarse.step(0.2);
        for (let frame = 0; frame < frames; frame += 1) fine.step(0.2 / frames);
        expect(fine.value).toBeCloseTo(coarse.value, 9);
      }),
    );
  });

  it("settles exactly, so that drawing can stop", () => {
    const damper = createDamper(0, 1e-4);
    damper.aim(2);
    let steps = 0;
    while (damper.step(1 / 60)) steps += 1;
    expect(damper.value).toBe(2);
    expect(steps).toBeLessThan(90);
  });
});

describe("orbit", () => {
  it("stays above the ground and within its distances, whatever the shopper does", () => {
    const act = fc.record({
      yaw: fc.double({ min: -4, max: 4, noNaN: true }),
      pitch: fc.double({ min: -4, max: 4, noNaN: true }),
      zoom: fc.double({ min: 0.1, max: 10, noNaN: true }),
      pan: fc.double({ min: -3, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const orbit = createOrbit(CHAIR, () => true);
        for (const { yaw, pitch, zoom, pan } of acts) {
          orbit.orbitBy(yaw, pitch);
          orbit.zoomBy(zoom);
          orbit.panBy(pan, pan);
        }
        expect(cameraPosition(orbit.pose)[1]).toBeGreaterThan(-0.1);
        orbit.pose.target.forEach((value, axis) => {
          expect(value).toBeGreaterThanOrEqual(CHAIR.min[axis] ?? 0);
          expect(value).toBeLessThanOrEqual(CHAIR.max[axis] ?? 0);
        });
      }),
    );
  });

  it("jumps where motion is unwelcome", () => {
    const orbit = createOrbit(CHAIR, () => true);
    orbit.view("back");
    expect(orbit.step(1 / 60)).toBe(false);
    expect(orbit.pose.yaw).toBeCloseTo(Math.PI, 9);
  });

  it("resets to the poster's camera the short way round", () => {
    const orbit = createOrbit(CHAIR, () => true);
    orbit.orbitBy(6 * Math.PI, 0);
    const { yaw } = orbit.pose;
    orbit.reset();
    expect(Math.abs(orbit.pose.yaw - yaw)).toBeLessThanOrEqual(Math.PI);
    expect(orbit.pose.distance).toBeCloseTo(restPose(CHAIR).distance, 9);
  });

  it("says when zooming has come to its end, so that the wheel can be the page's again", () => {
    const orbit = createOrbit(CHAIR, () => true);
    expect(orbit.zoomBy(100)).toBe(true);
    expect(orbit.zoomBy(100)).toBe(false);
  });
});
