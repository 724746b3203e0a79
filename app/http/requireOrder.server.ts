import { orderForBuyer, reconcileOrder, type OrderView } from "~/services/orders/orders.server";
import { findSession, type Session } from "~/services/sessions/sessions.server";

/**
 * The order that a request's buyer may see; while its payment is unknown, the gateway is asked first.
 * @throws Response 404 for everybody else's orders as for those that do not exist
 */
export async function requireOrder(request: Request, number: string | undefined): Promise<{ order: OrderView; session: Session }> {
  const session = await findSession(request);
  const order = session && number ? await orderForBuyer(number, session.buyerId) : null;
  if (!session || !order) throw new Response(null, { status: 404 });
  if (order.status !== "payment_unknown") return { order, session };
  return { order: (await reconcileOrder(order.number, session.buyerId)) ?? order, session };
}
