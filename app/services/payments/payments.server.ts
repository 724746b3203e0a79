import type { PaymentGateway } from "./gateway";
import { testGateway } from "./testGateway.server";

/** The gateway that takes this shop's payments. */
export const paymentGateway: PaymentGateway = testGateway;
