import type { VisitReport } from "~/domain/visitReport";
import type { LoggedEvent } from "~/viewer/events";

type PageRecord = VisitReport["records"][number];

const REPORT_PATH = "/api/visit";
const STORED_VISIT = "visit";
/** As many records as one report may hold. */
const MOST_RECORDS = 25;
const SEND_EVERY_MS = 15_000;
const LONGEST_PATH = 200;
const LONGEST_ELAPSED_MS = 3_600_000;
const PRODUCT_PATH = /\/products\/([a-z0-9-]{1,80})\/?$/;

/** The page that is shown: its records begin with this. */
let page: Pick<PageRecord, "path" | "product"> = { path: "/" };
/** When it began to be shown, milliseconds since the document's start; undefined before the first. */
let pageStart: number | undefined;
let levels = new Set<string>();
const waiting: PageRecord[] = [];
let isOn = false;

/** Begins to report this visit, unless the browser asks not to be followed; the returned function ends it. */
export function startVisitBeacon(): () => void {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (doNotTrack === "1" || globalPrivacyControl) return () => undefined;
  isOn = true;
  const timer = setInterval(send, SEND_EVERY_MS);
  document.addEventListener("viewer:event", onViewerEvent);
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", send);
  return () => {
    isOn = false;
    clearInterval(timer);
    document.removeEventListener("viewer:event", onViewerEvent);
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", send);
  };
}

/** Notes that a page is shown: the first one of the document, or one that was gone on to. */
export function noteVisitedPage(path: string): void {
  const product = PRODUCT_PATH.exec(path)?.[1];
  page = { path: path.slice(0, LONGEST_PATH), product };
  pageStart = pageStart === undefined ? 0 : performance.now();
  levels = new Set();
  note({ kind: "page.viewed" });
  if (product) note({ kind: "product.viewed" });
}

/** Notes that the cart has taken something. */
export function noteAddedToCart(sku: string, quantity: number): void {
  note({ kind: "cart.added", sku, quantity });
}

function onViewerEvent(event: Event): void {
  const { detail } = event as CustomEvent<LoggedEvent>;
  if (detail.type !== "tier" || levels.has(detail.tier)) return;
  levels.add(detail.tier);
  const elapsed = Math.round(detail.at - (pageStart ?? 0));
  note({ kind: "level.reached", level: detail.tier, elapsedMs: Math.min(Math.max(elapsed, 0), LONGEST_ELAPSED_MS) });
}

function onVisibility(): void {
  if (document.visibilityState === "hidden") send();
}

function note(record: Omit<PageRecord, "occurredAt" | "path" | "product">): void {
  if (!isOn) return;
  waiting.push({ ...record, ...page, occurredAt: new Date().toISOString() });
  if (waiting.length >= MOST_RECORDS) send();
}

function send(): void {
  if (waiting.length === 0) return;
  const records = waiting.splice(0);
  try {
    const visit = sessionStorage.getItem(STORED_VISIT) ?? crypto.randomUUID();
    sessionStorage.setItem(STORED_VISIT, visit);
    const report: VisitReport = { visit, device: device(), records };
    navigator.sendBeacon(REPORT_PATH, new Blob([JSON.stringify(report)], { type: "application/json" }));
  } catch {
    // No storage, or no random ids outside https: such a visit is not reported.
  }
}

function device(): VisitReport["device"] {
  if (!matchMedia("(pointer: coarse)").matches) return "desktop";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
}
