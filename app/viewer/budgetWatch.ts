import { loadBudget, type DeviceHints, type LoadBudget } from "./budget";

/** The budget in force. */
export interface BudgetWatch {
  readonly budget: LoadBudget;
  /** Something has arrived: reckons anew with what the connection showed. */
  refresh(): void;
  stop(): void;
}

export interface BudgetOptions {
  readonly variantCount: number;
  readonly measured: () => number | null;
  /** Called at the start, and whenever the budget has changed so much that another tier may follow from it. */
  readonly onChange: (budget: LoadBudget, measured: boolean) => void;
}

/** Throughput is never twice the same; a smaller change is none. */
const NOTABLE_CHANGE = 1.25;

/** Follows `navigator.connection` and the measured throughput. */
export function watchBudget({ variantCount, measured, onChange }: BudgetOptions): BudgetWatch {
  const hints = navigator as DeviceHints & { readonly connection?: EventTarget };
  let budget = reckon();
  const listening = new AbortController();

  function reckon(): LoadBudget {
    return loadBudget(hints, variantCount, measured());
  }

  function refresh(): void {
    const next = reckon();
    if (!differs(next, budget)) return;
    budget = next;
    onChange(budget, measured() !== null);
  }

  hints.connection?.addEventListener("change", refresh, { signal: listening.signal });
  onChange(budget, measured() !== null);
  return {
    get budget() {
      return budget;
    },
    refresh,
    stop: () => listening.abort(),
  };
}

function differs(a: LoadBudget, b: LoadBudget): boolean {
  const ratio = Math.max(a.tierBytes, b.tierBytes) / Math.min(a.tierBytes, b.tierBytes);
  return a.beyondPreview !== b.beyondPreview || a.gpuBytes !== b.gpuBytes || ratio > NOTABLE_CHANGE;
}
