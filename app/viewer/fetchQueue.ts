import { createThroughputMeter, networkTransfer } from "./throughput";

/** Fetches files a few at a time, the most urgent first; waiting and running ones can be aborted. */
export interface FetchQueue {
  /**
   * The file's bytes.
   * @param urgency Asked anew whenever a place becomes free, as what matters changes with the camera; the least goes first.
   * @throws {Error} with the URL and the status when the server does not have it, or `signal`'s reason when aborted.
   */
  get(url: string, signal: AbortSignal, urgency?: () => number): Promise<ArrayBuffer>;
  /** What the connection carried lately, bytes a second; null until that can be told. */
  readonly bytesPerSecond: number | null;
}

/** Few enough that a model's geometry is not slowed by its own textures, enough to fill a connection. */
const CONCURRENCY = 4;

/**
 * How every model file is requested. Preloads are reused only by requests of the same mode and credentials:
 * `<link rel="preload" as="fetch" crossorigin="anonymous">` is this one (see previewPreload).
 */
export const REQUEST: Readonly<RequestInit> = { mode: "cors", credentials: "same-origin" };

/** Tiers and finishes: the shopper waits for them. Chunks, which improve a part, count from 1 upwards. */
const URGENT = (): number => 0;

export function createFetchQueue(fetchFile: typeof fetch = (...request) => fetch(...request)): FetchQueue {
  const meter = createThroughputMeter();
  let running = 0;
  const waiting: { urgency: () => number; start: () => void }[] = [];

  async function turn(signal: AbortSignal, urgency: () => number): Promise<void> {
    if (running < CONCURRENCY) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener("abort", leave);
        running += 1;
        resolve();
      };
      const entry = { urgency, start };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(signal.reason as Error);
      };
      waiting.push(entry);
      signal.addEventListener("abort", leave, { once: true });
    });
  }

  function startNext(): void {
    const [first, ...others] = waiting;
    if (!first) return;
    // Among equals the first come is served first.
    const next = others.reduce((best, entry) => (entry.urgency() < best.urgency() ? entry : best), first);
    waiting.splice(waiting.indexOf(next), 1);
    next.start();
  }

  return {
    async get(url, signal, urgency = URGENT) {
      signal.throwIfAborted();
      await turn(signal, urgency);
      try {
        const response = await fetchFile(url, { ...REQUEST, signal });
        if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
        const bytes = await response.arrayBuffer();
        const transfer = networkTransfer(url);
        if (transfer) meter.add(transfer);
        return bytes;
      } finally {
        running -= 1;
        startNext();
      }
    },
    get bytesPerSecond() {
      return meter.bytesPerSecond;
    },
  };
}
