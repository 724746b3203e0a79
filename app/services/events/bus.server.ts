import { EventBridgeClient, EventBridgeServiceException, PutEventsCommand, type PutEventsResultEntry } from "@aws-sdk/client-eventbridge";
import { z } from "zod";
import type { ShopEvent } from "~/domain/shopEvents";
import { awsVariables, busVariables, parseEnvironment } from "~/platform/environment.server";
import { singleton } from "~/platform/singleton.server";
import { busCalls, type BusEntry } from "./busCalls";
import { deliverLocally } from "./localBus.server";
import type { FailedEvent } from "./failedEvent";

const environment = parseEnvironment(z.object({ ...awsVariables, ...busVariables }), process.env);

/** With its repetition less than the relay's lease. */
const CALL_TIMEOUT_MS = 3_500;

const eventBridge = () => singleton("eventBridge", () => new EventBridgeClient({ region: environment.AWS_REGION, maxAttempts: 2 }));

/**
 * Sends events to EventBridge where `EVENT_BUS` names a bus, else to the consumers in this process. What was taken may
 * still come twice: consumers go by the event's id.
 * @returns the events that were not taken, each with the reason
 * @throws Error if the bus could not be asked at all, or takes nothing from this caller
 */
export async function sendEvents(events: readonly ShopEvent[]): Promise<FailedEvent[]> {
  const { EVENT_BUS } = environment;
  if (EVENT_BUS === undefined) return deliverLocally(events);
  const { calls, tooLarge } = busCalls(events);
  const failed = await Promise.all(calls.map((entries) => put(entries, EVENT_BUS)));
  return [...failed.flat(), ...tooLarge.map(({ id, bytes }) => ({ id, error: `It has ${bytes} bytes, more than EventBridge takes of one event.` }))];
}

/** As {@link sendEvents}: for services that are handed the way out. */
export type SendEvents = typeof sendEvents;

async function put(entries: readonly BusEntry[], bus: string): Promise<FailedEvent[]> {
  try {
    const { Entries = [] } = await eventBridge().send(
      new PutEventsCommand({ Entries: entries.map(({ id, ...entry }) => ({ ...entry, EventBusName: bus })) }),
      { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) },
    );
    return entries.flatMap(({ id }, index) => refusal(id, Entries[index]));
  } catch (error) {
    if (!isAboutItsContent(error)) throw error;
    // One entry spoils the call for all of them: each by itself tells which.
    if (entries.length === 1) return entries.map(({ id }) => ({ id, error: `EventBridge refused it: ${error.message}` }));
    return (await Promise.all(entries.map((entry) => put([entry], bus)))).flat();
  }
}

function refusal(id: string, result: PutEventsResultEntry | undefined): FailedEvent[] {
  if (result?.EventId && !result.ErrorCode) return [];
  return [{ id, error: `EventBridge did not take it: ${result?.ErrorCode ?? "no answer"} ${result?.ErrorMessage ?? ""}`.trim() }];
}

/** Whether a whole call was refused for what is in it, rather than for who sent it or when. */
function isAboutItsContent(error: unknown): error is EventBridgeServiceException {
  return error instanceof EventBridgeServiceException && (error.name === "ValidationException" || error.$metadata.httpStatusCode === 413);
}
