import { CARDS, expect, test } from "./support/shopper";

test("buys a piece @phone", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/");
  await page.getByRole("navigation", { name: "Shop" }).getByRole("link", { name: "Furniture" }).click();
  await page.getByRole("link", { name: /Brae side table/ }).click();
  await shopper.choosesFinish(/^Walnut/);
  await shopper.addsToCart();
  await shopper.opensCart();
  await expect(page.getByRole("listitem").filter({ hasText: "Brae side table" })).toContainText("Walnut, oak wedges");
  await shopper.goesToCheckout();
  await shopper.ordersAndPays(CARDS.success);

  await shopper.seesPaidOrder();
  await expect(page.getByRole("main")).toContainText("Brae side table");
  await expect(page.getByRole("main")).toContainText("€429");
  await expect(page.getByRole("main")).toContainText("ada@example.com");
  await expect(shopper.cartLink).toHaveAccessibleName("Cart");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("buys a piece", async ({ shopper }) => {
    const { page } = shopper;
    await shopper.visitsProduct("brae-side-table");
    await shopper.choosesFinish(/^Walnut/);
    await expect(page).toHaveURL(/finish=walnut/);
    await shopper.addsToCart();
    await page.getByRole("button", { name: "One Brae side table more" }).click();
    await expect(page.getByRole("main")).toContainText("€858");
    await page.getByRole("button", { name: "One Brae side table less" }).click();
    await shopper.goesToCheckout();
    await page.getByRole("radio", { name: /Express/ }).check();
    await shopper.ordersAndPays(CARDS.success);
    await shopper.seesPaidOrder();
    await expect(page.getByRole("main")).toContainText("€443.90");
  });

  test("corrects what was mistyped, losing nothing else @smoke", async ({ shopper }) => {
    test.info().annotations.push({ type: "expects error", description: "400" });
    const { page } = shopper;
    await shopper.visitsProduct("tenor-speaker", "oat");
    await shopper.addsToCart();
    await shopper.goesToCheckout();
    await shopper.fillsInAddress();
    await page.getByLabel("E-mail").fill("ada at example");
    await shopper.fillsInCard(CARDS.success);
    await page.getByRole("button", { name: "Order and pay" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/should look like name@example\.com/);
    await expect(page.getByLabel("Full name")).toHaveValue("Ada Lovelace");
    await expect(page.getByLabel("Card number")).toHaveValue("");
  });

  test("is declined, then pays with another card", async ({ shopper }) => {
    const { page } = shopper;
    await shopper.visitsProduct("tenor-speaker", "ink");
    await shopper.addsToCart();
    await shopper.goesToCheckout();
    await shopper.ordersAndPays(CARDS.declined);
    await expect(page.getByRole("main")).toContainText("Your bank said no");
    await shopper.fillsInCard(CARDS.success);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await shopper.seesPaidOrder();
  });
});

test("is declined, then pays the same order with another card", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.buys("tenor-speaker", "oat", CARDS.declined);
  await expect(page.getByRole("main")).toContainText("Your bank said no");
  const order = new URL(page.url()).pathname.split("/")[2];
  await shopper.fillsInCard(CARDS.success);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await shopper.seesPaidOrder();
  await expect(page).toHaveURL(`/orders/${order}`);
});

test("hears at last that a payment that timed out was taken, and pays once", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.buys("tenor-speaker", "oat", CARDS.timesOutButTaken);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Waiting for your bank|Thank you/);
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
});

test("pays again after a payment got lost on its way", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.buys("tenor-speaker", "oat", CARDS.timesOutAndLost);
  await page.getByRole("link", { name: "Pay now" }).click();
  await shopper.fillsInCard(CARDS.success);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await shopper.seesPaidOrder();
});

test("submits twice and reloads, and has ordered once", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("tenor-speaker", "lichen");
  await shopper.addsToCart();
  await shopper.opensCart();
  await shopper.goesToCheckout();
  await shopper.fillsInAddress();
  await shopper.fillsInCard(CARDS.success);
  // The form as the browser would send it a second time: by a nervous finger, or from a page restored by the Back button.
  const form = await page.getByRole("main").locator("form").evaluate((form: HTMLFormElement) => Object.fromEntries(new FormData(form) as unknown as Iterable<[string, string]>));
  const submit = () => page.request.post("/checkout", { form, headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 });
  const answers = await Promise.all([submit(), submit(), submit()]);
  const places = new Set(answers.map((answer) => answer.headers().location?.split("/")[2]));
  expect(places.size).toBe(1);
  await page.goto(`/orders/${[...places][0]}`);
  await shopper.seesPaidOrder();
  const order = page.url();
  await page.reload();
  await shopper.seesPaidOrder();
  expect((await submit()).headers().location).toBe(new URL(order).pathname);
});

test("keeps an order to its buyer", async ({ shopper, otherShopper }) => {
  await shopper.buys("tenor-speaker", "ink");
  await shopper.seesPaidOrder();
  const answer = await otherShopper.page.goto(shopper.page.url());
  expect(answer?.status()).toBe(404);
  await expect(otherShopper.page.getByRole("main")).not.toContainText("Ada");
});

test("is told when somebody else was faster", async ({ shopper, otherShopper }) => {
  test.info().annotations.push({ type: "expects error", description: "409" });
  const { page } = shopper;
  const lastTwo = async (person: typeof shopper) => {
    await person.visitsProduct("ellis-sunglasses", "champagne");
    await person.addsToCart();
    await person.opensCart();
    await person.page.getByRole("button", { name: "One Ellis sunglasses more" }).click();
    await expect(person.cartLink).toHaveAccessibleName("Cart, 2 pieces");
    await person.goesToCheckout();
  };
  await lastTwo(shopper);
  await lastTwo(otherShopper);
  await otherShopper.ordersAndPays(CARDS.success);
  await otherShopper.seesPaidOrder();

  await shopper.ordersAndPays(CARDS.success);
  await expect(page.getByRole("main")).toContainText("Somebody was faster");
  await shopper.opensCart();
  await expect(page.getByRole("main")).toContainText("Sold out meanwhile");
  await page.getByRole("button", { name: "Remove Ellis sunglasses" }).click();
  await expect(page.getByRole("main")).toContainText("Nothing in it yet");
});

test("cannot buy what is sold out, and sees what is left", async ({ shopper }) => {
  await shopper.visitsProduct("lune-table-lamp", "tenmoku");
  await expect(shopper.page.getByRole("button", { name: "Sold out" })).toBeDisabled();
  await expect(shopper.page.getByRole("main")).toContainText("Sold out in Tenmoku");
});

test("buys in the market of the address", async ({ shopper }) => {
  await shopper.page.goto("/de-de/products/tenor-speaker?finish=oat");
  await shopper.addsToCart();
  await shopper.opensCart();
  await expect(shopper.page).toHaveURL(/\/de-de\/cart$/);
  await expect(shopper.page.getByRole("main")).toContainText("349,00 €");
});
