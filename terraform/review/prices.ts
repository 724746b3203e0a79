/**
 * On-demand prices in US dollars, without tax, after the lists at aws.amazon.com/<service>/pricing. They were written
 * down by hand and not fetched: good for seeing what a change costs, no quote.
 */
export const PRICES_AS_OF = "2025-07";
export const PRICES_SOURCE = "aws.amazon.com/<service>/pricing, on demand, without tax, written down by hand";

export type PricedRegion = "eu-central-1" | "eu-west-1";

/** Hours in a month, as AWS's calculator counts. */
export const HOURS = 730;

/** What stands for everything that only traffic decides. */
export const USAGE = {
  /** Spot instances cost this part of on demand, a usual discount. */
  spotShare: 0.35,
  natGatewayGb: 100,
  loadBalancerUnits: 2,
  edgeRequestsMillions: 20,
  edgeGb: 500,
  bucketGb: 50,
  tableReadsMillions: 20,
  tableWritesMillions: 5,
  tableGb: 5,
  queueRequestsMillions: 5,
  functionRequestsMillions: 1,
  functionMilliseconds: 200,
  logGb: 5,
  databaseGb: 50,
  firewallRequestsMillions: 10,
  keyRequestsMillions: 1,
  firehoseGb: 10,
  /** What an Aurora Serverless instance uses above its minimum, on average. */
  auroraUnitsAboveMinimum: 1,
  cacheGb: 1,
  warehouseHoursADay: 2,
} as const;

type ByRegion = Record<PricedRegion, number>;
const price = (frankfurt: number, ireland: number): ByRegion => ({ "eu-central-1": frankfurt, "eu-west-1": ireland });

/** Instances by the hour, Linux. */
export const INSTANCE_HOUR: Readonly<Record<string, ByRegion>> = {
  "t3.micro": price(0.012, 0.0114), "t3.small": price(0.024, 0.0228), "t3.medium": price(0.048, 0.0456), "t3.large": price(0.096, 0.0912), "t3.xlarge": price(0.192, 0.1824),
  "t4g.nano": price(0.0048, 0.0046), "t4g.micro": price(0.0096, 0.0092), "t4g.small": price(0.0192, 0.0184), "t4g.medium": price(0.0384, 0.0368), "t4g.large": price(0.0768, 0.0736),
  "m5.large": price(0.115, 0.107), "m5.xlarge": price(0.23, 0.214), "m6i.large": price(0.115, 0.107), "m6g.large": price(0.092, 0.086), "m6g.xlarge": price(0.184, 0.172),
  "m7g.medium": price(0.0489, 0.0456), "m7g.large": price(0.0978, 0.0911), "m7g.xlarge": price(0.1956, 0.1822), "m7g.2xlarge": price(0.3912, 0.3644),
  "m8g.medium": price(0.0538, 0.0501), "m8g.large": price(0.1076, 0.1002), "m8g.xlarge": price(0.2152, 0.2004),
  "c5.large": price(0.097, 0.096), "c6g.large": price(0.0776, 0.073), "c7g.medium": price(0.0412, 0.0387), "c7g.large": price(0.0825, 0.0775), "c7g.xlarge": price(0.165, 0.155),
  "r5.large": price(0.152, 0.141), "r6g.large": price(0.122, 0.113), "r7g.large": price(0.1294, 0.1199), "r7g.xlarge": price(0.2588, 0.2398),
  "g4dn.xlarge": price(0.658, 0.587), "g5.xlarge": price(1.258, 1.123), "g6.xlarge": price(1.006, 0.8984), "g5.2xlarge": price(1.515, 1.353), "g6.2xlarge": price(1.222, 1.091),
};

/** RDS and Aurora instances by the hour, single zone. */
export const DATABASE_HOUR: Readonly<Record<string, ByRegion>> = {
  "db.t3.micro": price(0.021, 0.02), "db.t3.small": price(0.042, 0.039), "db.t3.medium": price(0.084, 0.078), "db.t4g.micro": price(0.019, 0.017), "db.t4g.small": price(0.038, 0.035),
  "db.t4g.medium": price(0.075, 0.07), "db.t4g.large": price(0.15, 0.14), "db.m5.large": price(0.204, 0.196), "db.m6g.large": price(0.19, 0.175), "db.m7g.large": price(0.2, 0.186),
  "db.r5.large": price(0.285, 0.265), "db.r6g.large": price(0.313, 0.287), "db.r6g.xlarge": price(0.626, 0.574), "db.r7g.large": price(0.333, 0.305), "db.r7g.xlarge": price(0.666, 0.61), "db.r7g.2xlarge": price(1.332, 1.22),
};

