import { XrayEncryptionConfig } from "@cdktf/provider-aws/lib/xray-encryption-config";
import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule";
import { lookup } from "../../constructs/registry.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";

/** How many requests are traced: at least one a second (`reservoir`), then this share of the rest. The lowest priority wins. */
const SAMPLING = [
  { name: "checkout", urlPath: "*/checkout*", method: "*", priority: 100, reservoir: 5, rate: 1 },
  { name: "payments", urlPath: "*/pay*", method: "*", priority: 110, reservoir: 5, rate: 1 },
  // The load balancer asks every few seconds: nobody reads those traces.
  { name: "health", urlPath: "/*z", method: "GET", priority: 200, reservoir: 0, rate: 0 },
  { name: "pages", urlPath: "*", method: "*", priority: 9000, reservoir: 1, rate: 0.05 },
] as const;

/** Which requests are traced, the groups they are looked at by, and the key they are stored with. */
export function makeTraces(stack: EnvironmentStack): void {
  const { names } = stack;
  new XrayEncryptionConfig(stack, "traces", { type: "KMS", keyId: lookup(stack, "events", "events-key-arn") });
  for (const { name, urlPath, method, priority, reservoir, rate } of SAMPLING) {
    new XraySamplingRule(stack, `sampling_${name}`, {
      ruleName: names.of(name),
      priority,
      version: 1,
      reservoirSize: reservoir,
      fixedRate: rate,
      urlPath,
      httpMethod: method,
      host: "*",
      serviceName: "*",
      serviceType: "*",
      resourceArn: "*",
    });
  }
  const groups = {
    faults: "fault = true OR error = true",
    slow: "responsetime > 1",
    checkout: 'http.url CONTAINS "/checkout" OR http.url CONTAINS "/pay"',
  };
  for (const [name, filterExpression] of Object.entries(groups)) {
    new XrayGroup(stack, `group_${name}`, {
      groupName: names.of(name),
      filterExpression,
      insightsConfiguration: { insightsEnabled: true, notificationsEnabled: true },
    });
  }
}
