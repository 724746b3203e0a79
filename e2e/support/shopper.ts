import { expect, test as base, type Locator, type Page } from "@playwright/test";

/** The test gateway's cards; any later date and any three digits go with them. */
export const CARDS = {
  success: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  timesOutButTaken: "4000 0000 0000 0119",
  timesOutAndLost: "4000 0000 0000 0341",
} as const;

/** What a shopper does, in a shopper's words. Everything is found as a person finds it: by role and name. */
export class Shopper {
  constructor(readonly page: Page) {}

  /** The next product page in a finish, e.g. `visitsProduct("brae-side-table", "walnut")`. */
  async visitsProduct(slug: string, finish?: string): Promise<void> {
    await this.page.goto(`/products/${slug}${finish ? `?finish=${finish}` : ""}`);
  }

  async choosesFinish(name: string | RegExp): Promise<void> {
    await this.page.getByRole("group", { name: /^Finish/ }).getByRole("link", { name }).click();
  }

  /** Puts the shown product into the cart and sees that it is there. */
  async addsToCart(): Promise<void> {
    await this.page.getByRole("button", { name: "Add to cart" }).click();
    await expect(this.page.getByText(/ in your cart\.$/).or(this.page.getByRole("heading", { name: "Cart", level: 1 }))).toBeVisible();
  }

  /** The link to the cart in the page's header; its name tells the number of pieces. */
  get cartLink(): Locator {
    return this.page.getByRole("banner").getByRole("link", { name: /^Cart/ });
  }

  async opensCart(): Promise<void> {
    await this.cartLink.click();
    await expect(this.page.getByRole("heading", { name: "Cart", level: 1 })).toBeVisible();
  }

  async goesToCheckout(): Promise<void> {
    await this.page.getByRole("link", { name: "To the checkout" }).click();
    await expect(this.page.getByRole("heading", { name: "Checkout", level: 1 })).toBeVisible();
  }

  /** Contact and address, all valid. */
  async fillsInAddress(): Promise<void> {
    await this.page.getByLabel("E-mail").fill("ada@example.com");
    await this.page.getByLabel("Full name").fill("Ada Lovelace");
    await this.page.getByLabel("Street and house number").fill("Kastanienallee 12");
    await this.page.getByLabel("Postcode").fill("10435");
    await this.page.getByLabel("Town or city").fill("Berlin");
    await this.page.getByLabel("Country").selectOption({ label: "Germany" });
  }

  async fillsInCard(number: string): Promise<void> {
    await this.page.getByLabel("Card number").fill(number);
    await this.page.getByLabel("Valid until").fill("12/30");
    await this.page.getByLabel("Security code").fill("123");
  }

  /** From the checkout page: fills in everything and orders. */
  async ordersAndPays(card: string): Promise<void> {
    await this.fillsInAddress();
    await this.fillsInCard(card);
    await this.page.getByRole("button", { name: "Order and pay" }).click();
  }

  /** From an empty cart to the answer of the payment. */
  async buys(slug: string, finish: string, card: string = CARDS.success): Promise<void> {
    await this.visitsProduct(slug, finish);
    await this.addsToCart();
    await this.opensCart();
    await this.goesToCheckout();
    await this.ordersAndPays(card);
  }

  async seesPaidOrder(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Thank you", level: 1 })).toBeVisible();
    await expect(this.page).toHaveURL(/\/orders\/[A-Z0-9-]+$/);
  }
}

interface Fixtures {
  shopper: Shopper;
  /** Another person, with a browser of their own. */
  otherShopper: Shopper;
}

/** Playwright's test with a shopper at hand; a page that logs an error fails its test. */
export const test = base.extend<Fixtures>({
  shopper: async ({ page }, use, { annotations }) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await use(new Shopper(page));
    // Remix logs the requests that it gives up itself when a newer one makes them pointless; Chromium words it by how far the answer had come.
    const isExpected = (error: string) => error.startsWith("AbortError: ") || annotations.some(({ type, description }) => type === "expects error" && error.includes(description ?? ""));
    expect(errors.filter((error) => !isExpected(error)), "errors in the browser's console").toEqual([]);
  },
  otherShopper: async ({ browser, contextOptions }, use) => {
    const context = await browser.newContext(contextOptions);
    await use(new Shopper(await context.newPage()));
    await context.close();
  },
});

export { expect };
