import { v7 as uuidv7 } from "uuid";
import type { EventPayload, ShopEvent } from "~/domain/shopEvents";
import type { VisitReport } from "~/domain/visitReport";

/** A browser holds records back for seconds; one that says more has a clock that is wrong, or was asleep. */
const LONGEST_DELAY_MS = 60 * 60 * 1000;

/** Pages whose addresses name an order: the books get the address before the name. */
const PERSONAL_PATH = /^(?<shown>(?:\/[a-z]{2}-[a-z]{2})?\/orders)\/.*$/;

/**
 * The event of what a browser reported, without what names an order. Times that can't be are set to now: whoever reads
 * the books by day must not find days that have not been.
 * @param country ISO 3166, as the edge tells it; left out where it is no such code
 */
export function visitRecorded(report: VisitReport, country: string | null, now: Date = new Date()): ShopEvent<"visit.recorded"> {
  const payload: EventPayload<"visit.recorded"> = {
    ...report,
    ...(country !== null && /^[A-Z]{2}$/.test(country) && { country }),
    records: report.records.map((record) => ({
      ...record,
      path: record.path.replace(PERSONAL_PATH, "$<shown>"),
      occurredAt: plausible(record.occurredAt, now),
    })),
  };
  return { type: "visit.recorded", id: uuidv7(), occurredAt: now.toISOString(), payload };
}

function plausible(time: string, now: Date): string {
  const age = now.getTime() - Date.parse(time);
  return age >= 0 && age <= LONGEST_DELAY_MS ? time : now.toISOString();
}
