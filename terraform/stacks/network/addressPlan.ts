import type { NetworkConfig } from "../../config/environment.ts";
import type { Region, Zone } from "../../config/regions.ts";

/** Where a subnet stands: reachable by the internet, reaching it through NAT, or neither. */
export const TIERS = ["public", "private", "data"] as const;
export type Tier = (typeof TIERS)[number];

/**
 * How a region's /16 is cut. Each tier is one block, so that routes and access lists need one entry for it; each zone
 * takes one equal part. Public: 3 × 1,024 addresses; data: 3 × 1,024; private: 3 × 8,192. 10.x.32.0 to 10.x.127.255
 * stay free.
 */
const LAYOUT: Record<Tier, { block: string; prefix: number; zonePrefix: number }> = {
  public: { block: "0.0", prefix: 20, zonePrefix: 22 },
  data: { block: "16.0", prefix: 20, zonePrefix: 22 },
  private: { block: "128.0", prefix: 17, zonePrefix: 19 },
};

const ZONE_INDEX: Record<Zone, number> = { a: 0, b: 1, c: 2 };

/** The VPC's whole range. */
export function vpcCidr(network: NetworkConfig, region: Region): string {
  return `${network.cidr[region]}.0.0/16`;
}

/** The range of a tier over all zones. */
export function tierCidr(network: NetworkConfig, region: Region, tier: Tier): string {
  const { block, prefix } = LAYOUT[tier];
  return `${network.cidr[region]}.${block}/${prefix}`;
}

/** The range of one subnet; it depends on the zone's letter alone, so that a zone more moves no other. */
export function subnetCidr(network: NetworkConfig, region: Region, tier: Tier, zone: Zone): string {
  const { block, zonePrefix } = LAYOUT[tier];
  const third = Number(block.split(".")[0]) + ZONE_INDEX[zone] * 2 ** (24 - zonePrefix);
  return `${network.cidr[region]}.${third}.0/${zonePrefix}`;
}
