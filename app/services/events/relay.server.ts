import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ShopEvent } from "~/domain/shopEvents";
import { log } from "~/platform/log.server";
import { deliverEvents } from "./deliver.server";
import type { FailedEvent } from "./failedEvent";
import { releaseLease, takeLease } from "./lease.server";
import { markDelivered, markFailed, pruneDelivered, waitingEvents } from "./waiting.server";

const BATCH_SIZE = 100;
const PRUNE_EVERY_MS = 60 * 60 * 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Hands events on; gives back those that failed. Throws where nothing could be handed on, for a reason that is no event's. */
export type Deliver = (events: readonly ShopEvent[]) => Promise<FailedEvent[]>;

export interface RelayOptions {
  deliver?: Deliver;
  /** How long after its last sign of life a relay that died keeps others waiting; longer than a batch takes. */
  leaseMs?: number;
  /** How often the holder looks for new events. */
  idleMs?: number;
  /** How often the others ask whether the lease is free. */
  standbyMs?: number;
}

/**
 * Relays events until the returned function is called, which waits for the batch under way. Any number of processes may
 * do so: one has the lease and works, the others wait for it. A holder that was only asleep may deliver a batch that its
 * successor delivers too: at least once is the promise, consumers go by the event's id.
 */
export function startRelay({ deliver = deliverEvents, leaseMs = 10_000, idleMs = 1_000, standbyMs = 2_000 }: RelayOptions = {}): () => Promise<void> {
  const lease = { name: "relay", holder: randomUUID() };
  const stopped = new AbortController();
  let prunedAt = Date.now();

  /** @returns how long to pause until the next */
  const round = async (): Promise<number> => {
    if (!(await takeLease(lease, leaseMs))) return standbyMs;
    if ((await relayBatch(deliver)) === BATCH_SIZE) return 0;
    if (Date.now() - prunedAt > PRUNE_EVERY_MS) {
      await pruneDelivered();
      prunedAt = Date.now();
    }
    return idleMs;
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopped.signal.aborted; ) {
      let pause: number;
      try {
        pause = await round();
        failures = 0;
      } catch (error) {
        pause = Math.min(LONGEST_PAUSE_MS, idleMs * 2 ** failures++);
        log.error({ err: error, pause }, "The relay could not hand on any events; it tries again");
      }
      await sleep(pause, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
    // The next relay need not wait for a lease that nobody uses.
    await releaseLease(lease).catch((error: unknown) => log.warn({ err: error }, "The relay's lease could not be given back; it runs out"));
  };

  const running = run();
  return async () => {
    stopped.abort();
    await running;
  };
}

/**
 * Delivers one batch of waiting events and notes what became of each. An event that fails holds up no other.
 * @returns how many were waiting; as many as a batch holds: there may be more
 * @throws Error if nothing could be handed on; that counts for no event's failure, so that an outage kills none
 */
export async function relayBatch(deliver: Deliver = deliverEvents): Promise<number> {
  const { events, unreadable } = await waitingEvents(BATCH_SIZE);
  const failed = events.length > 0 ? await deliver(events) : [];
  const failedIds = new Set(failed.map(({ id }) => id));
  await markDelivered(events.map(({ id }) => id).filter((id) => !failedIds.has(id)));
  await markFailed([...unreadable, ...failed]);
  return events.length + unreadable.length;
}
