// Runs in CloudWatch Synthetics, whose runtime brings this library; a release packs this file into canary.zip.
import { synthetics } from "@aws/synthetics-playwright";

const origin = process.env.SHOP_ORIGIN;

/** Walks from the home page to a product as a shopper does. Throws at the first thing that a shopper would miss. */
export async function handler() {
  try {
    const browser = await synthetics.launch();
    const page = await synthetics.newPage(await browser.newContext());

    await synthetics.executeStep("home", async () => {
      const response = await page.goto(`${origin}/`, { waitUntil: "domcontentloaded" });
      if (!response?.ok()) throw new Error(`The home page answered ${response?.status() ?? "nothing"}`);
    });
    await synthetics.executeStep("product", async () => {
      await page.locator('a[href*="/products/"]').first().click();
      await page.waitForURL(/\/products\//);
      await page.getByRole("heading", { level: 1 }).waitFor();
    });
    await synthetics.executeStep("can-be-bought", async () => {
      await page.getByRole("button", { name: "Add to cart" }).first().waitFor();
    });
  } finally {
    await synthetics.close();
  }
}
