import type { AuthoriseRequest, PaymentGateway } from "~/services/payments/gateway";
import { TEST_CARDS, testGateway } from "~/services/payments/testGateway.server";

/** The test gateway, but cards that time out do so at once: tests need not wait. */
export const impatientGateway: PaymentGateway = {
  ...testGateway,
  async authorise(request, signal) {
    const { cardNumber } = request.card;
    if (cardNumber === TEST_CARDS.timeoutNotTaken) throw new DOMException("Timed out", "TimeoutError");
    if (cardNumber !== TEST_CARDS.timeoutTaken) return testGateway.authorise(request, signal);
    await takeSilently(request);
    throw new DOMException("Timed out", "TimeoutError");
  },
};

/** A gateway that cannot be reached at all. */
export const unreachableGateway: PaymentGateway = {
  name: testGateway.name,
  authorise: () => Promise.reject(new TypeError("fetch failed")),
  lookup: () => Promise.reject(new TypeError("fetch failed")),
  void: () => Promise.reject(new TypeError("fetch failed")),
};

/** Lets the test gateway take a payment whose answer nobody hears. */
export async function takeSilently(request: AuthoriseRequest): Promise<void> {
  await testGateway.authorise({ ...request, card: { ...request.card, cardNumber: TEST_CARDS.success } }, new AbortController().signal);
}

/** A gateway that takes payments but holds its answers back until it is told to give them. */
export function slowGateway(): { gateway: PaymentGateway; asked: Promise<void>; answer: () => void } {
  let heard = () => {};
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (heard = resolve));
  const told = new Promise<void>((resolve) => (answer = resolve));
  const gateway: PaymentGateway = {
    ...testGateway,
    async authorise(request, signal) {
      const outcome = await testGateway.authorise(request, signal);
      heard();
      await told;
      return outcome;
    },
  };
  return { gateway, asked, answer };
}
