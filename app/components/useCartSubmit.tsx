import { useFetcher, useFetchers, useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { pathIn } from "~/messages/markets";
import { useMarket } from "~/messages/useMarket";
import { CART_FIELDS, pendingChange, type CartAnswer } from "./cartForm";
import { useMe } from "./useMe";

interface Sent {
  key: string;
  form: FormData;
}

interface CartSubmit {
  /** Sends a cart form. */
  send: (form: FormData) => void;
  /** Why the latest change could not be made; null after one that could. */
  failure: string | null;
  /** Render this: it listens to the answers. */
  listeners: ReactNode;
}

let submissions = 0;

/**
 * Sends cart changes, each as a request of its own, so that a burst of clicks loses none.
 * A browser without a session sends its first change alone: the answer brings the cookie that the others need.
 */
export function useCartSubmit(): CartSubmit {
  const submit = useSubmit();
  const action = pathIn(useMarket(), "/cart");
  const hasSession = useMe()?.hasSession ?? false;
  const isUnderWay = useFetchers().some((fetcher) => pendingChange(fetcher.formData) !== null);
  const [waiting, setWaiting] = useState<readonly Sent[]>([]);
  const [listening, setListening] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (waiting.length === 0 || (!hasSession && isUnderWay)) return;
    const ready = hasSession ? waiting : waiting.slice(0, 1);
    for (const { key, form } of ready) {
      submit(form, { method: "post", action, navigate: false, fetcherKey: key });
    }
    setWaiting((all) => all.slice(ready.length));
  }, [waiting, hasSession, isUnderWay, submit, action]);

  const send = useCallback((form: FormData) => {
    const key = `cart-${++submissions}`;
    form.set(CART_FIELDS.stay, "1");
    setWaiting((all) => [...all, { key, form }]);
    setListening((all) => [...all, key]);
  }, []);

  const onAnswer = useCallback((key: string, answer: CartAnswer) => {
    setListening((all) => all.filter((other) => other !== key));
    setFailure(answer.ok ? null : answer.error);
  }, []);

  const listeners = listening.map((key) => <AnswerListener key={key} fetcherKey={key} onAnswer={onAnswer} />);
  return { send, failure, listeners };
}

interface AnswerListenerProps {
  fetcherKey: string;
  onAnswer: (key: string, answer: CartAnswer) => void;
}

function AnswerListener({ fetcherKey, onAnswer }: AnswerListenerProps) {
  const { data, state } = useFetcher<CartAnswer>({ key: fetcherKey });
  useEffect(() => {
    if (data && state === "idle") onAnswer(fetcherKey, data);
  }, [data, state, fetcherKey, onAnswer]);
  return null;
}
