import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, paginateScan, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { log } from "~/platform/log.server";
import type { SendEvents } from "~/services/events/bus.server";
import { cartLeft, isUntold, LEFT_AFTER_SECONDS } from "./leftCart";
import { CART_SECONDS, sweptCartSchema, type SweptCart } from "./storedCart";

/** Carts that are told of and written at a time. */
const GROUP_SIZE = 50;

export interface SweptCarts {
  /** Carts whose time was over, deleted now. */
  ended: number;
  /** Carts that were found left behind: the bus took their events. */
  left: number;
  /** Carts whose events the bus did not take; the next sweep tries again. */
  failed: number;
  /** Items that are no carts; the log names them. */
  broken: number;
}

/**
 * Goes through all carts: tells the bus of those that were left behind, once a version, and deletes those whose time is
 * over. An event is sent before the cart is marked or deleted, so a crash in between repeats it with the same id and
 * loses none. What a shopper changes meanwhile has another version and is left alone.
 * @throws Error if the table or the bus does not answer
 */
export async function sweepCarts(sendEvents: SendEvents, now: Date = new Date()): Promise<SweptCarts> {
  const swept: SweptCarts = { ended: 0, left: 0, failed: 0, broken: 0 };
  const seconds = Math.floor(now.getTime() / 1000);
  for await (const { Items = [] } of dueCarts(seconds)) {
    const carts = Items.flatMap((item) => readCart(item, swept));
    for (let start = 0; start < carts.length; start += GROUP_SIZE) {
      await sweepGroup(carts.slice(start, start + GROUP_SIZE), seconds, sendEvents, swept);
    }
  }
  return swept;
}

/** The pages of a scan for carts that something is to be done about. It reads the whole table, and takes no lock. */
function dueCarts(now: number): ReturnType<typeof paginateScan> {
  return paginateScan(
    { client: dynamo },
    {
      TableName: tableName("carts"),
      FilterExpression: "#expiresAt <= :now OR (#expiresAt <= :left AND size(#lines) > :none AND (attribute_not_exists(#leftVersion) OR #leftVersion <> #version))",
      ExpressionAttributeNames: { "#expiresAt": "expiresAt", "#lines": "lines", "#leftVersion": "leftVersion", "#version": "version" },
      ExpressionAttributeValues: { ":now": now, ":left": now + CART_SECONDS - LEFT_AFTER_SECONDS, ":none": 0 },
    },
  );
}

function readCart(item: Record<string, unknown>, swept: SweptCarts): SweptCart[] {
  const parsed = sweptCartSchema.safeParse(item);
  if (parsed.success) return [parsed.data];
  swept.broken++;
  log.error({ cartId: item.id, table: tableName("carts") }, "A stored cart is broken and was not swept: repair or delete its item");
  return [];
}

async function sweepGroup(carts: readonly SweptCart[], now: number, sendEvents: SendEvents, swept: SweptCarts): Promise<void> {
  const events = new Map(carts.filter(isUntold).map((cart) => [cart.id, cartLeft(cart)]));
  const refused = new Set(events.size > 0 ? (await sendEvents([...events.values()])).map(({ id }) => id) : []);
  const outcomes = await Promise.all(
    carts.map(async (cart): Promise<"failed" | "ended" | "left" | "changed"> => {
      const event = events.get(cart.id);
      if (event && refused.has(event.id)) return "failed";
      const isOver = cart.expiresAt <= now;
      const isDone = await unlessChanged(isOver ? endCart(cart) : markLeft(cart));
      return isDone ? (isOver ? "ended" : "left") : "changed";
    }),
  );
  for (const outcome of outcomes) if (outcome !== "changed") swept[outcome]++;
}

async function endCart({ id, version }: SweptCart): Promise<void> {
  await dynamo.send(
    new DeleteCommand({
      TableName: tableName("carts"),
      Key: { id },
      ConditionExpression: "version = :read",
      ExpressionAttributeValues: { ":read": version },
    }),
  );
}

/** Leaves the version as it is: a shopper's change under way is conditioned on it and must not lose to this note. */
async function markLeft({ id, version }: SweptCart): Promise<void> {
  await dynamo.send(
    new UpdateCommand({
      TableName: tableName("carts"),
      Key: { id },
      UpdateExpression: "SET leftVersion = :read",
      ConditionExpression: "version = :read",
      ExpressionAttributeValues: { ":read": version },
    }),
  );
}

/** Whether a write was made: false if the cart was another one by then. */
async function unlessChanged(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
