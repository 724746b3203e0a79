import { expect, test } from "./support/shopper";

test("counts every click of a burst @smoke", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("quarto-keyboard", "chalk");
  await shopper.addsToCart();
  await shopper.opensCart();
  const more = page.getByRole("button", { name: "One Quarto keyboard more" });
  let answers = 0;
  page.on("response", (response) => (answers += response.request().method() === "POST" ? 1 : 0));
  for (let click = 0; click < 7; click += 1) await more.click({ noWaitAfter: true });
  await expect(shopper.cartLink).toHaveAccessibleName("Cart, 8 pieces");
  await expect.poll(() => answers).toBe(7);
  await page.reload();
  await expect(shopper.cartLink).toHaveAccessibleName("Cart, 8 pieces");
  await expect(page.getByRole("main")).toContainText("€2,312");
});

test("shows a change before the shop has answered", async ({ shopper }) => {
  const { page } = shopper;
  await shopper.visitsProduct("quarto-keyboard", "basalt");
  await shopper.addsToCart();
  await shopper.opensCart();
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/cart*", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "One Quarto keyboard more" }).click();
  await expect(shopper.cartLink).toHaveAccessibleName("Cart, 2 pieces");
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  answer();
  await answered;
  await expect(shopper.cartLink).toHaveAccessibleName("Cart, 2 pieces");
});

test("is still there when the browser was closed in between @smoke", async ({ shopper, browser, contextOptions }) => {
  await shopper.visitsProduct("quarto-keyboard", "fir");
  const answered = shopper.page.waitForResponse((response) => response.request().method() === "POST");
  await shopper.addsToCart();
  await answered;
  const cookies = await shopper.page.context().cookies();
  expect(cookies.every(({ expires, httpOnly, sameSite }) => expires > Date.now() / 1000 + 24 * 3600 && httpOnly && sameSite === "Lax")).toBe(true);

  const later = await browser.newContext({ ...contextOptions, storageState: await shopper.page.context().storageState() });
  const page = await later.newPage();
  await page.goto("/cart");
  await expect(page.getByRole("main")).toContainText("Fir and clay");
  await later.close();
});

test("refuses quantities and pieces that there are not", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/");
  const origin = new URL(page.url()).origin;
  const post = (form: Record<string, string>) => page.request.post("/cart", { form, headers: { origin }, maxRedirects: 0 });
  const line = { intent: "add", slug: "brae-side-table", finish: "walnut", sku: "BRAE-SIDE-TABLE-WALNUT" };
  for (const quantity of ["0", "-1", "1.5", "1e9", "NaN", "", "ten"]) {
    expect((await post({ ...line, quantity })).status(), `quantity "${quantity}"`).toBe(400);
  }
  expect((await post({ ...line, quantity: "1", sku: "NO-SUCH-SKU" })).status()).toBeGreaterThanOrEqual(400);
  expect((await post({ intent: "explode" })).status()).toBe(400);
  await page.goto("/cart");
  await expect(page.getByRole("main")).toContainText("Nothing in it yet");
});
