import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** What a page learns about its shopper after it has loaded: pages themselves are the same for everyone. */
export interface Me {
  cartCount: number;
  /** Whether the browser already carries a session cookie that is known. */
  hasSession: boolean;
}

const ME_PATH = "/api/me";

/** The shopper, null until known. Asked once a visit and again after every change. */
export function useMe(): Me | null {
  return useFetcher<Me>({ key: "me" }).data ?? null;
}

/**
 * Fetches {@link Me}: once after hydration, when the browser brings a page back from its memory, and after the last of
 * several changes: the router asks after each, but in a burst it was seen to leave the last one out.
 * @param isChanging whether changes are under way
 */
export function useMeLoading(isChanging: boolean): void {
  const { load } = useFetcher<Me>({ key: "me" });
  const wasChanging = useRef(false);
  useEffect(() => {
    if (wasChanging.current && !isChanging) load(ME_PATH);
    wasChanging.current = isChanging;
  }, [isChanging, load]);
  useEffect(() => {
    load(ME_PATH);
    const onPageShow = (event: PageTransitionEvent) => {
      if (event.persisted) load(ME_PATH);
    };
    window.addEventListener("pageshow", onPageShow);
    return () => window.removeEventListener("pageshow", onPageShow);
  }, [load]);
}
