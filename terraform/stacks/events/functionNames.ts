/** Functions that work off the queue of the same name. */
export const QUEUE_FUNCTION_NAMES = ["order-mail", "thumbnails", "analytics", "stock-alerts"] as const;

/** Every Lambda function of the shop; `releases/<release>/functions/<name>.zip` is its code. */
export const FUNCTION_NAMES = [...QUEUE_FUNCTION_NAMES, "cart-expiry", "identity-pre-sign-up", "identity-post-confirmation"] as const;

/** A function of the shop. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];
