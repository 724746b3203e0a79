import { expect, test } from "./support/shopper";

test("sorts and filters a category by its address", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/shop/furniture?sort=price-asc");
  const names = page.getByRole("main").getByRole("article").getByRole("heading");
  await expect(names.first()).toHaveText("Lune table lamp");
  await page.getByLabel("Sort by").selectOption("Price, highest first");
  await expect(page).toHaveURL(/sort=price-desc/);
  await expect(names.first()).toHaveText("Halden lounge chair");
  await page.goto("/shop/furniture?min=1000");
  await expect(names).toHaveText(["Halden lounge chair"]);
  await page.goto("/shop/furniture?min=banana&max=-3&sort=sideways&cursor=%00");
  await expect(names).toHaveCount(6);
  await page.goto("/shop/furniture?max=1");
  await expect(page.getByRole("main")).toContainText("Nothing fits all of that");
});

test("finds a piece by its material, and by a mistyped name @smoke", async ({ shopper }) => {
  const { page } = shopper;
  await page.goto("/");
  const search = page.getByRole("banner").getByRole("searchbox");
  await search.fill("hedphones");
  await search.press("Enter");
  await expect(page.getByRole("main").getByRole("link", { name: /Kestrel headphones/ })).toBeVisible();
  await page.goto("/search?q=linen");
  await expect(page.getByRole("main").getByRole("link", { name: /Lune table lamp/ })).toBeVisible();
  await page.goto(`/search?q=${encodeURIComponent("'\"%_\\ 🪑 <xyzzy>")}`);
  await expect(page.getByRole("main")).toContainText("Nothing here called");
});

test("gives the same page to everyone @smoke", async ({ shopper, otherShopper }) => {
  await shopper.visitsProduct("brae-side-table");
  await shopper.addsToCart();
  for (const path of ["/", "/shop/furniture", "/products/brae-side-table", "/search?q=oak"]) {
    const [mine, theirs] = await Promise.all([shopper, otherShopper].map((person) => person.page.request.get(path)));
    expect(await mine?.text(), path).toBe(await theirs?.text());
    expect(mine?.headers()["cache-control"], path).toMatch(/public.*s-maxage.*stale-while-revalidate/);
    expect(mine?.headers()["set-cookie"], path).toBeUndefined();
    expect(mine?.headers()["content-security-policy"], path).toBe(theirs?.headers()["content-security-policy"]);
  }
});

test("says so when there is nothing at an address @smoke", async ({ shopper }) => {
  test.info().annotations.push({ type: "expects error", description: "404" });
  const { page } = shopper;
  for (const path of ["/nowhere", "/shop/boats", "/products/nothing", "/xx-yy/cart", "/orders/NOPE"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveText("There is nothing at this address");
  }
  await page.getByRole("main").getByRole("link", { name: "To the home page" }).click();
  await expect(page).toHaveURL("/");
});

test("goes on at once, before the page has asked who the shopper is", async ({ shopper }) => {
  const { page } = shopper;
  // A slow network: nothing but the page, its files and the next page's data comes back.
  await page.route(/\/(__manifest|api\/me)/, async (route) => {
    await page.waitForURL(/sort=newest/);
    await route.continue().catch(() => undefined);
  });
  await page.goto("/shop/furniture");
  await page.waitForFunction(() => "__remixRouter" in window);
  await page.getByLabel("Sort by").selectOption("Newest first");
  await expect(page).toHaveURL(/sort=newest/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Furniture");
});

test("loads none of the 3D code where no model is shown", async ({ shopper }) => {
  const { page } = shopper;
  const scripts: string[] = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
  await page.goto("/shop/furniture");
  await page.goto("/cart");
  await page.waitForLoadState("networkidle");
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((url) => /viewer-/.test(url))).toEqual([]);
});
