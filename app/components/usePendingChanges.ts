import { useFetchers } from "@remix-run/react";
import { pendingChange, type PendingChange } from "./cartForm";

/** Every cart change that was sent and whose outcome the page does not show yet. */
export function usePendingChanges(): PendingChange[] {
  return useFetchers().flatMap((fetcher) => pendingChange(fetcher.formData) ?? []);
}
