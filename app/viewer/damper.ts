/** Natural frequency in 1/s: a motion has settled to the eye after about a quarter of a second. */
const FREQUENCY = 18;

/** A value that follows its goal. */
export interface Damper {
  readonly value: number;
  readonly goal: number;
  /** Sets where to go; `snap` goes there at once. */
  aim(goal: number, snap?: boolean): void;
  /** Moves value and goal alike: no motion follows from it. */
  shift(by: number): void;
  /** Moves on by `seconds`; false once it has settled exactly on its goal. */
  step(seconds: number): boolean;
}

/**
 * A critically damped spring, stepped by its closed form, so that the motion does not depend on the frame rate:
 * x(t) = goal + (a + b·t)·e^(−ωt) with a = x₀ − goal and b = v₀ + ω·a.
 * @param tolerance Below this distance (and speed per 1/ω) the value is put on its goal, so that drawing can stop.
 */
export function createDamper(start: number, tolerance: number): Damper {
  let value = start;
  let goal = start;
  let velocity = 0;
  return {
    get value() {
      return value;
    },
    get goal() {
      return goal;
    },
    aim(next, snap = false) {
      goal = next;
      if (!snap) return;
      value = next;
      velocity = 0;
    },
    shift(by) {
      value += by;
      goal += by;
    },
    step(seconds) {
      if (value === goal && velocity === 0) return false;
      const a = value - goal;
      const b = velocity + FREQUENCY * a;
      const decay = Math.exp(-FREQUENCY * seconds);
      value = goal + (a + b * seconds) * decay;
      velocity = (b - FREQUENCY * (a + b * seconds)) * decay;
      if (Math.abs(value - goal) < tolerance && Math.abs(velocity) < tolerance * FREQUENCY) {
        value = goal;
        velocity = 0;
      }
      return true;
    },
  };
}
