import { lathe } from "./lathe.ts";
import type { Mesh } from "./mesh.ts";

export interface TurnedFaceOptions {
  /** metres */
  radius: number;
  /** How far the middle lies below the edge, metres. */
  hollow?: number;
  /** From groove to groove, metres. */
  pitch?: number;
  /** Depth of a groove, metres. */
  depth?: number;
  segments?: number;
}

/**
 * A disc about Y, facing up, its edge at y = 0, with the fine concentric grooves that a lathe's tool leaves;
 * they draw highlights out to a fan. The middle, where the tool stops, is plain.
 */
export function turnedFace({ radius, hollow = 0, pitch = 0.0005, depth = 0.000016, segments = 96 }: TurnedFaceOptions): Mesh {
  const y = (r: number) => -hollow * (1 - (r / radius) ** 2);
  const profile: [number, number][] = [];
  const count = Math.round((radius * 0.9) / (pitch / 2));
  for (let i = 0; i <= count; i++) {
    const r = radius * (1 - (0.9 * i) / count);
    profile.push([r, y(r) - (i % 2 ? depth : 0)]);
  }
  for (let k = 1; k <= 4; k++) profile.push([radius * 0.1 * (1 - k / 4), y(radius * 0.1 * (1 - k / 4))]);
  return lathe(profile, { segments, creaseDegrees: 2 });
}
