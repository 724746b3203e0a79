import { expect, it } from "vitest";
import { bridged, shopEnvelope } from "~/functions/testing/awsEvents";
import { EVENT_TYPES, shopEvent } from "~/functions/testing/shopEvents";
import { analyticsRecords } from "~/services/analytics/analyticsRecord";
import { ANALYTICS_COLUMNS, ANALYTICS_KINDS } from "../../terraform/stacks/events/analyticsRecord.ts";

/** What the function makes of every kind of event that reaches it. */
const records = [...EVENT_TYPES.map((type) => shopEnvelope(shopEvent(type))), bridged("aws.ses", "Email Bounced", {})].flatMap(analyticsRecords);

it("partitions the table by the kinds that there are, and by no other", () => {
  expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(ANALYTICS_KINDS));
});

it("has a column for everything that a record says, and says something in every column", () => {
  const said = new Set(records.flatMap((record) => Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [name]))));
  expect(said).toEqual(new Set(["kind", ...ANALYTICS_COLUMNS.map(({ name }) => name)]));
});

it.each(ANALYTICS_COLUMNS)("holds in $name what its type $type can hold", ({ name, type }) => {
  const values = records.map((record) => record[name as keyof typeof record]).filter((value) => value !== undefined);
  for (const value of values) {
    if (type === "string") expect(value).toBeTypeOf("string");
    // The SerDe that Firehose reads JSON by takes RFC 3339 in UTC for a timestamp.
    else if (type === "timestamp") expect(value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    else expect(value).toSatisfy(Number.isSafeInteger);
  }
});
