export { orderForBuyer, type OrderLineView, type OrderView } from "./orderView.server";
export { payOrder, type PayOrderRequest, type PayResult } from "./payOrder.server";
export { placeOrder, type MissingLine, type PlaceOrderRequest, type PlaceOrderResult } from "./placeOrder.server";
export { reconcileOrder } from "./reconcile.server";
