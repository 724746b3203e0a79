import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ClientActionFunctionArgs } from "@remix-run/react";
import { CART_FIELDS, type CartAnswer } from "~/http/cartForm";
import { CartContents } from "~/components/CartContents";
import { pageMeta } from "~/components/pageMeta";
import { personalPageHeaders } from "~/http/cacheControl";
import { clientError } from "~/http/clientError";
import { CartFormError, cartChangeFrom } from "~/http/cartChange.server";
import { readForm, textField } from "~/http/forms.server";
import { DEFAULT_MARKET, findMarket, pathIn } from "~/messages/markets";
import { requireMarket } from "~/messages/requireMarket";
import { changeCart, pricedCart, readCart } from "~/services/carts/carts.server";
import { findSession, requireSession } from "~/services/sessions/sessions.server";

export const headers = personalPageHeaders;

export async function loader({ request, params }: LoaderFunctionArgs) {
  requireMarket(params);
  const { lines } = await pricedCart(await readCart(await findSession(request)));
  return { lines };
}

/** Changes the cart. A browser is sent on to the cart, a script gets a {@link CartAnswer}. */
export async function action({ request, params }: ActionFunctionArgs) {
  const market = requireMarket(params);
  const { errors } = market.messages.cart;
  const form = await readForm(request, market);
  const staysOnPage = textField(form, CART_FIELDS.stay) !== "";
  try {
    const change = await cartChangeFrom(form, market.messages);
    const { session, headers } = await requireSession(request);
    const cart = await changeCart(session, change);
    if (change.type === "add" && !cart.lines.some((line) => line.sku === change.line.sku)) {
      throw new CartFormError(errors.full, 409);
    }
    if (staysOnPage) return data<CartAnswer>({ ok: true }, { headers });
    return redirect(pathIn(market, "/cart"), { status: 303, headers });
  } catch (error) {
    if (!(error instanceof CartFormError)) throw error;
    if (staysOnPage) return data<CartAnswer>({ ok: false, error: error.message }, { status: error.status });
    throw clientError(error.status, error.message);
  }
}

/** Without a connection the page stays and says so, instead of giving way to an error page. */
export async function clientAction({ params, serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const { messages } = findMarket(params.market) ?? DEFAULT_MARKET;
    return { ok: false, error: messages.cart.errors.offline } satisfies CartAnswer;
  }
}

/** Also after a refused change: the page then shows what is true. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction = ({ params, error }) => pageMeta({ params, error, title: ({ cart }) => cart.title });

export default function CartPage() {
  return <CartContents lines={useLoaderData<typeof loader>().lines} />;
}
