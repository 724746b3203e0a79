import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Cart } from "~/domain/cart";
import { dynamo, tableName } from "~/platform/dynamodb.server";
import { CART_SECONDS, cartSchema } from "./storedCart";

/** Many processes that change one cart at once are done well before that. */
const UPDATE_DEADLINE_MS = 15_000;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 250;

/** A cart without lines that no store knows. */
export function emptyCart(id: string): Cart {
  return { id, version: 0, checkoutKey: randomUUID(), lines: [], expiresAt: 0 };
}

/**
 * The cart with this id; an empty one when there is none or it has expired.
 * @throws Error if the stored cart is broken
 */
export async function loadCart(id: string): Promise<Cart> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: tableName("carts"), Key: { id }, ConsistentRead: true }));
  if (!Item) return emptyCart(id);
  const parsed = cartSchema.safeParse(Item);
  if (!parsed.success) {
    throw new Error(`A stored cart is broken: ${z.prettifyError(parsed.error)}. Repair or delete its item in ${tableName("carts")}.`);
  }
  // An expired cart keeps its version, which the next write is conditioned on.
  return parsed.data.expiresAt > seconds() ? parsed.data : { ...emptyCart(id), version: parsed.data.version };
}

/** The last change of each cart that this process is making. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Changes a cart and gives back what was stored. Of parallel changes none is lost: who comes second reads again. A burst
 * of clicks mostly meets in one process, where changes of a cart wait for each other instead of losing to each other.
 * @param change may be called several times; gives back the very cart it got to change nothing
 * @throws Error if the cart could not be written before the deadline
 */
export async function updateCart(id: string, change: (cart: Cart) => Cart): Promise<Cart> {
  const before = underWay.get(id) ?? Promise.resolve();
  const mine = before.then(() => untilWritten(id, change));
  const settled = mine.catch(() => undefined);
  underWay.set(id, settled);
  try {
    return await mine;
  } finally {
    if (underWay.get(id) === settled) underWay.delete(id);
  }
}

async function untilWritten(id: string, change: (cart: Cart) => Cart): Promise<Cart> {
  const deadline = Date.now() + UPDATE_DEADLINE_MS;
  for (let attempt = 0; Date.now() < deadline; attempt++) {
    const read = await loadCart(id);
    const changed = change(read);
    if (changed === read) return read;
    const written = { ...changed, version: read.version + 1, expiresAt: seconds() + CART_SECONDS };
    if (await putIfUnchanged(written, read.version)) return written;
    // Full jitter spreads those who lost, so that they do not meet again.
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
  }
  throw new Error(`A cart could not be written within ${UPDATE_DEADLINE_MS} ms: too many others change it at once. Try again.`);
}

async function putIfUnchanged(cart: Cart, readVersion: number): Promise<boolean> {
  try {
    await dynamo.send(
      new PutCommand({
        TableName: tableName("carts"),
        Item: cart,
        ...(readVersion === 0
          ? { ConditionExpression: "attribute_not_exists(id)" }
          : { ConditionExpression: "version = :read", ExpressionAttributeValues: { ":read": readVersion } }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
