/** Looks whether something that the shop needs is there. @returns what is wrong, undefined where nothing is */
export type Check = () => Promise<string | undefined>;

interface ReadinessOptions {
  /** By what they look at, e.g. `PostgreSQL`. */
  checks: Readonly<Record<string, Check>>;
  /** After which an answer counts as none. */
  deadlineMs?: number;
  /** How long a finding is given out without looking again: load balancers of several zones, Route 53 and people all ask. */
  keptMs?: number;
}

/**
 * Whether the shop could sell at this moment. However many ask, and however slow the stores are, each store is asked
 * by one call at a time.
 * @returns a function that gives the faults in words, none when the shop is ready; it never rejects
 */
export function watchReadiness({ checks, deadlineMs = 2_000, keptMs = 1_000 }: ReadinessOptions): () => Promise<string[]> {
  const looks = Object.entries(checks).map(([what, check]) => singleFlight(() => faultOf(what, check)));
  let kept: { until: number; faults: Promise<string[]> } | undefined;
  return () => {
    if (kept && performance.now() < kept.until) return kept.faults;
    const names = Object.keys(checks);
    const faults = Promise.all(looks.map((look, index) => within(deadlineMs, look(), `${names[index]} does not answer.`))).then((found) => found.filter((fault) => fault !== undefined));
    kept = { until: performance.now() + keptMs, faults };
    return faults;
  };
}

async function faultOf(what: string, check: Check): Promise<string | undefined> {
  try {
    return await check();
  } catch {
    return `${what} does not answer.`;
  }
}

/** A call that is under way is waited for, not repeated: a store that hangs is not asked again and again. */
function singleFlight<T>(call: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => (underWay ??= call().finally(() => (underWay = undefined)));
}

async function within(deadlineMs: number, work: Promise<string | undefined>, otherwise: string): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<string>((resolve) => (timer = setTimeout(resolve, deadlineMs, otherwise)));
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}
