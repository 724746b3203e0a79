import { visitReportSchema } from "~/domain/visitReport";
import { log } from "~/platform/log.server";
import { sendEvents, type SendEvents } from "~/services/events/bus.server";
import { visitRecorded } from "~/services/visits/visits.server";
import { CACHE_CONTROL } from "./cacheControl";

/** CloudFront adds it to what it hands on; elsewhere there is none. */
const COUNTRY_HEADER = "CloudFront-Viewer-Country";

/**
 * Answers a browser's report of a visit: 204 once it is on its way, 400 for what is no report. Nobody waits for the
 * answer, and a report that the bus does not take is lost with a line in the log: no shopper is worse off.
 */
export async function answerVisitReport(request: Request, send: SendEvents = sendEvents): Promise<Response> {
  const headers = { "Cache-Control": CACHE_CONTROL.personal };
  const parsed = visitReportSchema.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return new Response("This is no report of a visit.", { status: 400, headers });
  const event = visitRecorded(parsed.data, request.headers.get(COUNTRY_HEADER));
  const failed = await send([event]).catch((error: unknown) => [{ id: event.id, error: String(error) }]);
  if (failed.length > 0) log.warn({ reason: failed[0]?.error }, "A report of a visit was lost");
  return new Response(null, { status: 204, headers });
}
