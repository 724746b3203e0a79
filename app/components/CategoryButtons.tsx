import { useMessages } from "~/messages/useMarket";
import { quietButton } from "./buttonStyles";
import { categoryOrder } from "./categoryOrder";
import { MarketLink } from "./MarketLink";

/** The three categories as ways on. */
export function CategoryButtons() {
  const messages = useMessages();
  return (
    <ul className="flex flex-wrap gap-2">
      {categoryOrder(messages).map((category) => (
        <li key={category}>
          <MarketLink to={`/shop/${category}`} className={quietButton}>
            {messages.categories[category].name}
          </MarketLink>
        </li>
      ))}
    </ul>
  );
}
