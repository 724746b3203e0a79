import { useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { noteVisitedPage, startVisitBeacon } from "./visitBeacon";

/** Reports the pages of this visit, and what happens on them. */
export function useVisitBeacon(): void {
  const { pathname } = useLocation();
  useEffect(startVisitBeacon, []);
  useEffect(() => noteVisitedPage(pathname), [pathname]);
}
