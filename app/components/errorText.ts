import { isRouteErrorResponse } from "@remix-run/react";
import type { Messages } from "~/messages/en";

/** The words for the status of a page that cannot be shown. */
export function errorText(status: number, { errors }: Messages): { title: string; text: string } {
  if (status === 404) return { title: errors.notFoundTitle, text: errors.notFoundText };
  if (status === 429) return { title: errors.busyTitle, text: errors.busyText };
  if (status >= 400 && status < 500) return { title: errors.clientTitle, text: errors.clientText };
  return { title: errors.serverTitle, text: errors.serverText };
}

/** The status of what a boundary caught: a thrown response's own, 500 for everything else. */
export function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}
