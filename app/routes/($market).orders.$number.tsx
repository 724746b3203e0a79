import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OrderReceipt } from "~/components/OrderReceipt";
import { pageMeta } from "~/components/pageMeta";
import { personalPageHeaders } from "~/http/cacheControl";
import { requireOrder } from "~/http/requireOrder.server";
import { requireMarket } from "~/messages/requireMarket";
import { postersOfLines } from "~/http/postersOfLines.server";

export const headers = personalPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  requireMarket(params);
  const { order } = await requireOrder(request, params.number);
  return { order: { ...order, lines: await postersOfLines(order.lines) } };
}

export const meta: MetaFunction<typeof loader> = ({ data, params, error }) =>
  pageMeta({ params, error, title: ({ order }) => (data ? order.title(data.order.number) : "") });

export default function OrderPage() {
  return <OrderReceipt order={useLoaderData<typeof loader>().order} />;
}
