import { describe, expect, it } from "vitest";
import { HOURS, INSTANCE_HOUR, UNIT_PRICE, USAGE } from "../prices.ts";
import { make, planOf } from "../testing.ts";
import { difference, dollars, estimate } from "./estimate.ts";

const cost = (...changes: Parameters<typeof planOf>[0]) => estimate([planOf(changes)]);

describe("the cost of a plan", () => {
  it("is what is there before and after, by the hours of a month", () => {
    const arn = "arn:aws:ec2:eu-west-1:333333333333:instance/i-1";
    const { before, after, lines } = cost(make.update("aws_instance.a", { arn, instance_type: "t4g.small" }, { instance_type: "m7g.large" }));
    expect(before).toBeCloseTo(HOURS * (INSTANCE_HOUR["t4g.small"]?.["eu-west-1"] ?? 0));
    expect(after).toBeCloseTo(HOURS * (INSTANCE_HOUR["m7g.large"]?.["eu-west-1"] ?? 0));
    expect(lines).toHaveLength(1);
  });

  it("counts a fleet at its minimum, Spot above its base", () => {
    const hour = INSTANCE_HOUR["m7g.large"]?.["eu-central-1"] ?? 0;
    const group = {
      min_size: 4,
      mixed_instances_policy: [{ launch_template: [{ override: [{ instance_type: "m7g.large" }] }], instances_distribution: [{ on_demand_base_capacity: 2, on_demand_percentage_above_base_capacity: 0 }] }],
    };
    expect(cost(make.create("aws_autoscaling_group.web", group)).after).toBeCloseTo(HOURS * hour * (2 + 2 * USAGE.spotShare));
  });

  it("goes on for what is only let go, and ends for what is destroyed", () => {
    const key = { arn: "arn:aws:kms:eu-central-1:333333333333:key/1" };
    expect(cost(make.forget("aws_kms_key.a", key)).after).toBeGreaterThanOrEqual(UNIT_PRICE.keyMonth["eu-central-1"]);
    expect(cost(make.destroy("aws_kms_key.a", key)).after).toBe(0);
  });

  it("names what it has no price for, and what is free it does not", () => {
    expect(cost(make.create("aws_outposts_thing.a", {}), make.create("aws_iam_role.a", { name: "a" })).notPriced).toEqual([{ type: "aws_outposts_thing", count: 1 }]);
  });

  it("writes money so that it can be compared", () => {
    expect([dollars(1234.5), dollars(3.4), difference(10, 4), difference(0, 0)]).toEqual(["$1,235", "$3.40", "−$6.00", "±$0"]);
  });
});
