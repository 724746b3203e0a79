import type { Page } from "@playwright/test";
import { CARDS, expect, test } from "./support/shopper";

/** A shop that sends its mails has no page for them. */
test.beforeEach(async ({ shopper }) => {
  const answer = await shopper.page.goto("/outbox");
  test.skip(answer?.status() === 404, "This shop sends its mails.");
});

/** A mail's frame allows no script, not even those by which the tests look into it. */
const SANDBOXED = { annotation: { type: "expects error", description: "Blocked script execution" } };

/** Follows a link of the shown mail: by keyboard, as Chromium drops clicks into a foreign frame for half a second after it has scrolled. */
async function followsLink(page: Page, name: string): Promise<void> {
  await page.frameLocator("iframe").getByRole("link", { name }).press("Enter");
}

/** Opens the mail about an order, which comes a moment after what it is about. */
async function opensMail(page: Page, subject: RegExp): Promise<void> {
  const mail = page.getByRole("link", { name: subject });
  await expect(async () => {
    await page.goto("/outbox");
    await expect(mail).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await mail.click();
}

test("gets a confirmation of what was bought, which leads to the order", SANDBOXED, async ({ shopper }) => {
  const { page } = shopper;
  await shopper.buys("brae-side-table", "walnut");
  await shopper.seesPaidOrder();
  await opensMail(page, new RegExp(page.url().split("/").at(-1) ?? ""));
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { name: "Thank you", level: 1 })).toBeVisible();
  await expect(mail.getByText("Kastanienallee 12")).toBeVisible();
  await followsLink(page, "Look at your order");
  await shopper.seesPaidOrder();
});

test("is told of a declined payment, and pays by the mail's link", SANDBOXED, async ({ shopper }) => {
  const { page } = shopper;
  await shopper.buys("brae-side-table", "walnut", CARDS.declined);
  await expect(page).toHaveURL(/\/pay$/);
  await opensMail(page, new RegExp(page.url().split("/").at(-2) ?? ""));
  await followsLink(page, "Try again");
  await shopper.fillsInCard(CARDS.success);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await shopper.seesPaidOrder();
});
