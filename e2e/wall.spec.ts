import { expect, test } from "./support/shopper";

// Drawn by the processor alone, as here, nothing turns: the picture stays.
test("shows the product of the tile that is looked at by one canvas, which follows the pointer", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/shop/gadgets");
  const [first, second] = [page.getByRole("article").nth(0), page.getByRole("article").nth(1)];
  await first.getByRole("link").hover();
  await expect(first.locator("canvas")).toBeAttached({ timeout: 30_000 });
  await second.getByRole("link").hover();
  await expect(second.locator("canvas")).toBeAttached({ timeout: 30_000 });
  await expect(page.locator("canvas")).toHaveCount(1);
});

test("does so for the keyboard too, and for nobody who wants less motion", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/shop/gadgets");
  const tile = page.getByRole("article").nth(0);
  await page.getByRole("button", { name: "Apply" }).focus();
  await page.keyboard.press("Tab");
  await expect(tile.getByRole("link")).toBeFocused();
  await expect(tile.locator("canvas")).toBeAttached({ timeout: 30_000 });

  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.clock.install();
  await page.reload();
  const models: string[] = [];
  page.on("request", (request) => models.push(...(/\/api\/models\//.exec(request.url()) ?? [])));
  // The page behind the link is fetched beforehand all the same: the tile lives.
  const goes = page.waitForRequest(/\/products\/[\w-]+\.data/);
  await tile.getByRole("link").hover();
  await goes;
  // Longer than a tile waits, and whatever it would ask for is asked before this.
  await page.clock.runFor(2_000);
  await page.evaluate(() => fetch("/healthz"));
  expect(models).toEqual([]);
});
