import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** EventBridge as far as the shop calls it: takes every event, and remembers it. */
export interface BusStandIn {
  endpoint: string;
  /** `detail-type` and bus of what came, in order. */
  events: { bus: string; type: string }[];
  stop(): void;
}

export async function startBus(): Promise<BusStandIn> {
  const events: BusStandIn["events"] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { Entries } = JSON.parse(body) as { Entries: { EventBusName: string; DetailType: string }[] };
      for (const { EventBusName, DetailType } of Entries) events.push({ bus: EventBusName, type: DetailType });
      response.setHeader("Content-Type", "application/x-amz-json-1.1");
      response.end(JSON.stringify({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: crypto.randomUUID() })) }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
