import type { PlanDocument } from "../../plan/planDocument.ts";

export interface CostEstimate { before: number; after: number }

export function estimate(_plans: readonly PlanDocument[]): CostEstimate {
  return { before: 0, after: 0 };
}
