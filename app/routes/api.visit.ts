import type { ActionFunctionArgs } from "@remix-run/node";
import { answerVisitReport } from "~/http/visitReport.server";

/** Takes what the visit's beacon reports (components/visitBeacon.ts). */
export async function action({ request }: ActionFunctionArgs) {
  return answerVisitReport(request);
}
