import type { z } from "zod";
import { EVENT_PAYLOADS } from "./shopEvents";

/** What a browser reports of a visit: all of the event but what the edge knows better. */
export const visitReportSchema = EVENT_PAYLOADS["visit.recorded"].omit({ country: true });

export type VisitReport = z.infer<typeof visitReportSchema>;
