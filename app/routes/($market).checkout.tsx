import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CheckoutForm } from "~/components/CheckoutForm";
import { pageMeta } from "~/components/pageMeta";
import { DELIVERY_COUNTRIES } from "~/domain/checkout";
import { deliveryPrice, DELIVERY_METHODS } from "~/domain/delivery";
import { priceOrder } from "~/domain/pricing";
import { afterPayment } from "~/http/afterPayment";
import { personalPageHeaders } from "~/http/cacheControl";
import { keptValues, parseCheckout } from "~/http/checkoutForm.server";
import { readForm } from "~/http/forms.server";
import type { CheckoutRefusal } from "~/http/refusals";
import { formatCountry } from "~/messages/format";
import { pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { pricedCart, readCart } from "~/services/carts/carts.server";
import { payOrder, placeOrder } from "~/services/orders/orders.server";
import { findSession } from "~/services/sessions/sessions.server";

export const headers = personalPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const market = requireMarket(params);
  const { cart, lines, subtotal, purchasable } = await pricedCart(await readCart(await findSession(request)));
  return {
    checkoutKey: cart.checkoutKey,
    lines,
    isPurchasable: purchasable,
    prices: { standard: priceOrder(lines, "standard"), express: priceOrder(lines, "express") },
    deliveryOptions: DELIVERY_METHODS.map((method) => ({ method, price: deliveryPrice(method, subtotal) })),
    countries: DELIVERY_COUNTRIES.map((code) => ({ code, name: formatCountry(code, market) })).sort((a, b) =>
      a.name.localeCompare(b.name, market.locale),
    ),
  };
}

/** Places the order of the cart and pays it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const market = requireMarket(params);
  const form = await readForm(request, market);
  const refuse = (refusal: CheckoutRefusal) => data(refusal, { status: refusal.kind === "invalid" ? 400 : 409 });
  const parsed = parseCheckout(form, market.messages);
  if ("refused" in parsed) return refuse({ kind: parsed.isOutdated ? "outdated" : "invalid", ...parsed.refused });

  const again = { errors: {}, values: keptValues(form) };
  const session = await findSession(request);
  if (!session) return refuse({ kind: "empty-cart", ...again });
  const { email, deliveryMethod, checkoutKey, expectedTotalMinor, cardNumber, expiry, cvc, ...address } = parsed.checkout;
  const result = await placeOrder({
    session,
    checkoutKey,
    expectedTotalMinor,
    contact: { email },
    address,
    deliveryMethod,
    locale: market.locale,
  });
  switch (result.kind) {
    case "empty-cart":
      return refuse({ kind: "empty-cart", ...again });
    case "sold-out":
      return refuse({ kind: "sold-out", missing: result.lines, ...again });
    case "price-changed":
      return refuse({ kind: "price-changed", totalMinor: result.totalMinor, ...again });
    case "placed": {
      const orderNumber = result.order.number;
      const { kind } = await payOrder({ orderNumber, buyerId: session.buyerId, card: { cardNumber, expiry, cvc } });
      return redirect(pathIn(market, afterPayment(orderNumber, kind)), 303);
    }
  }
}

/** Also after a refusal: the page then shows the cart as it is. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction = ({ params, error }) =>
  pageMeta({ params, error, title: ({ checkout }) => checkout.title });

export default function CheckoutPage() {
  return <CheckoutForm {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
