import { setTimeout as sleep } from "node:timers/promises";
import type { AnalyticsRecord } from "./analyticsRecord";

/** What one PutRecordBatch takes (Firehose's quotas, 2026): records, and bytes of all of them together. */
const BATCH_RECORDS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;

/**
 * Hands lines of JSON over, in one call.
 * @returns why each line was not taken, by its place; undefined for those that were
 */
export type PutLines = (lines: readonly string[]) => Promise<readonly (string | undefined)[]>;

interface Line {
  message: string;
  text: string;
  /** Why it was not taken. */
  reason: string;
}

/**
 * Delivers the records of some messages. What is not taken is tried again a few times, by itself, after growing pauses.
 * @param messages the records of each, by the message's id
 * @returns of the messages with a record that was never taken, by id: why. Handed in again, their other records are
 * delivered twice, with the ids that they had.
 */
export async function deliverRecords(
  messages: ReadonlyMap<string, readonly AnalyticsRecord[]>,
  put: PutLines,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<Map<string, string>> {
  let waiting = [...messages].flatMap(([message, records]) => records.map((record): Line => ({ message, text: `${JSON.stringify(record)}\n`, reason: "" })));
  for (let attempt = 0; attempt < ATTEMPTS && waiting.length > 0; attempt++) {
    if (attempt > 0) await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
    const refused: Line[] = [];
    for (const batch of batches(waiting)) refused.push(...(await putBatch(batch, put)));
    waiting = refused;
  }
  return new Map(waiting.map(({ message, reason }) => [message, reason]));
}

async function putBatch(batch: readonly Line[], put: PutLines): Promise<Line[]> {
  try {
    const reasons = await put(batch.map(({ text }) => text));
    return batch.flatMap((line, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ ...line, reason }];
    });
  } catch (error) {
    return batch.map((line) => ({ ...line, reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }));
  }
}

function* batches(lines: readonly Line[]): Generator<Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text);
    if (batch.length === BATCH_RECORDS || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(line);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
