import { useLocation } from "@remix-run/react";
import { useMessages } from "~/messages/useMarket";
import { quietButton } from "./buttonStyles";
import { categoryOrder } from "./categoryOrder";
import { errorText } from "./errorText";
import { MarketLink } from "./MarketLink";

interface ErrorPageProps {
  status: number;
  /** What exactly was wrong, where the server said so in words for shoppers. */
  detail?: string;
}

/** What stands in for a page that cannot be shown, with a way on. */
export function ErrorPage({ status, detail }: ErrorPageProps) {
  const messages = useMessages();
  const { pathname, search } = useLocation();
  const { title, text } = errorText(status, messages);
  return (
    <div className="mx-auto grid w-full max-w-page grow content-center gap-8 px-gutter py-16 lg:grid-cols-[auto_1fr] lg:items-center lg:gap-24">
      <p aria-hidden="true" className="font-display text-display font-book leading-none text-edge">
        {status}
      </p>
      <div>
        <h1 className="font-display text-heading font-book">{title}</h1>
        <p className="mt-4 max-w-text text-lead">{detail ?? text}</p>
        <ul className="mt-8 flex flex-wrap gap-2">
          {status >= 500 || status === 429 ? (
            <li>
              <a href={`${pathname}${search}`} className={quietButton}>
                {messages.errors.retry}
              </a>
            </li>
          ) : (
            categoryOrder(messages).map((category) => (
              <li key={category}>
                <MarketLink to={`/shop/${category}`} className={quietButton}>
                  {messages.categories[category].name}
                </MarketLink>
              </li>
            ))
          )}
          <li>
            <MarketLink to="/" className={quietButton}>
              {messages.errors.home}
            </MarketLink>
          </li>
        </ul>
      </div>
    </div>
  );
}
