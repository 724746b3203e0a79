import type { Environment } from "./environment.ts";

/** Where a change is tried: one region, one NAT gateway, the smallest of everything. */
export const dev: Environment = {
  name: "dev",
  accountId: "111111111111",
  domain: "dev.aurolot.shop",
  placement: { kind: "one-region", primary: "eu-central-1" },
  deletionProtection: false,
  network: {
    cidr: { "eu-central-1": "10.10", "eu-west-1": "10.11" },
    zones: ["a", "b"],
    natGateways: "one",
    interfaceEndpoints: false,
  },
  web: {
    instanceTypes: ["t4g.small", "t4g.medium"],
    min: 1,
    max: 2,
    capacity: { onDemandBase: 0, onDemandPercent: 0 },
    targetCpuPercent: 60,
    requestsPerInstanceAndMinute: 3_000,
    predictiveScaling: false,
    warmPool: undefined,
  },
  render: { instanceTypes: ["g5.xlarge", "g4dn.xlarge", "g5.2xlarge"], max: 1, backlogPerInstance: 4 },
  database: { minCapacity: 0.5, maxCapacity: 2, readers: 0, backupDays: 7, insightsDays: 7 },
  tables: { maxReadUnits: 500, maxWriteUnits: 250 },
  functions: { reservedConcurrency: 5 },
  logRetentionDays: 14,
  options: { shieldAdvanced: false, botControl: false, valkey: undefined, warehouse: undefined, recommendations: undefined, liveShopping: false },
  budget: { monthlyUsd: 400 },
  contacts: { page: "infra@aurolot.shop", inform: "infra@aurolot.shop", security: { email: "security@aurolot.shop", phone: "+49 30 23125 000" } },
  repository: { name: "aurolot/aurolot-3d", applyBranch: "main" },
};
