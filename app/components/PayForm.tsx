import { Form } from "@remix-run/react";
import { formatAmount, formatTime } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import type { PayRefusal } from "~/http/refusals";
import { CardFields } from "./CardFields";
import { ErrorSummary } from "./ErrorSummary";
import { Notice } from "./Notice";
import { OrderLines } from "./OrderLines";
import type { ShownOrder } from "./shown";
import { SubmitOnce } from "./SubmitOnce";
import { Totals } from "./Totals";

interface PayFormProps {
  order: ShownOrder;
  refusal: PayRefusal | undefined;
}

const NO_ERRORS = {};

/** Pays an order that is placed: after a decline, or when the shopper comes back to it. */
export function PayForm({ order, refusal }: PayFormProps) {
  const market = useMarket();
  const { pay: text, checkout, order: orderText } = market.messages;
  return (
    <div className="mx-auto w-full max-w-page px-gutter pt-8 pb-16 lg:pt-12">
      <p className="text-small text-ink-soft">{orderText.title(order.number)}</p>
      <h1 className="font-display text-heading font-book">{text.title}</h1>
      <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:gap-24">
        <Form method="post" noValidate className="grid content-start gap-8">
          <Refusal order={order} refusal={refusal} />
          <CardFields errors={refusal?.errors ?? NO_ERRORS} />
          <div className="grid gap-2">
            <SubmitOnce label={text.action(formatAmount(order.total, market))} busyLabel={checkout.paying} />
            <p className="text-center text-caption text-ink-soft">{checkout.promise}</p>
          </div>
        </Form>
        <section aria-labelledby="summary">
          <h2 id="summary" className="pb-2 font-display text-title font-book">
            {checkout.summary}
          </h2>
          <OrderLines lines={order.lines} />
          <Totals subtotal={order.subtotal} delivery={order.delivery} total={order.total} className="grid" />
          <p className="mt-4 text-small text-ink-soft">{orderText.heldUntil(formatTime(order.reservedUntil, market))}</p>
        </section>
      </div>
    </div>
  );
}

function Refusal({ order, refusal }: PayFormProps) {
  const { pay: text } = useMarket().messages;
  if (refusal?.kind === "invalid") return <ErrorSummary errors={refusal.errors} />;
  if (refusal?.kind === "in-progress") {
    return (
      <Notice key="in-progress" title={text.inProgressTitle} occasion={refusal}>
        <p className="text-small">{text.inProgressText}</p>
      </Notice>
    );
  }
  if (order.lastDeclineCode === null) return null;
  const reason = text.declineReasons[order.lastDeclineCode] ?? text.declineFallback;
  return (
    <Notice key="declined" title={text.declinedTitle} occasion={refusal}>
      <p className="text-small">{text.declined(reason)}</p>
    </Notice>
  );
}
