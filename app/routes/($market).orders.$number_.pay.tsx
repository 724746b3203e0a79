import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageMeta } from "~/components/pageMeta";
import { PayForm } from "~/components/PayForm";
import { orderPath } from "~/domain/orderPaths";
import { afterPayment } from "~/http/afterPayment";
import { personalPageHeaders } from "~/http/cacheControl";
import { parseCard } from "~/http/checkoutForm.server";
import { readForm } from "~/http/forms.server";
import { postersOfLines } from "~/http/postersOfLines.server";
import type { PayRefusal } from "~/http/refusals";
import { requireOrder } from "~/http/requireOrder.server";
import { pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { payOrder } from "~/services/orders/orders.server";

export const headers = personalPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const market = requireMarket(params);
  const { order } = await requireOrder(request, params.number);
  if (order.status !== "awaiting_payment") throw redirect(pathIn(market, orderPath(order.number)), 303);
  return { order: { ...order, lines: await postersOfLines(order.lines) } };
}

/** Pays an order that is placed but not paid. */
export async function action({ request, params }: ActionFunctionArgs) {
  const market = requireMarket(params);
  const { order, session } = await requireOrder(request, params.number);
  const parsed = parseCard(await readForm(request, market), market.messages);
  if ("errors" in parsed) return data<PayRefusal>({ kind: "invalid", errors: parsed.errors }, { status: 400 });
  const { kind } = await payOrder({ orderNumber: order.number, buyerId: session.buyerId, card: parsed.card });
  if (kind === "declined" || kind === "in-progress") return data<PayRefusal>({ kind, errors: {} }, { status: 409 });
  throw redirect(pathIn(market, afterPayment(order.number, kind)), 303);
}

/** Also after a refusal: the page then shows why. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction = ({ params, error }) => pageMeta({ params, error, title: ({ pay }) => pay.title });

export default function PayPage() {
  return <PayForm order={useLoaderData<typeof loader>().order} refusal={useActionData<typeof action>()} />;
}
