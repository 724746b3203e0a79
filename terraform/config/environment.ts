import type { Region, Zone } from "./regions.ts";

/** The environments, from the cheapest to the one that shoppers use. */
export type EnvironmentName = "dev" | "staging" | "prod";

/**
 * Where an environment runs. The second region brings DynamoDB replicas, a secondary Aurora cluster, replicated
 * buckets and an app fleet of its own; there is no half of it.
 */
export type Placement =
  | { kind: "one-region"; primary: Region }
  | { kind: "two-regions"; primary: Region; secondary: Region };

/** One NAT gateway is cheap and a single point of failure; one a zone survives the loss of a zone. */
export type NatGateways = "one" | "one-per-zone";

export interface NetworkConfig {
  /** The first two octets of each region's /16, distinct so that the regions can be peered. */
  cidr: Record<Region, `10.${number}`>;
  zones: readonly [Zone, Zone] | readonly [Zone, Zone, Zone];
  natGateways: NatGateways;
  /** Interface endpoints cost about 8 USD a month and zone each; without them the calls go through the NAT gateway. */
  interfaceEndpoints: boolean;
}

/** How much of a fleet is bought on demand; the rest is Spot. */
export interface CapacityMix {
  onDemandBase: number;
  /** Per cent of what is above the base that is on demand. */
  onDemandPercent: number;
}

export interface WebConfig {
  /** Graviton types, the preferred first; several, so that Spot finds capacity. */
  instanceTypes: readonly [string, ...string[]];
  min: number;
  max: number;
  capacity: CapacityMix;
  targetCpuPercent: number;
  requestsPerInstanceAndMinute: number;
  predictiveScaling: boolean;
  /**
   * Stopped instances that are ready to start: minutes become seconds; they cost their disks. For a fleet all on demand
   * only, as Auto Scaling can't stop Spot instances.
   */
  warmPool: { size: number } | undefined;
}

export interface RenderConfig {
  /** GPU types that every region has (eu-west-1 has no G6), the preferred first. */
  instanceTypes: readonly [string, ...string[]];
  max: number;
  /** Jobs waiting for each instance before another one is started. */
  backlogPerInstance: number;
}

export interface DatabaseConfig {
  /** Aurora capacity units, 0.5 at least: with 0 a cluster would pause, but the proxy's connections never let it. */
  minCapacity: number;
  maxCapacity: number;
  /** Readers beside the writer in the primary region, and instances in the secondary one. */
  readers: number;
  backupDays: number;
  /** Days of Performance Insights: 7 are free of charge. */
  insightsDays: 7 | 465;
}

export interface TablesConfig {
  /** Ceilings of on-demand capacity for each table, in request units a second: what a runaway client may cost. */
  maxReadUnits: number;
  maxWriteUnits: number;
}

export interface FunctionsConfig {
  /** Reserved concurrency of each function: its ceiling, and what it can't take from the others. */
  reservedConcurrency: number;
}

/** What an environment may add; each is off unless it is written here. */
export interface Options {
  shieldAdvanced: boolean;
  /** WAF's Bot Control at the edge, counting: about 10 USD a month and 1 USD a million requests. */
  botControl: boolean;
  valkey: { maxStorageGb: number; maxEcpu: number } | undefined;
  /** Redshift Serverless with zero-ETL from Aurora. */
  warehouse: { baseCapacityRpu: number; maxCapacityRpu: number } | undefined;
  recommendations: { instanceType: string; instances: number } | undefined;
  liveShopping: boolean;
}

export interface BudgetConfig {
  /** US dollars a month. */
  monthlyUsd: number;
}

/** Everything that differs between environments. There is one code path; this is its only input. */
export interface Environment {
  name: EnvironmentName;
  /** The AWS account: each environment has its own, and the provider refuses any other. */
  accountId: string;
  /** The shop's host name; the environment owns its zone. */
  domain: string;
  placement: Placement;
  /** Protects data stores and load balancers from deletion, and keeps final snapshots. */
  deletionProtection: boolean;
  network: NetworkConfig;
  web: WebConfig;
  render: RenderConfig;
  database: DatabaseConfig;
  tables: TablesConfig;
  functions: FunctionsConfig;
  logRetentionDays: 14 | 30 | 90 | 365 | 400;
  options: Options;
  budget: BudgetConfig;
  /** Where alarms that page and those that inform are sent, and whom AWS calls about security. */
  contacts: { page: string; inform: string; security: { email: string; phone: string } };
  /** `owner/name` whose workflows may plan and apply, and the branch that may apply. */
  repository: { name: string; applyBranch: string };
}

/** The regions of an environment, the primary first. */
export function regionsOf({ placement }: Environment): readonly Region[] {
  return placement.kind === "two-regions" ? [placement.primary, placement.secondary] : [placement.primary];
}
