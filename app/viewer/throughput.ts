/** A file's way over the network. */
export interface Transfer {
  /** As sent, compressed. */
  readonly bytes: number;
  /** When its first and last bytes arrived, milliseconds on one clock. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What the connection has shown that it can do. */
export interface ThroughputMeter {
  add(transfer: Transfer): void;
  /** Null until enough has arrived to tell. */
  readonly bytesPerSecond: number | null;
}

/** The latest transfers count, so that the figure follows the shopper out of the tunnel. */
const WINDOW = 12;
/** Less arrives in one burst, whatever the connection: TCP's first flight is about ten packets. */
const LEAST_BYTES = 32 * 1024;
const LEAST_MS = 1;

/**
 * Bytes over the time in which any of them were arriving: parallel transfers share the connection, so their own rates
 * would each tell too little, and pauses between them tell nothing.
 */
export function createThroughputMeter(): ThroughputMeter {
  const latest: Transfer[] = [];
  return {
    add(transfer) {
      latest.push(transfer);
      if (latest.length > WINDOW) latest.shift();
    },
    get bytesPerSecond() {
      const bytes = latest.reduce((sum, transfer) => sum + transfer.bytes, 0);
      if (bytes < LEAST_BYTES) return null;
      return (bytes * 1000) / Math.max(busyMs(latest), LEAST_MS);
    },
  };
}

/** Length of the union of the transfers' times. */
function busyMs(transfers: readonly Transfer[]): number {
  let busy = 0;
  let until = -Infinity;
  for (const { startedAt, endedAt } of [...transfers].sort((a, b) => a.startedAt - b.startedAt)) {
    busy += Math.max(endedAt - Math.max(startedAt, until), 0);
    until = Math.max(until, endedAt);
  }
  return busy;
}

/**
 * A finished download as Resource Timing saw it; null for what came from a cache, or is not told.
 * A server of another origin must send Timing-Allow-Origin, else its times are hidden.
 */
export function networkTransfer(url: string): Transfer | null {
  const entry = performance.getEntriesByName(url, "resource").at(-1);
  if (!(entry instanceof PerformanceResourceTiming) || entry.transferSize === 0 || entry.responseStart === 0) return null;
  return { bytes: entry.encodedBodySize, startedAt: entry.responseStart, endedAt: entry.responseEnd };
}
