import sharp from "sharp";
import type { Locator, Page, Request } from "@playwright/test";
import { expect, test } from "./support/shopper";

// The smallest laptop: the tests' renderer is a processor.
test.use({ viewport: { width: 1040, height: 560 } });

/** The stage's state is an attribute for styling; its name is the product's. */
const stage = (page: Page): Locator => page.locator("[data-tier]");
const canvas = (page: Page): Locator => page.getByRole("application", { name: /3D view/ });

async function showsTier(page: Page, tier: string): Promise<void> {
  await expect(stage(page)).toHaveAttribute("data-tier", tier, { timeout: 40_000 });
}

/** What a shopper sees of the stage, once it has come to rest. */
async function picture(page: Page): Promise<Buffer> {
  let before: Buffer | undefined;
  for (;;) {
    const shot = await canvas(page).screenshot({ animations: "disabled" });
    if (before?.equals(shot)) return shot;
    before = shot;
  }
}

/** Mean difference of two pictures, in levels of 255. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all([a, b].map((png) => sharp(png).removeAlpha().raw().toBuffer()));
  if (!left || !right || left.length !== right.length) throw new Error("The pictures differ in size.");
  let sum = 0;
  for (let i = 0; i < left.length; i += 1) sum += Math.abs((left[i] ?? 0) - (right[i] ?? 0));
  return sum / left.length;
}

function modelRequests(page: Page): Request[] {
  const requests: Request[] = [];
  page.on("request", (request) => /\/models\/.*\.glb$/.test(request.url()) && requests.push(request));
  return requests;
}

test("shows the poster first, then finer tiers in place", async ({ shopper }) => {
  const { page } = shopper;
  const requests = modelRequests(page);
  const gates = { preview: gate(), standard: gate() };
  for (const [tier, { opened }] of Object.entries(gates)) {
    await page.route(`**/${tier}/*.glb`, async (route) => {
      await opened;
      await route.continue();
    });
  }
  await shopper.visitsProduct("brae-side-table");
  const poster = page.getByRole("main").getByRole("img", { name: /^Brae side table in Oiled oak/ }).first();
  await expect(poster).toBeVisible();
  await showsTier(page, "poster");

  gates.preview.open();
  await showsTier(page, "preview");
  const preview = await picture(page);

  gates.standard.open();
  await showsTier(page, "standard");
  const standard = await picture(page);

  expect(requests.map((request) => /(preview|standard|high)\//.exec(request.url())?.[1])).toEqual(["preview", "standard"]);
  const changed = await difference(preview, standard);
  expect(changed, "the finer tier is drawn").toBeGreaterThan(0);
  expect(changed, "nothing jumps").toBeLessThan(6);
});

test("hands over from the poster without a jump", async ({ shopper }) => {
  const { page } = shopper;
  const { open, opened } = gate();
  await page.route("**/viewer-*.js", async (route) => {
    await opened;
    await route.continue();
  });
  await shopper.visitsProduct("brae-side-table");
  const poster = page.getByRole("main").getByRole("img", { name: /^Brae side table in Oiled oak/ }).first();
  await expect.poll(() => poster.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  const before = await poster.screenshot({ animations: "disabled" });
  open();
  await showsTier(page, "standard");
  // The controls, which come with the 3D view, are part of the difference.
  expect(await difference(before, await picture(page))).toBeLessThan(6);
});

test("fetches the highest tier only when the shopper comes near", async ({ shopper }) => {
  const { page } = shopper;
  const requests = modelRequests(page);
  await shopper.visitsProduct("brae-side-table");
  await showsTier(page, "standard");
  await page.waitForLoadState("networkidle");
  expect(requests.some((request) => request.url().includes("/high/"))).toBe(false);
  const nearer = page.getByRole("button", { name: "Nearer" });
  for (let step = 0; step < 8; step += 1) await nearer.click();
  await showsTier(page, "high");
});

