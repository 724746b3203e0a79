import { expect, test } from "vitest";
import type { Environment, Placement } from "./environment.ts";
import { ENVIRONMENTS } from "./environments.ts";
import { prod } from "./prod.ts";
import { staging } from "./staging.ts";
import { EnvironmentError, validateEnvironment } from "./validate.ts";

test.each(Object.values(ENVIRONMENTS))("$name is valid", (environment) => {
  expect(() => validateEnvironment(environment)).not.toThrow();
});

test.each<[fault: string, environment: Environment]>([
  ["web.min (9) is more than web.max (6)", { ...staging, web: { ...staging.web, min: 9 } }],
  ["web.capacity.onDemandPercent is 130", { ...staging, web: { ...staging.web, capacity: { onDemandBase: 1, onDemandPercent: 130 } } }],
  ["web.warmPool beside Spot", { ...staging, web: { ...staging.web, warmPool: { size: 2 } } }],
  ["web.warmPool.size (7) is more than web.max (6)", { ...staging, web: { ...staging.web, warmPool: { size: 7 } } }],
  ["peered ranges must not overlap", { ...staging, network: { ...staging.network, cidr: { "eu-central-1": "10.20", "eu-west-1": "10.20" } } }],
  ["network.zones names a zone twice", { ...staging, network: { ...staging.network, zones: ["a", "a", "b"] } }],
  ["placement names eu-west-1 twice", { ...staging, placement: { kind: "two-regions", primary: "eu-west-1", secondary: "eu-west-1" } }],
  ["database.minCapacity (8) is more than database.maxCapacity (4)", { ...staging, database: { ...staging.database, minCapacity: 8 } }],
  ["database.minCapacity is 0: the proxy's connections never let a cluster pause", { ...staging, database: { ...staging.database, minCapacity: 0 } }],
  ["functions.reservedConcurrency is 1", { ...staging, functions: { reservedConcurrency: 1 } }],
  ["deletionProtection is off", { ...prod, deletionProtection: false }],
  ["placement has one region", { ...prod, placement: { kind: "one-region", primary: "eu-central-1" } }],
  ["network.natGateways is one", { ...prod, network: { ...prod.network, natGateways: "one" } }],
  ["prod needs an instance in each of its 3 zones", { ...prod, web: { ...prod.web, min: 2 } }],
])("refuses by name: %s", (fault, environment) => {
  expect(() => validateEnvironment(environment)).toThrow(EnvironmentError);
  expect(() => validateEnvironment(environment)).toThrow(fault);
});

test("names every fault at once", () => {
  const environment = { ...prod, deletionProtection: false, web: { ...prod.web, min: 99 } };
  expect(() => validateEnvironment(environment)).toThrow(/web\.min \(99\).*deletionProtection is off/);
});

test("what types can say does not compile", () => {
  // @ts-expect-error A second region without its name is no placement.
  const nameless: Placement = { kind: "two-regions", primary: "eu-central-1" };
  // @ts-expect-error One region has no secondary.
  const surplus: Placement = { kind: "one-region", primary: "eu-central-1", secondary: "eu-west-1" };
  // @ts-expect-error One zone is none to fail over to.
  const zones: Environment["network"]["zones"] = ["a"];
  // @ts-expect-error Private ranges begin with 10.
  const range: Environment["network"]["cidr"]["eu-west-1"] = "192.168";
  expect([nameless, surplus, zones, range]).toHaveLength(4);
});
