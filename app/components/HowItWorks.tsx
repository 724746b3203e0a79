import type { ReactNode } from "react";
import { useMessages } from "~/messages/useMarket";

/** What is different about this shop, in two paragraphs. */
export function HowItWorks({ children }: { children: ReactNode }) {
  const { home } = useMessages();
  return (
    <section aria-labelledby="how" className="bg-paper">
      <div className="mx-auto grid w-full max-w-page gap-6 px-gutter py-16 lg:grid-cols-[1fr_2fr] lg:py-24">
      <h2 id="how" className="font-display text-heading font-book">
        {home.howTitle}
      </h2>
      <div className="grid gap-6 lg:grid-cols-2 lg:gap-12">
        {home.how.map((paragraph) => (
          <p key={paragraph} className="max-w-text text-lead">
            {paragraph}
          </p>
        ))}
        <div>{children}</div>
      </div>
      </div>
    </section>
  );
}
