import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { CARDS, expect, test } from "./support/shopper";

async function hasNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`);
  expect(found, page.url()).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" } as Parameters<typeof test.use>[0]);

    test("every page is accessible @phone", async ({ shopper }) => {
      test.slow();
      test.info().annotations.push({ type: "expects error", description: "40" });
      const { page } = shopper;
      for (const path of ["/", "/shop/gadgets", "/shop/fashion?max=1", "/search?q=oak", "/search?q=zzzz", "/cart", "/checkout", "/nowhere"]) {
        await page.goto(path);
        await hasNoViolations(page);
      }
      await shopper.visitsProduct("lune-table-lamp", "tenmoku");
      await hasNoViolations(page);
      await shopper.visitsProduct("lune-table-lamp", "celadon");
      await expect(page.getByRole("application", { name: /3D view/ })).toBeVisible({ timeout: 40_000 });
      await shopper.addsToCart();
      await hasNoViolations(page);
      await shopper.opensCart();
      await hasNoViolations(page);
      await shopper.goesToCheckout();
      await page.getByRole("button", { name: "Order and pay" }).click();
      await expect(page.getByRole("alert").or(page.getByText(/need another look/)).first()).toBeVisible();
      await hasNoViolations(page);
      await shopper.ordersAndPays(CARDS.declined);
      await expect(page.getByRole("main")).toContainText("Your bank said no");
      await hasNoViolations(page);
      await shopper.fillsInCard(CARDS.success);
      await page.getByRole("button", { name: /^Pay/ }).click();
      await shopper.seesPaidOrder();
      await hasNoViolations(page);
    });
  });
}

test("a piece is bought with the keyboard alone", async ({ shopper }) => {
  const { page } = shopper;
  const press = async (key: string, times = 1) => {
    for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
  };
  /** Tabs on until the control of this name has the focus. */
  const tabTo = async (role: Parameters<Page["getByRole"]>[0], name: string | RegExp) => {
    const target = page.getByRole(role, { name }).first();
    await expect(target).toBeVisible();
    for (let i = 0; i < 60; i += 1) {
      await press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Sixty tabs do not lead to the ${role} "${String(name)}".`);
  };

  await page.goto("/shop/gadgets");
  await press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await press("Enter");
  await tabTo("link", /^Tenor speaker/);
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tenor speaker");
  await tabTo("link", /^Oat/);
  await press("ArrowRight");
  await expect(page).toHaveURL(/finish=lichen/);
  await expect(page.getByRole("main")).toContainText("TENOR-SPEAKER-LICHEN");
  await tabTo("button", "Add to cart");
  await press("Enter");
  await tabTo("link", "View cart");
  await press("Enter");
  await tabTo("link", "To the checkout");
  await press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Checkout");
  for (const [label, text] of [
    ["E-mail", "ada@example.com"],
    ["Full name", "Ada Lovelace"],
    ["Street and house number", "Kastanienallee 12"],
    ["Postcode", "10435"],
    ["Town or city", "Berlin"],
  ] as const) {
    await tabTo("textbox", label);
    await page.keyboard.type(text);
  }
  await tabTo("combobox", "Country");
  await page.keyboard.type("Germany");
  await tabTo("textbox", "Card number");
  await page.keyboard.type(CARDS.success);
  await press("Tab");
  await page.keyboard.type("12/30");
  await press("Tab");
  await page.keyboard.type("123");
  await press("Enter");
  await shopper.seesPaidOrder();
});
