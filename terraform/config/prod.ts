import type { Environment } from "./environment.ts";

/** What shoppers use: two regions, three zones each, every protection on. */
export const prod: Environment = {
  name: "prod",
  accountId: "333333333333",
  domain: "aurolot.shop",
  placement: { kind: "two-regions", primary: "eu-central-1", secondary: "eu-west-1" },
  deletionProtection: true,
  network: {
    cidr: { "eu-central-1": "10.30", "eu-west-1": "10.31" },
    zones: ["a", "b", "c"],
    natGateways: "one-per-zone",
    interfaceEndpoints: true,
  },
  web: {
    instanceTypes: ["m7g.large", "m8g.large", "c7g.large", "r7g.large"],
    min: 3,
    max: 60,
    capacity: { onDemandBase: 3, onDemandPercent: 25 },
    targetCpuPercent: 50,
    requestsPerInstanceAndMinute: 3_000,
    predictiveScaling: true,
    warmPool: undefined,
  },
  render: { instanceTypes: ["g5.xlarge", "g4dn.xlarge", "g5.2xlarge"], max: 12, backlogPerInstance: 4 },
  database: { minCapacity: 2, maxCapacity: 64, readers: 2, backupDays: 35, insightsDays: 465 },
  tables: { maxReadUnits: 40_000, maxWriteUnits: 20_000 },
  functions: { reservedConcurrency: 50 },
  logRetentionDays: 400,
  options: {
    shieldAdvanced: true,
    botControl: true,
    valkey: { maxStorageGb: 10, maxEcpu: 20_000 },
    warehouse: { baseCapacityRpu: 8, maxCapacityRpu: 64 },
    recommendations: { instanceType: "ml.m5.large", instances: 2 },
    liveShopping: true,
  },
  budget: { monthlyUsd: 15_000 },
  contacts: { page: "page@aurolot.shop", inform: "infra@aurolot.shop", security: { email: "security@aurolot.shop", phone: "+49 30 23125 000" } },
  repository: { name: "aurolot/aurolot-3d", applyBranch: "main" },
};
