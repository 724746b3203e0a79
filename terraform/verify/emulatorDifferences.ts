import type { Change } from "./changes.ts";

/** A change that a second plan shows against the emulator only. */
export interface EmulatorDifference {
  type: string;
  /** As in `Change.attribute`; what lies below it is included. */
  attribute: string;
  /** What the emulator does otherwise than AWS. */
  reason: string;
}

/** What moto gives back otherwise than it was told, seen as updates in a second plan. */
export const EMULATOR_DIFFERENCES: readonly EmulatorDifference[] = [];

/** Whether a change is the emulator's own. */
export function isTheEmulators({ type, action, attribute }: Change): boolean {
  return (
    action === "update" &&
    EMULATOR_DIFFERENCES.some((known) => known.type === type && (attribute === known.attribute || attribute.startsWith(`${known.attribute}.`)))
  );
}
