import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "~/messages/useMarket";

/**
 * After a navigation within the page, moves the focus to the new content, as a browser does with a new document.
 * @returns what a screen reader is to be told: the new page's title, nothing on the first page
 */
export function usePageFocus(): string {
  const messages = useMessages();
  const { pathname, hash } = useLocation();
  const shown = useRef(pathname);
  const [announcement, setAnnouncement] = useState("");
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setAnnouncement(messages.shop.opened(document.title));
    if (!hash) document.getElementById("content")?.focus({ preventScroll: true });
  }, [pathname, hash, messages]);
  return announcement;
}
