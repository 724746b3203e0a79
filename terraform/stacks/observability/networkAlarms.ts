import type { EnvironmentStack } from "../../constructs/stack.ts";
import { alarm } from "./alarm.ts";

const FIVE_MINUTES = 300;

/** NAT gateways that run out of ports or drop packets: calls to Stripe and AWS then fail at random. */
export function makeNetworkAlarms(stack: EnvironmentStack): void {
  const shared = { periodSeconds: FIVE_MINUTES, periods: 2, missing: "notBreaching" } as const;
  alarm(stack, {
    ...shared,
    name: "nat-ports",
    description: "A NAT gateway has no port left for a destination: something opens connections without end",
    watched: { query: 'SELECT SUM(ErrorPortAllocation) FROM SCHEMA("AWS/NATGateway", NatGatewayId)' },
    above: 0,
  });
  alarm(stack, {
    ...shared,
    name: "nat-drops",
    description: "A NAT gateway drops packets: AWS may be at fault, see its Health Dashboard",
    watched: { query: 'SELECT SUM(PacketsDropCount) FROM SCHEMA("AWS/NATGateway", NatGatewayId)' },
    above: 100,
  });
}
