import { useFetcher, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import type { CartAnswer } from "~/http/cartForm";
import { markAnswered, markSent, useCartLedger } from "./cartLedger";
import { useMe } from "./useMe";

/**
 * Sends the ledger's changes, each as a request of its own, so that a burst of clicks loses none, and notes the answers.
 * A browser without a session sends its first change alone: the answer brings the cookie that the others need.
 */
export function CartSync() {
  const submit = useSubmit();
  const action = pathIn(useMarket(), "/cart");
  const hasSession = useMe()?.hasSession ?? false;
  const { entries } = useCartLedger();

  useEffect(() => {
    const waiting = entries.filter((entry) => entry.state === "waiting");
    const isUnderWay = entries.some((entry) => entry.state === "sent");
    if (waiting.length === 0 || (!hasSession && isUnderWay)) return;
    const ready = hasSession ? waiting : waiting.slice(0, 1);
    for (const { key, form } of ready) {
      submit(form, { method: "post", action, navigate: false, fetcherKey: key });
    }
    markSent(ready.map(({ key }) => key));
  }, [entries, hasSession, submit, action]);

  return entries
    .filter((entry) => entry.state === "sent")
    .map((entry) => <AnswerListener key={entry.key} fetcherKey={entry.key} />);
}

function AnswerListener({ fetcherKey }: { fetcherKey: string }) {
  const { data, state } = useFetcher<CartAnswer>({ key: fetcherKey });
  const wasUnderWay = useRef(false);
  useEffect(() => {
    if (state !== "idle") {
      wasUnderWay.current = true;
      return;
    }
    // Idle again without an answer: an error page has taken over, and nothing is pending any more.
    if (data || wasUnderWay.current) markAnswered(fetcherKey, data?.ok === false ? data.error : null);
  }, [data, state, fetcherKey]);
  return null;
}
