import { describe, expect, it } from "vitest";
import { EVENT_PAYLOADS, EVENT_ROUTES, EVENT_SOURCE } from "~/domain/shopEvents";
import { regionsOf } from "../../terraform/config/environment.ts";
import { at, type Value } from "../../terraform/plan/resource.ts";
import { declared } from "./declared.ts";

const { environment, resources } = declared("prod");

/** The event types that rules of the shop's bus lead to a queue in a region. */
function ledTo(queue: string, region: string): unknown[] {
  const targets = resources.filter(({ type, region: where, values }) => type === "aws_cloudwatch_event_target" && where === region && values.target_id === queue);
  const rules = resources.filter(({ type, stack, address }) =>
    type === "aws_cloudwatch_event_rule" && targets.some((target) => target.stack === stack && target.references.rule?.includes(address)),
  );
  const patterns = rules.map(({ values }) => JSON.parse(String(values.event_pattern)) as Value);
  return patterns.filter((pattern) => at(pattern, "source").includes(EVENT_SOURCE)).flatMap((pattern) => at(pattern, "detail-type"));
}

describe.each(regionsOf(environment))("the bus in %s", (region) => {
  it.each(Object.entries(EVENT_ROUTES))("leads to %s what its function works off, and nothing else", (queue, types) => {
    expect(ledTo(queue, region).sort()).toEqual([...types].sort());
  });
});

it("leaves no kind of event without a way", () => {
  expect(new Set(Object.values(EVENT_ROUTES).flat())).toEqual(new Set(Object.keys(EVENT_PAYLOADS)));
});
