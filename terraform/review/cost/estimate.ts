import type { Block, PlanChange } from "../../plan/planChange.ts";
import type { PlanDocument } from "../../plan/planDocument.ts";
import { monthly } from "./monthly.ts";

/** A resource whose monthly cost changes, in US dollars. */
export interface CostLine {
  stack: string;
  address: string;
  before: number;
  after: number;
}

/** Monthly cost of all plans together, in US dollars, with what it leaves out. */
export interface CostEstimate {
  before: number;
  after: number;
  byStack: { stack: string; before: number; after: number }[];
  /** Those that change, the greatest difference first. */
  lines: CostLine[];
  /** Types without a price, and how many of each there are. */
  notPriced: { type: string; count: number }[];
}

/** Adds up a month before and after, resource by resource. */
export function estimate(plans: readonly PlanDocument[]): CostEstimate {
  const notPriced = new Map<string, number>();
  const lines = plans.flatMap(({ changes }) => {
    const around = { before: surroundings(changes, "before"), after: surroundings(changes, "after") };
    return changes
      .filter(({ mode, deposed }) => mode === "managed" && !deposed)
      .map((change): CostLine => {
        const price = (side: "before" | "after") => {
          const state = side === "after" && change.action === "forget" ? change.before : change[side];
          if (state === null) return 0;
          const cost = monthly(change.type, state, change.region, around[side]);
          if (cost === undefined && side === "after") notPriced.set(change.type, (notPriced.get(change.type) ?? 0) + 1);
          return cost ?? 0;
        };
        return { stack: change.stack, address: change.address, before: price("before"), after: price("after") };
      });
  });
  const total = (side: "before" | "after", of: readonly CostLine[]) => of.reduce((sum, line) => sum + line[side], 0);
  return {
    before: total("before", lines),
    after: total("after", lines),
    byStack: plans.map(({ stack }) => {
      const own = lines.filter((line) => line.stack === stack);
      return { stack, before: total("before", own), after: total("after", own) };
    }),
    lines: lines.filter(({ before, after }) => Math.abs(after - before) >= 0.005).sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
    notPriced: [...notPriced].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count || a.type.localeCompare(b.type)),
  };
}

function surroundings(changes: readonly PlanChange[], side: "before" | "after") {
  const byType = new Map<string, Block[]>();
  for (const change of changes) {
    const state = change[side];
    if (state !== null) byType.set(change.type, [...(byType.get(change.type) ?? []), state]);
  }
  return { ofType: (type: string) => byType.get(type) ?? [] };
}

/** `$1,234`; below ten dollars with cents. */
export function dollars(amount: number): string {
  const digits = Math.abs(amount) < 10 && amount !== 0 ? 2 : 0;
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** `+$12`, `−$3.40`, `±$0`. */
export function difference(before: number, after: number): string {
  const change = after - before;
  return `${change > 0.004 ? "+" : change < -0.004 ? "−" : "±"}${dollars(Math.abs(change))}`;
}
