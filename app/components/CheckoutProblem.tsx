import { money } from "~/domain/money";
import { formatAmount } from "~/messages/format";
import { useMarket } from "~/messages/useMarket";
import type { CheckoutRefusal } from "~/http/refusals";
import type { ShownCartLine } from "./shown";
import { quietButton } from "./buttonStyles";
import { ErrorSummary } from "./ErrorSummary";
import { MarketLink } from "./MarketLink";
import { Notice } from "./Notice";

interface CheckoutProblemProps {
  lines: readonly ShownCartLine[];
  isPurchasable: boolean;
  refusal: CheckoutRefusal | undefined;
}

/** Why no order was placed, or none can be, and the way out. */
export function CheckoutProblem({ lines, isPurchasable, refusal }: CheckoutProblemProps) {
  const market = useMarket();
  const { checkout: text } = market.messages;
  if (refusal?.kind === "invalid") return <ErrorSummary errors={refusal.errors} />;
  if (!isPurchasable || refusal?.kind === "sold-out") {
    const missing = refusal?.kind === "sold-out" ? refusal.missing : [];
    const short = lines.filter((line) => line.problem !== null || missing.some(({ sku }) => sku === line.sku));
    return (
      <Notice key="sold-out" title={refusal ? text.soldOutTitle : text.shortTitle} occasion={refusal}>
        <p className="text-small">{refusal ? text.soldOutText : text.shortText}</p>
        <ul className="text-small font-strong">
          {short.map((line) => (
            <li key={line.sku}>{text.soldOutLine(`${line.productName} (${line.finishName})`, line.available)}</li>
          ))}
        </ul>
        <MarketLink to="/cart" className={`${quietButton} justify-self-start`}>
          {text.toCart}
        </MarketLink>
      </Notice>
    );
  }
  if (refusal?.kind === "price-changed") {
    return (
      <Notice key="price-changed" title={text.priceTitle} occasion={refusal}>
        <p className="text-small">{text.priceText(formatAmount(money(refusal.totalMinor), market))}</p>
      </Notice>
    );
  }
  if (refusal?.kind === "outdated" || refusal?.kind === "empty-cart") {
    return (
      <Notice key="outdated" title={text.staleTitle} occasion={refusal}>
        <p className="text-small">{text.staleText}</p>
      </Notice>
    );
  }
  return null;
}
