import { beforeEach, describe, expect, it, vi } from "vitest";
import { visitReportSchema } from "~/domain/visitReport";
import type { LoggedEvent } from "~/viewer/events";

/** As much of a browser as the beacon uses. */
function openBrowser({ navigator = {}, isPhone = false }: { navigator?: object; isPhone?: boolean } = {}) {
  const sent: Blob[] = [];
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  const stored = new Map<string, string>();
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  vi.stubGlobal("navigator", { sendBeacon: (_: string, body: Blob) => sent.push(body) > 0, ...navigator });
  vi.stubGlobal("sessionStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) });
  vi.stubGlobal("matchMedia", () => ({ matches: isPhone }));
  vi.stubGlobal("screen", { width: 390, height: 844 });
  return {
    hide() {
      document.visibilityState = "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
    },
    shows: (event: Partial<LoggedEvent>) => document.dispatchEvent(new CustomEvent("viewer:event", { detail: { at: performance.now(), ...event } })),
    leave: () => window.dispatchEvent(new Event("pagehide")),
    reports: () => Promise.all(sent.map(async (blob) => visitReportSchema.parse(JSON.parse(await blob.text())))),
  };
}

let beacon: typeof import("./visitBeacon");

beforeEach(async () => {
  vi.resetModules();
  beacon = await import("./visitBeacon");
});

describe("the beacon of a visit", () => {
  it("reports pages, products, levels and what was added, when the page is hidden", async () => {
    const browser = openBrowser({ isPhone: true });
    const stop = beacon.startVisitBeacon();
    beacon.noteVisitedPage("/");
    beacon.noteVisitedPage("/de-de/products/tenor-speaker");
    browser.shows({ type: "budget" });
    browser.shows({ type: "tier", tier: "preview" });
    browser.shows({ type: "tier", tier: "standard" });
    browser.shows({ type: "tier", tier: "preview" });
    beacon.noteAddedToCart("TENOR-SPEAKER-OAT", 1);
    expect(await browser.reports()).toEqual([]);
    browser.hide();
    const [report, ...more] = await browser.reports();
    expect(more).toEqual([]);
    expect(report?.device).toBe("phone");
    expect(report?.records.map(({ kind, path, product, level, sku }) => [kind, path, product, level ?? sku])).toEqual([
      ["page.viewed", "/", undefined, undefined],
      ["page.viewed", "/de-de/products/tenor-speaker", "tenor-speaker", undefined],
      ["product.viewed", "/de-de/products/tenor-speaker", "tenor-speaker", undefined],
      ["level.reached", "/de-de/products/tenor-speaker", "tenor-speaker", "preview"],
      ["level.reached", "/de-de/products/tenor-speaker", "tenor-speaker", "standard"],
      ["cart.added", "/de-de/products/tenor-speaker", "tenor-speaker", "TENOR-SPEAKER-OAT"],
    ]);
    stop();
  });

  it("reports each thing once, all under one id for the visit", async () => {
    const browser = openBrowser();
    const stop = beacon.startVisitBeacon();
    beacon.noteVisitedPage("/cart");
    browser.hide();
    browser.leave();
    beacon.noteVisitedPage("/checkout");
    browser.leave();
    const reports = await browser.reports();
    expect(reports.map(({ records }) => records.map(({ path }) => path))).toEqual([["/cart"], ["/checkout"]]);
    expect(new Set(reports.map(({ visit }) => visit)).size).toBe(1);
    stop();
  });

  it("waits for no end of the page once there is a whole report", async () => {
    const browser = openBrowser();
    const stop = beacon.startVisitBeacon();
    for (let page = 0; page < 60; page++) beacon.noteVisitedPage(`/search/${"x".repeat(page * 10)}`);
    expect((await browser.reports()).map(({ records }) => records.length)).toEqual([25, 25]);
    stop();
  });

  it("counts a level's time from when its page was opened", async () => {
    const browser = openBrowser();
    const stop = beacon.startVisitBeacon();
    beacon.noteVisitedPage("/");
    const opened = performance.now();
    beacon.noteVisitedPage("/products/tenor-speaker");
    browser.shows({ type: "tier", tier: "preview", at: opened + 5_000 });
    browser.leave();
    const [report] = await browser.reports();
    const elapsed = report?.records.find(({ kind }) => kind === "level.reached")?.elapsedMs ?? 0;
    expect(elapsed).toBeGreaterThan(0);
    expect(elapsed).toBeLessThanOrEqual(5_000);
    stop();
  });

  it.each([{ doNotTrack: "1" }, { globalPrivacyControl: true }])("reports nothing of a browser that says %j", async (navigator) => {
    const browser = openBrowser({ navigator });
    const stop = beacon.startVisitBeacon();
    beacon.noteVisitedPage("/");
    browser.shows({ type: "tier", tier: "preview" });
    browser.leave();
    expect(await browser.reports()).toEqual([]);
    stop();
  });

  it("disturbs no page where the browser gives no storage", () => {
    const browser = openBrowser();
    vi.stubGlobal("sessionStorage", { getItem: () => { throw new DOMException("denied", "SecurityError"); } });
    const stop = beacon.startVisitBeacon();
    beacon.noteVisitedPage("/");
    expect(() => browser.leave()).not.toThrow();
    stop();
  });
});
