import type { TierName } from "../domain/modelManifest";

/** What happened in a viewer; tests, benchmarks and real-user measurement read it. */
export type ViewerEvent =
  /** The first picture is on the canvas, at the poster's camera; the GPU was done with it so long after the script. */
  | { readonly type: "firstFrame"; readonly gpuMs: number }
  /** A tier is shown: bytes fetched for it, and milliseconds since it was asked for. */
  | { readonly type: "tier"; readonly tier: TierName; readonly bytes: number; readonly ms: number }
  /** A tier that was on its way is no longer wanted. */
  | { readonly type: "abort"; readonly tier: TierName }
  /** What may be loaded from now on; `measured` where the throughput is what arrived here, not the connection type's. */
  | {
      readonly type: "budget";
      readonly tierBytes: number;
      readonly gpuBytes: number;
      readonly bytesPerSecond: number;
      readonly measured: boolean;
    }
  /** A chunk of the high tier is shown; `index` is its place in the manifest. */
  | { readonly type: "chunk"; readonly index: number; readonly bytes: number; readonly ms: number }
  /** A chunk went out of view before it was there. */
  | { readonly type: "chunkAbort"; readonly index: number }
  /** A chunk gave its GPU memory back, to be loaded again when it is looked at. */
  | { readonly type: "chunkEvicted"; readonly index: number; readonly gpuBytes: number }
  | { readonly type: "variant"; readonly variant: string; readonly ms: number }
  | { readonly type: "contextLost" }
  /** The picture is back on the canvas, with everything in place. */
  | { readonly type: "contextRestored" }
  /** A file could not be fetched, decoded or shown; what was shown before stays. */
  | { readonly type: "error"; readonly message: string };

/** An event with the time it happened, milliseconds since the page's start. */
export type LoggedEvent = ViewerEvent & { readonly at: number };

const LONGEST_LOG = 200;

/** The latest events, oldest first, and the listener that hears each as it happens. */
export class EventLog {
  readonly #entries: LoggedEvent[] = [];
  readonly #listener: (event: LoggedEvent) => void;

  constructor(listener: (event: LoggedEvent) => void) {
    this.#listener = listener;
  }

  get entries(): readonly LoggedEvent[] {
    return this.#entries;
  }

  add(event: ViewerEvent): void {
    const logged = { ...event, at: performance.now() };
    this.#entries.push(logged);
    if (this.#entries.length > LONGEST_LOG) this.#entries.shift();
    this.#listener(logged);
  }
}
