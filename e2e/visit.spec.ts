import type { Page } from "@playwright/test";
import { expect, test } from "./support/shopper";

interface Watched {
  reports: Promise<string>[];
}

/** Keeps what the page hands to the browser's beacon, and lets it go on its way. */
async function watchReports(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const reports: Promise<string>[] = [];
    Object.assign(window, { reports });
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (url, body) => {
      if (body instanceof Blob) reports.push(body.text());
      return send(url, body);
    };
  });
}

/** What a browser does when its tab goes into the background. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

async function reportedKinds(page: Page): Promise<string[]> {
  const reports = await page.evaluate(() => Promise.all((window as unknown as Watched).reports));
  return reports.flatMap((report) => (JSON.parse(report) as { records: { kind: string }[] }).records.map(({ kind }) => kind));
}

test("reports what was looked at and added, when the page is left", async ({ shopper }) => {
  const { page } = shopper;
  await watchReports(page);
  await shopper.visitsProduct("tenor-speaker");
  await shopper.addsToCart();
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/visit"));
  // The page says at once what the cart will hold; the report waits for the cart's answer.
  const reported = expect.poll(async () => {
    await hide(page);
    return reportedKinds(page);
  });
  await reported.toEqual(expect.arrayContaining(["page.viewed", "product.viewed", "cart.added"]));
  expect((await answer).status()).toBe(204);
});

test("reports nothing of a browser that asks not to be followed", async ({ shopper }) => {
  const { page } = shopper;
  await watchReports(page);
  await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  await shopper.visitsProduct("tenor-speaker");
  await shopper.addsToCart();
  await hide(page);
  expect(await reportedKinds(page)).toEqual([]);
});