test("changes the finish everywhere: material, address, price, article", async ({ shopper }) => {
  const { page } = shopper;
  const requests = modelRequests(page);
  await shopper.visitsProduct("brae-side-table");
  await showsTier(page, "standard");
  await page.waitForLoadState("networkidle");
  const geometry = requests.length;
  const oak = await picture(page);
  await shopper.choosesFinish(/^Black-stained oak/);
  await expect(page).toHaveURL(/finish=black-oak/);
  await expect(page.getByRole("main")).toContainText("€369");
  await expect(page.getByRole("main")).toContainText("BRAE-SIDE-TABLE-BLACK-OAK");
  await expect(page.getByRole("main")).toContainText("Only 2 left");
  await expect.poll(async () => difference(oak, await picture(page))).toBeGreaterThan(5);
  expect(requests.length, "no geometry is loaded again").toBe(geometry);
});

test("turns, comes nearer and comes back with the keyboard", async ({ shopper }) => {
  const { page } = shopper;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await shopper.visitsProduct("lune-table-lamp");
  await showsTier(page, "standard");
  const atFirst = await picture(page);
  await canvas(page).focus();
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "+"]) await page.keyboard.press(key);
  await expect.poll(async () => difference(atFirst, await picture(page))).toBeGreaterThan(1);
  await page.keyboard.press("0");
  await canvas(page).blur();
  await expect.poll(async () => difference(atFirst, await picture(page))).toBeLessThan(1);
});

test("leaves the page its scrolling", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("lune-table-lamp");
  await showsTier(page, "standard");
  await canvas(page).hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
});

test("uses the preview that the page preloads @smoke", async ({ shopper }) => {
  const { page } = shopper;
  const requests = modelRequests(page);
  await shopper.visitsProduct("lune-table-lamp");
  await showsTier(page, "standard");
  expect(requests.filter((request) => request.url().includes("/preview/"))).toHaveLength(1);
});

test("asks for the shown finish's textures together with the geometry that names them, once each", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("brae-side-table", "walnut");
  await showsTier(page, "standard");
  const files = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => name.includes("/standard/")).map(({ name, startTime, duration }) => ({ name, startTime, end: startTime + duration })),
  );
  const geometry = files.find(({ name }) => name.endsWith(".glb"));
  const textures = files.filter(({ name }) => !name.endsWith(".glb"));
  expect(textures.length).toBeGreaterThan(0);
  // Four files at a time.
  const together = textures.filter(({ startTime }) => startTime < (geometry?.end ?? 0));
  expect(together.length).toBeGreaterThanOrEqual(Math.min(3, textures.length));
  expect(new Set(textures.map(({ name }) => name)).size).toBe(textures.length);
  expect(textures.filter(({ name }) => name.includes("/walnut-end-albedo."))).toHaveLength(1);
  expect(textures.filter(({ name }) => name.includes("/oak-end-albedo."))).toEqual([]);
});

test("keeps the poster and the shop when a model file fails", async ({ shopper }) => {
  test.info().annotations.push({ type: "expects error", description: "Failed to load resource" });
  const { page } = shopper;
  await page.route("**/*.glb", (route) => route.abort());
  await shopper.visitsProduct("tenor-speaker", "oat");
  await page.waitForLoadState("networkidle");
  await showsTier(page, "poster");
  await expect(page.getByRole("main").getByRole("img", { name: /^Tenor speaker/ }).first()).toBeVisible();
  await shopper.addsToCart();
});

test("stops loading when the shopper goes on", async ({ shopper }) => {
  test.info().annotations.push({ type: "expects error", description: "Failed to load resource" });
  const { page } = shopper;
  const { open, opened } = gate();
  const ended: string[] = [];
  page.on("requestfailed", (request) => ended.push(request.url()));
  await page.route("**/standard/*.glb", async (route) => {
    await opened;
    await route.continue().catch(() => undefined);
  });
  await shopper.visitsProduct("lune-table-lamp");
  await showsTier(page, "preview");
  await shopper.cartLink.click();
  await expect(page).toHaveURL("/cart");
  await expect.poll(() => ended.some((url) => url.includes("/standard/"))).toBe(true);
  open();
});

/** Something that others wait for until it is opened. */
function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}
