import type { LoaderFunctionArgs } from "@remix-run/node";
import { CACHE_CONTROL } from "~/http/cacheControl";
import { requireMail } from "~/http/requireOutbox.server";

/** A mail's HTML as mail clients treat it: no script, nothing loaded from anywhere, links leave the frame. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";

/** The HTML of a mail, for the frame of the page that shows it. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { html } = await requireMail(params.id);
  return new Response(html.replace("<head>", '<head><base target="_top">'), {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY, "Cache-Control": CACHE_CONTROL.personal },
  });
}
