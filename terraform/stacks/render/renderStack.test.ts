import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { prod } from "../../config/prod.ts";
import { synthesizeStack } from "../../constructs/testing.ts";
import { RenderStack } from "./renderStack.ts";

const { resource, locals } = synthesizeStack((app) => new RenderStack(app, prod, "eu-central-1"));

test("the fleet is Spot only and goes down to none", () => {
  expect(resource.aws_autoscaling_group?.render).toMatchObject({
    min_size: 0,
    mixed_instances_policy: { instances_distribution: { on_demand_base_capacity: 0, on_demand_percentage_above_base_capacity: 0 } },
  });
});

test("the first job starts an instance, and the last one's end ends all", () => {
  expect(resource.aws_autoscaling_policy?.render_wake).toMatchObject({ adjustment_type: "ChangeInCapacity", step_adjustment: [{ scaling_adjustment: 1 }] });
  expect(resource.aws_autoscaling_policy?.render_rest).toMatchObject({ adjustment_type: "ExactCapacity", step_adjustment: [{ scaling_adjustment: 0 }] });
  expect(resource.aws_cloudwatch_metric_alarm?.render_wake?.alarm_actions).toEqual(["${aws_autoscaling_policy.render_wake.arn}"]);
  expect(resource.aws_cloudwatch_metric_alarm?.render_rest?.alarm_actions).toEqual(["${aws_autoscaling_policy.render_rest.arn}"]);
});

test("a falling backlog ends no instance amid its job", () => {
  expect(resource.aws_autoscaling_policy?.render_backlog).toMatchObject({ target_tracking_configuration: { target_value: 4, disable_scale_in: true } });
});

test("the boot script is valid shell", () => {
  execFileSync("bash", ["-n"], { input: String(locals?.render_user_data) });
});
