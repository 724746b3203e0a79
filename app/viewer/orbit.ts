import { createDamper } from "./damper";
import { distanceLimits, radiusOf, restPose, viewPose, type Bounds, type CameraPose, type ViewName } from "./framing";

/** The shopper's hand on the camera: goals are set at once, the pose follows smoothly. */
export interface Orbit {
  readonly pose: CameraPose;
  /** Turns by radians around the product and over it. */
  orbitBy(yaw: number, pitch: number): void;
  /** Turns steadily, beside whatever the shopper does: radians at once. */
  spin(yaw: number): void;
  /** Comes nearer by a factor above 1; false where the limit was reached already. */
  zoomBy(factor: number): boolean;
  /** Shifts the target in the picture plane, metres. */
  panBy(right: number, up: number): void;
  view(name: ViewName): void;
  /** Goes to a pose the short way round, as far as the limits let it. */
  goTo(pose: CameraPose): void;
  reset(): void;
  /** Moves on by `seconds`; true while still moving. */
  step(seconds: number): boolean;
}

/** The camera never goes below the ground, and never so high that "up" is lost. */
const LOWEST_PITCH = -0.02;
const HIGHEST_PITCH = 1.5;

/** @param snap Whether to jump instead of gliding: asked on every change, since the setting can change. */
export function createOrbit(bounds: Bounds, snap: () => boolean): Orbit {
  const rest = restPose(bounds);
  const radius = radiusOf(bounds);
  const { nearest, farthest } = distanceLimits(bounds);
  const yaw = createDamper(rest.yaw, 1e-4);
  const pitch = createDamper(rest.pitch, 1e-4);
  // Zooming is multiplicative: gliding in the logarithm looks even.
  const logDistance = createDamper(Math.log(rest.distance), 1e-4);
  const [targetX, targetY, targetZ] = rest.target;
  const target = [
    createDamper(targetX, radius * 1e-4),
    createDamper(targetY, radius * 1e-4),
    createDamper(targetZ, radius * 1e-4),
  ] as const;
  const dampers = [yaw, pitch, logDistance, ...target];

  function aimTarget(goal: readonly [number, number, number]): void {
    target.forEach((damper, axis) => {
      const low = bounds.min[axis] ?? 0;
      const high = bounds.max[axis] ?? 0;
      damper.aim(clamp(goal[axis] ?? 0, low, high), snap());
    });
  }

  function goTo(pose: CameraPose): void {
    // The short way round.
    const turns = Math.round((yaw.goal - pose.yaw) / (2 * Math.PI));
    yaw.aim(pose.yaw + turns * 2 * Math.PI, snap());
    pitch.aim(clamp(pose.pitch, LOWEST_PITCH, HIGHEST_PITCH), snap());
    logDistance.aim(clamp(Math.log(pose.distance), Math.log(nearest), Math.log(farthest)), snap());
    aimTarget([...pose.target]);
  }

  return {
    get pose(): CameraPose {
      return {
        yaw: yaw.value,
        pitch: pitch.value,
        distance: Math.exp(logDistance.value),
        target: [target[0].value, target[1].value, target[2].value],
      };
    },
    orbitBy(byYaw, byPitch) {
      yaw.aim(yaw.goal + byYaw, snap());
      pitch.aim(clamp(pitch.goal + byPitch, LOWEST_PITCH, HIGHEST_PITCH), snap());
    },
    spin: (byYaw) => yaw.shift(byYaw),
    zoomBy(factor) {
      const before = logDistance.goal;
      logDistance.aim(clamp(before - Math.log(factor), Math.log(nearest), Math.log(farthest)), snap());
      return logDistance.goal !== before;
    },
    panBy(right, up) {
      const sin = Math.sin(yaw.goal);
      const cos = Math.cos(yaw.goal);
      const lean = Math.sin(pitch.goal);
      aimTarget([
        target[0].goal + right * cos - up * sin * lean,
        target[1].goal + up * Math.cos(pitch.goal),
        target[2].goal - right * sin - up * cos * lean,
      ]);
    },
    goTo,
    view: (name) => goTo(viewPose(bounds, name)),
    reset: () => goTo(rest),
    step: (seconds) => dampers.map((damper) => damper.step(seconds)).some(Boolean),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
