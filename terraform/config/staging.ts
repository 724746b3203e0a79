import type { Environment } from "./environment.ts";

/** Where releases and fail-overs are rehearsed: the shape of prod, in small. */
export const staging: Environment = {
  name: "staging",
  accountId: "222222222222",
  domain: "staging.aurolot.shop",
  placement: { kind: "two-regions", primary: "eu-central-1", secondary: "eu-west-1" },
  deletionProtection: true,
  network: {
    cidr: { "eu-central-1": "10.20", "eu-west-1": "10.21" },
    zones: ["a", "b", "c"],
    natGateways: "one",
    interfaceEndpoints: false,
  },
  web: {
    instanceTypes: ["t4g.medium", "m7g.medium", "c7g.medium"],
    min: 2,
    max: 6,
    capacity: { onDemandBase: 1, onDemandPercent: 0 },
    targetCpuPercent: 50,
    requestsPerInstanceAndMinute: 3_000,
    predictiveScaling: false,
    warmPool: undefined,
  },
  render: { instanceTypes: ["g5.xlarge", "g4dn.xlarge", "g5.2xlarge"], max: 2, backlogPerInstance: 4 },
  database: { minCapacity: 0.5, maxCapacity: 4, readers: 1, backupDays: 7, insightsDays: 7 },
  tables: { maxReadUnits: 2_000, maxWriteUnits: 1_000 },
  functions: { reservedConcurrency: 10 },
  logRetentionDays: 30,
  options: { shieldAdvanced: false, botControl: false, valkey: undefined, warehouse: undefined, recommendations: undefined, liveShopping: false },
  budget: { monthlyUsd: 1_500 },
  contacts: { page: "infra@aurolot.shop", inform: "infra@aurolot.shop", security: { email: "security@aurolot.shop", phone: "+49 30 23125 000" } },
  repository: { name: "aurolot/aurolot-3d", applyBranch: "main" },
};
