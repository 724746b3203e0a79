import type { ReactNode } from "react";
import { useMessages } from "~/messages/useMarket";
import { CartSync } from "./CartSync";
import { NavigationProgress } from "./NavigationProgress";
import { SiteFooter } from "./SiteFooter";
import { SiteHeader } from "./SiteHeader";
import { usePageFocus } from "./usePageFocus";
import { useVisitBeacon } from "./useVisitBeacon";

/** What every page has around it. On a page with a stage the studio ground runs on under the header. */
export function PageFrame({ onGround, children }: { onGround: boolean; children: ReactNode }) {
  const messages = useMessages();
  const announcement = usePageFocus();
  useVisitBeacon();
  return (
    <div className={`flex min-h-svh flex-col ${onGround ? "bg-ground" : ""}`}>
      <a
        href="#content"
        className="absolute left-gutter top-2 z-20 -translate-y-24 bg-accent px-4 py-2 text-accent-ink focus:translate-y-0"
      >
        {messages.shop.skip}
      </a>
      <NavigationProgress />
      <SiteHeader />
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        {children}
      </main>
      <SiteFooter />
      <CartSync />
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}
