import { CHROMIUM_FLAGS, findChromium } from "../scripts/browser/chromium.ts";
import { expect, test } from "./support/shopper";

test.use({ launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_FLAGS, "--disable-3d-apis"] } });

test("keeps the poster, and the finish changes it, where there is no WebGL", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("brae-side-table");
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[data-tier]")).toHaveAttribute("data-tier", "poster");
  await shopper.choosesFinish(/^Walnut/);
  await expect(page.getByRole("main").getByRole("img", { name: "Brae side table in Walnut, oak wedges" }).first()).toBeVisible();
  await shopper.addsToCart();
});
