import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { prisma } from "~/platform/database.server";
import type { TestGatewayPayment } from "~/platform/prisma/client";
import type { AuthoriseRequest, GatewayOutcome, PaymentGateway } from "./gateway";

/** How long a card that times out lets the shop wait: longer than any time-out it may be configured to. */
const LATE_ANSWER_MS = 90_000;

type Behaviour = { takes: boolean; declineCode: string | null; late: boolean };

/** What a card that is none of {@link TEST_CARDS} does: a shop with this gateway takes no real money. */
const OTHER_CARD: Behaviour = { takes: true, declineCode: "not_a_test_card", late: false };

/** The cards that the test gateway knows. Any expiry in the future and any CVC will do. */
export const TEST_CARDS = {
  success: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  /** Answers too late; the payment was taken. */
  timeoutTaken: "4000000000000119",
  /** Answers too late; the payment never arrived. */
  timeoutNotTaken: "4000000000000341",
} as const;

const BEHAVIOURS: Record<string, Behaviour> = {
  [TEST_CARDS.success]: { takes: true, declineCode: null, late: false },
  [TEST_CARDS.declined]: { takes: true, declineCode: "card_declined", late: false },
  [TEST_CARDS.insufficientFunds]: { takes: true, declineCode: "insufficient_funds", late: false },
  [TEST_CARDS.timeoutTaken]: { takes: true, declineCode: null, late: true },
  [TEST_CARDS.timeoutNotTaken]: { takes: false, declineCode: null, late: true },
};

/**
 * A gateway that takes no money. It keeps books of its own (`test_gateway_payments`), apart from the shop's
 * transactions, as a real one would.
 */
export const testGateway: PaymentGateway = {
  name: "test",

  async authorise(request, signal) {
    signal.throwIfAborted();
    const behaviour = BEHAVIOURS[request.card.cardNumber] ?? OTHER_CARD;
    const outcome = behaviour.takes ? await enter(request, behaviour.declineCode) : null;
    if (behaviour.late) await sleep(LATE_ANSWER_MS, undefined, { signal });
    if (!outcome) throw new Error("The test gateway lost this payment on its way, as its test card asks. Look it up.");
    return outcome;
  },

  async lookup(idempotencyKey) {
    const entry = await prisma.testGatewayPayment.findUnique({ where: { idempotencyKey } });
    return entry && outcomeOf(entry);
  },

  async void(idempotencyKey) {
    await prisma.$executeRaw`
      INSERT INTO test_gateway_payments (idempotency_key, reference, amount_minor, currency, outcome)
      VALUES (${idempotencyKey}::uuid, ${newReference()}, 0, 'EUR', 'voided')
      ON CONFLICT (idempotency_key) DO UPDATE SET outcome = 'voided' WHERE test_gateway_payments.outcome = 'authorised'`;
    return outcomeOf(await prisma.testGatewayPayment.findUniqueOrThrow({ where: { idempotencyKey } }));
  },
};

/** Enters a payment once a key: the first request decides, later ones get its answer. */
async function enter({ idempotencyKey, amount }: AuthoriseRequest, declineCode: string | null): Promise<GatewayOutcome> {
  await prisma.testGatewayPayment.createMany({
    data: {
      idempotencyKey,
      reference: newReference(),
      amountMinor: amount.minor,
      currency: amount.currency,
      outcome: declineCode ? "declined" : "authorised",
      declineCode,
    },
    skipDuplicates: true,
  });
  const entry = await prisma.testGatewayPayment.findUniqueOrThrow({ where: { idempotencyKey } });
  if (entry.outcome !== "voided" && entry.amountMinor !== amount.minor) {
    throw new Error(`The test gateway has ${idempotencyKey} with another amount. Use a new idempotency key for a new payment.`);
  }
  return outcomeOf(entry);
}

function outcomeOf({ outcome, reference, declineCode }: TestGatewayPayment): GatewayOutcome {
  if (outcome === "authorised") return { kind: "authorised", reference };
  if (outcome === "declined") return { kind: "declined", reference, code: declineCode ?? "card_declined" };
  return { kind: "voided" };
}

function newReference(): string {
  return `test_${randomUUID()}`;
}
