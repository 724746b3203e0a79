import { expect, it } from "vitest";
import { DRAIN_MS } from "~/http/drain.server";
import { prod } from "../../terraform/config/prod.ts";
import { synthesizeStack } from "../../terraform/constructs/testing.ts";
import { WebStack } from "../../terraform/stacks/web/webStack.ts";

const { resource, locals } = synthesizeStack((app) => new WebStack(app, prod, "eu-central-1"));

it("lets an instance finish what it has begun before the load balancer forgets it and systemd ends it", () => {
  const deregistration = Number(resource.aws_lb_target_group?.web?.deregistration_delay);
  const stop = Number(/^TimeoutStopSec=(\d+)$/m.exec(String(locals?.web_user_data))?.[1]);
  expect(DRAIN_MS / 1000).toBeLessThan(deregistration);
  expect(DRAIN_MS / 1000).toBeLessThan(stop);
});
