import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./support/shopper";

// The smallest laptop: the tests' renderer is a processor. Without gliding, a frame tells where everything ends up.
test.use({ viewport: { width: 1040, height: 560 }, contextOptions: { reducedMotion: "reduce" } });

const MODEL_WAIT = { timeout: 40_000 };
const canvas = (page: Page): Locator => page.getByRole("application", { name: /3D view/ });
const tools = (page: Page): Locator => page.getByRole("group", { name: "About what is shown" });
const spots = (page: Page): Locator => page.getByRole("button", { name: /^Detail \d/ });

test("points out details that turn away with the surface, and flies to them", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("halden-lounge-chair");
  const wedge = page.getByRole("button", { name: /^Detail 1: Wedged from above/ });
  await expect(wedge).toBeVisible(MODEL_WAIT);
  const cushion = page.getByRole("button", { name: /^Detail 3: Loose back cushion/ });
  await expect(cushion).toBeVisible();

  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(cushion, "the cushion's front is not seen from behind").toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "Back view" })).toBeAttached();

  await page.getByRole("button", { name: "As at first" }).click();
  await expect(wedge).toBeVisible();
  const before = await wedge.boundingBox();
  await wedge.press("Enter");
  const panel = page.getByRole("region", { name: "Wedged from above" });
  await expect(panel).toBeFocused();
  await expect(panel).toContainText("The front leg passes through the arm");
  const offCentre = async (): Promise<number> => {
    const [stage, point] = await Promise.all([canvas(page).boundingBox(), wedge.boundingBox()]);
    if (!stage || !point) throw new Error("The stage and the open detail are on the page.");
    return Math.hypot(point.x + point.width / 2 - stage.x - stage.width / 2, point.y + point.height / 2 - stage.y - stage.height / 2);
  };
  await expect.poll(offCentre, { message: "the detail is in the middle" }).toBeLessThan(6);

  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(wedge).toBeFocused();
  await expect.poll(async () => (await wedge.boundingBox())?.x, { message: "the view is the one before" }).toBeCloseTo(before?.x ?? 0, 0);
});

test("leads from detail to detail, also to those that face away", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("halden-lounge-chair");
  await expect(spots(page).first()).toBeVisible(MODEL_WAIT);
  await spots(page).first().click();
  await page.getByRole("button", { name: "Previous detail" }).click();
  await expect(page.getByRole("region", { name: "Hung on brass pins" })).toBeVisible();
  await expect(page.getByRole("img", { name: "4 of 4" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Detail 4/ })).toHaveAttribute("aria-expanded", "true");
  await tools(page).getByRole("button", { name: "Details" }).click();
  await expect(spots(page)).toHaveCount(0);
});

test("draws the measures that the page names, in either unit", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("halden-lounge-chair");
  const drawn = canvas(page).locator("xpath=ancestor::*[@data-tier]").locator("svg text:visible");
  await tools(page).getByRole("button", { name: "Measures" }).click(MODEL_WAIT);
  await expect(drawn.first()).toBeVisible();
  const facts = await page.getByRole("main").locator("dl").innerText();
  for (const measure of await drawn.allTextContents()) expect(facts).toContain(measure);
  await expect(page.getByRole("status").filter({ hasText: /^Width 76\.1\scm, height 82\.7\scm, depth 91\scm$/ })).toBeAttached();

  await page.getByRole("button", { name: "Measures in inches" }).click();
  await expect(drawn.first()).toContainText("in");
  for (const measure of await drawn.allTextContents()) expect(facts).toContain(measure);
});

test("tells what it shows to those who do not see it, and stands in the page without scripts", async ({ shopper, browser, baseURL }) => {
  const { page } = shopper;
  await shopper.visitsProduct("halden-lounge-chair");
  await page.getByRole("button", { name: "Nearer" }).click(MODEL_WAIT);
  await expect(page.getByRole("status").filter({ hasText: /^Nearer$/ })).toBeAttached();
  await canvas(page).focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("status").filter({ hasText: /^Seen from/ })).toBeAttached();
  await shopper.choosesFinish(/^Walnut/);
  await expect(page.getByRole("status").filter({ hasText: "Halden lounge chair in Walnut" })).toBeAttached();
  await spots(page).first().click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual([]);

  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const plain = await context.newPage();
  await plain.goto("/products/halden-lounge-chair");
  await expect(plain.getByRole("listitem").filter({ hasText: "Hung on brass pins" })).toBeVisible();
  await context.close();
});

test("fills the screen and comes back", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("brae-side-table");
  await page.getByRole("button", { name: "Full screen" }).click(MODEL_WAIT);
  const leave = page.getByRole("button", { name: "Leave full screen" });
  await expect(leave).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toBeInViewport();
  await leave.click();
  await expect(page.getByRole("button", { name: "Full screen", exact: true })).toBeVisible();
});

test("has no button for full screen where the browser has none", async ({ shopper }) => {
  const { page } = shopper;
  await page.addInitScript(() => Object.defineProperty(Document.prototype, "fullscreenEnabled", { get: () => false }));
  await shopper.visitsProduct("brae-side-table");
  await expect(page.getByRole("button", { name: "Nearer" })).toBeVisible(MODEL_WAIT);
  await expect(page.getByRole("button", { name: "Full screen" })).toHaveCount(0);
});

test.describe("the way into the room", () => {
  const room = (page: Page): Locator => page.getByRole("button", { name: "See it in your room" }).or(page.getByRole("link", { name: "See it in your room" }));

  test("is not shown where nothing can show it", async ({ shopper }) => {
    const { page } = shopper;
    await shopper.visitsProduct("brae-side-table");
    await expect(page.getByRole("button", { name: "Nearer" })).toBeVisible(MODEL_WAIT);
    await expect(room(page)).toHaveCount(0);
  });

  test("is Quick Look where links can open it, with the shown finish at true size", async ({ shopper, request }) => {
    const { page } = shopper;
    await page.addInitScript(() => {
      DOMTokenList.prototype.supports = (token: string) => token === "ar";
    });
    await shopper.visitsProduct("brae-side-table");
    await expect(room(page)).toHaveAttribute("rel", "ar");
    const link = (await room(page).getAttribute("href")) ?? "";
    expect(link).toMatch(/\.usdz#allowsContentScaling=0$/);
    const file = await request.get(link.replace(/#.*/, ""));
    expect(file.headers()["content-type"]).toBe("model/vnd.usdz+zip");
    expect((await file.body()).subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
    await shopper.choosesFinish(/^Walnut/);
    await expect(room(page)).not.toHaveAttribute("href", link);
  });

  test("is a session in the browser where it has them, and a refusal leaves everything as it was", async ({ shopper }) => {
    const { page } = shopper;
    await page.addInitScript(() => {
      const xr = {
        isSessionSupported: (mode: string) => Promise.resolve(mode === "immersive-ar"),
        requestSession: () => Promise.reject(new DOMException("No camera.", "NotAllowedError")),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      };
      Object.defineProperty(Navigator.prototype, "xr", { get: () => xr });
    });
    await shopper.visitsProduct("brae-side-table");
    await page.getByRole("button", { name: "See it in your room" }).click(MODEL_WAIT);
    await expect(page.getByRole("status").filter({ hasText: "Your room could not be shown." })).toBeAttached();
    await page.getByRole("button", { name: "Top", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "View from above" })).toBeAttached();
  });
});
