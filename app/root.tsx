import fraunces from "@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url";
import instrumentSans from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url";
import type { LinksFunction, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "~/components/ErrorPage";
import { statusOf } from "~/components/errorText";
import { PageFrame } from "~/components/PageFrame";
import { pageMeta } from "~/components/pageMeta";
import { personalPageHeaders } from "~/http/cacheControl";
import { detailOf } from "~/http/clientError";
import { useMarket } from "~/messages/useMarket";
import { config } from "~/platform/config.server";
import styles from "~/styles/app.css?url";

/** What a route may say about its page: `onGround` lets the studio ground run on under the header. */
export interface PageHandle {
  onGround?: boolean;
}

/** The least cacheable answer for pages that name no other, error pages among them. */
export const headers = personalPageHeaders;

export const links: LinksFunction = () => [
  { rel: "preload", href: instrumentSans, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "preload", href: fraunces, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = ({ error, params }) => pageMeta({ params, error, title: ({ shop }) => shop.name, whole: true });

export function loader() {
  return { modelsBaseUrl: config.modelsBaseUrl };
}

/** The same on every page: fetched once. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const market = useMarket();
  return (
    <html lang={market.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#e9e2d6" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#211e1a" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  const onGround = useMatches().some((match) => (match.handle as PageHandle | undefined)?.onGround);
  return (
    <PageFrame onGround={onGround}>
      <Outlet />
    </PageFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const detail = isRouteErrorResponse(error) ? detailOf(error.data) : undefined;
  return (
    <PageFrame onGround={false}>
      <ErrorPage status={statusOf(error)} detail={detail} />
    </PageFrame>
  );
}
