import type { DynamoDBStreamEvent } from "aws-lambda";
import { beforeEach, describe, expect, it } from "vitest";
import type { ShopEvent } from "~/domain/shopEvents";
import { cartExpiryHandler } from "./cartExpiryHandler";

const CART = "5b0c7a2e-8f0e-4a6e-9c35-1f2d3c4b5a69";

/** A record of the carts' stream as Lambda hands it over when the time-to-live has deleted an item. */
function expiry(sequenceNumber: string, { id = CART, lines = [{ M: { sku: { S: "HALDEN-OAT" }, slug: { S: "halden" }, finishId: { S: "oat" }, quantity: { N: "2" } } }], ...more }: Record<string, unknown> = {}) {
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: "REMOVE",
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: "eu-central-1",
    dynamodb: {
      ApproximateCreationDateTime: 1_792_000_000,
      Keys: { id: { S: id } },
      OldImage: { id: { S: id }, version: { N: "3" }, checkoutKey: { S: "key" }, lines: { L: lines }, expiresAt: { N: "1790000000" }, ...more },
      SequenceNumber: sequenceNumber,
      SizeBytes: 200,
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
    userIdentity: { principalId: "dynamodb.amazonaws.com", type: "Service" },
    eventSourceARN: "arn:aws:dynamodb:eu-central-1:333333333333:table/aurolot-prod-carts/stream/2026-11-20T10:00:00.000",
  };
}

let sent: ShopEvent[];
let refuses: (event: ShopEvent) => boolean;
const handler = cartExpiryHandler((events) => {
  sent.push(...events);
  return Promise.resolve(events.filter(refuses).map(({ id }) => ({ id, error: "refused" })));
});
const handle = (...records: unknown[]) => handler({ Records: records } as DynamoDBStreamEvent);

beforeEach(() => {
  sent = [];
  refuses = () => false;
});

describe("a cart that the time-to-live deleted", () => {
  it("is told of as the sweep would have done, with one id however often the record comes", async () => {
    expect(await handle(expiry("1"))).toEqual({ batchItemFailures: [] });
    await handle(expiry("1"));
    expect(sent[0]).toMatchObject({ type: "cart.left", payload: { cartId: CART, lines: [{ sku: "HALDEN-OAT", slug: "halden", quantity: 2 }] } });
    expect(sent[1]).toEqual(sent[0]);
  });

  it.each([
    ["was empty", { lines: [] }],
    ["was told of by the sweep", { leftVersion: { N: "3" } }],
  ])("is not told of if it %s", async (_, image) => {
    expect(await handle(expiry("1", image))).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual([]);
  });

  it("is told of if the sweep told of an earlier version only", async () => {
    await handle(expiry("1", { leftVersion: { N: "2" } }));
    expect(sent).toHaveLength(1);
  });
});

describe("a batch of the stream", () => {
  it("gives back the records alone that failed: refused by the bus, broken, or without the old image", async () => {
    refuses = ({ payload }) => "cartId" in payload && payload.cartId === "refused";
    const withoutImage = { ...expiry("4"), dynamodb: { SequenceNumber: "4", StreamViewType: "KEYS_ONLY" } };
    const answer = await handle(expiry("1"), expiry("2", { id: "refused" }), expiry("3", { version: { S: "three" } }), withoutImage);
    expect(answer).toEqual({ batchItemFailures: ["3", "4", "2"].map((itemIdentifier) => ({ itemIdentifier })) });
  });

  it("passes over what the time-to-live did not do", async () => {
    const byPerson = { ...expiry("1"), userIdentity: undefined };
    const change = { ...expiry("2"), eventName: "MODIFY" };
    expect(await handle(byPerson, change)).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual([]);
  });

  it("may be empty, or huge", async () => {
    expect(await handle()).toEqual({ batchItemFailures: [] });
    await handle(...Array.from({ length: 1_000 }, (_, index) => expiry(String(index), { id: `cart-${index}` })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1_000);
  });
});

it.each([{}, null, { task: "dance" }, { Records: [{ s3: {} }] }])("refuses %j by saying what it takes", async (event) => {
  await expect(handler(event as never)).rejects.toThrow(/cart-expiry takes records of the carts' stream/);
});