/** Cache nodes by the hour. */
export const CACHE_HOUR: Readonly<Record<string, ByRegion>> = {
  "cache.t3.micro": price(0.02, 0.018), "cache.t4g.micro": price(0.018, 0.017), "cache.t4g.small": price(0.037, 0.035), "cache.t4g.medium": price(0.075, 0.07),
  "cache.m6g.large": price(0.179, 0.163), "cache.m7g.large": price(0.188, 0.172), "cache.r6g.large": price(0.247, 0.225), "cache.r7g.large": price(0.263, 0.24),
};

/** Real-time inference endpoints by the hour. */
export const INFERENCE_HOUR: Readonly<Record<string, ByRegion>> = {
  "ml.t2.medium": price(0.064, 0.06), "ml.m5.large": price(0.138, 0.128), "ml.c7g.large": price(0.099, 0.0929), "ml.c7g.xlarge": price(0.198, 0.186), "ml.g4dn.xlarge": price(0.921, 0.821), "ml.g5.xlarge": price(1.761, 1.572),
};

/** Everything else: by the hour, month, gigabyte or million, as named. */
export const UNIT_PRICE = {
  auroraUnitHour: price(0.14, 0.14),
  auroraGbMonth: price(0.119, 0.11),
  rdsGbMonth: price(0.137, 0.127),
  proxyVcpuHour: price(0.018, 0.018),
  natGatewayHour: price(0.052, 0.048),
  natGatewayGb: price(0.052, 0.048),
  loadBalancerHour: price(0.027, 0.0252),
  loadBalancerUnitHour: price(0.008, 0.008),
  endpointHour: price(0.012, 0.011),
  publicAddressHour: price(0.005, 0.005),
  volumeGbMonth: price(0.0952, 0.088),
  bucketGbMonth: price(0.0245, 0.023),
  tableReadsMillion: price(0.1525, 0.1415),
  tableWritesMillion: price(0.7625, 0.7075),
  tableGbMonth: price(0.306, 0.283),
  keyMonth: price(1, 1),
  keyRequestsMillion: price(3, 3),
  secretMonth: price(0.4, 0.4),
  queueMillion: price(0.4, 0.4),
  functionMillion: price(0.2, 0.2),
  functionGbSecond: price(0.0000133334, 0.0000133334),
  logGb: price(0.63, 0.57),
  alarmMonth: price(0.1, 0.1),
  compositeAlarmMonth: price(0.5, 0.5),
  dashboardMonth: price(3, 3),
  canaryRun: price(0.0016, 0.0014),
  firewallMonth: price(5, 5),
  firewallRuleMonth: price(1, 1),
  firewallMillion: price(0.6, 0.6),
  zoneMonth: price(0.5, 0.5),
  healthCheckMonth: price(0.5, 0.5),
  edgeGb: price(0.085, 0.085),
  edgeMillion: price(1.2, 1.2),
  shieldMonth: price(3_000, 3_000),
  cacheServerlessGbHour: price(0.1, 0.094),
  warehouseUnitHour: price(0.451, 0.387),
  firehoseGb: price(0.033, 0.031),
  fileSystemGbMonth: price(0.36, 0.33),
  clusterHour: price(0.1, 0.1),
  streamShardHour: price(0.018, 0.017),
  fargateVcpuHour: price(0.04656, 0.04048),
  gatewayAttachmentHour: price(0.06, 0.05),
} as const satisfies Record<string, ByRegion>;

/** The price of a unit in a region; regions that the table lacks are priced as Frankfurt, the dearer one. */
export function unitPrice(unit: keyof typeof UNIT_PRICE, region: string | undefined): number {
  return UNIT_PRICE[unit][region === "eu-west-1" ? "eu-west-1" : "eu-central-1"];
}

/** The price of an hour, from one of the tables above. */
export function hourPrice(table: Readonly<Record<string, ByRegion>>, size: unknown, region: string | undefined): number | undefined {
  return typeof size === "string" ? table[size]?.[region === "eu-west-1" ? "eu-west-1" : "eu-central-1"] : undefined;
}
