import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Me } from "~/components/useMe";
import { cartCount } from "~/domain/cart";
import { CACHE_CONTROL } from "~/http/cacheControl";
import { readCart } from "~/services/carts/carts.server";
import { findSession } from "~/services/sessions/sessions.server";

/** The little that a page shows of its shopper, fetched after it has loaded. */
export async function loader({ request }: LoaderFunctionArgs) {
  const session = await findSession(request);
  const me: Me = { cartCount: cartCount(await readCart(session)), hasSession: session !== null };
  return Response.json(me, { headers: { "Cache-Control": CACHE_CONTROL.personal } });
}
