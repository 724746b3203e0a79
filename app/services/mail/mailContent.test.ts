import { describe, expect, it } from "vitest";
import { money } from "~/domain/money";
import { DEFAULT_MARKET, findMarket } from "~/messages/markets";
import type { OrderView } from "~/services/orders/orderView.server";
import { mailHtml } from "./mailHtml";
import { mailText } from "./mailText";
import { cartLeft, orderConfirmed, paymentDeclined, type MailPlace } from "./orderMails";

const german = findMarket("de-de");
if (!german) throw new Error("The German market is missing.");

const place: MailPlace = { market: DEFAULT_MARKET, origin: "https://shop.example" };
const order: OrderView = {
  number: "7K3M9-QX2TB",
  status: "paid",
  placedAt: new Date("2026-11-21T18:00:00Z"),
  lines: [
    { sku: "CHAIR-OAT", slug: "chair", finishId: "oat", productName: "Lounge <Chair> & “Stool”", finishName: "Oat", unitPrice: money(129_000), lineTotal: money(258_000), quantity: 2 },
  ],
  subtotal: money(258_000),
  delivery: money(0),
  total: money(258_000),
  email: "ada@example.com",
  address: { name: '<img src=x onerror="alert(1)">', line1: "Hauptstr. 1", line2: "", postalCode: "10115", city: "Berlin", country: "DE" },
  deliveryMethod: "standard",
  reservedUntil: new Date("2026-11-21T18:15:00Z"),
  lastDeclineCode: null,
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("a confirmation", () => {
  const content = orderConfirmed(order, place);

  it.each([["HTML", mailHtml(content)], ["plain text", mailText(content)]])("says number, pieces, sums, address and the way to the order in %s", (_, written) => {
    for (const said of ["7K3M9-QX2TB", "2 × Oat", "€2,580.00", "Free", "10115 Berlin", "Germany", "https://shop.example/orders/7K3M9-QX2TB", "https://shop.example/products/chair"]) {
      expect(written).toContain(said);
    }
  });

  it("writes what shoppers typed as text, never as HTML", () => {
    const html = mailHtml(content);
    expect(html).toContain("Lounge &lt;Chair&gt; &amp; “Stool”");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).not.toMatch(/<img|<script/);
  });

  it("names amounts and links as the order's market does", () => {
    const html = mailHtml(orderConfirmed(order, { ...place, market: german }));
    expect(plain(html)).toContain("2.580,00 €");
    expect(html).toContain("https://shop.example/de-de/orders/7K3M9-QX2TB");
    expect(html).toContain('<html lang="de-DE">');
  });

  it("needs nothing from anywhere: no picture, script or style sheet to be loaded", () => {
    expect(mailHtml(content)).not.toMatch(/<link|<[^>]*\ssrc=|url\(|@import/);
  });
});

it("of a declined payment leads to the page where it is paid, and says until when", () => {
  const content = paymentDeclined({ ...order, status: "awaiting_payment" }, place);
  expect(content.action.url).toBe("https://shop.example/orders/7K3M9-QX2TB/pay");
  expect(mailText(content)).toContain("19:15");
});

it("about a cart names the pieces it knows and counts the others", () => {
  const content = cartLeft(
    [
      { slug: "chair", quantity: 1, productName: "Chair", finishName: "Oat" },
      { slug: "lamp", quantity: 2, productName: undefined, finishName: undefined },
    ],
    place,
  );
  const text = mailText(content);
  expect(text).toContain("- Chair");
  expect(text).toContain("and 2 more pieces");
  expect(text).toContain("https://shop.example/cart");
});
