/** The regions that the shop may run in. CloudFront, its certificates and its firewall live in us-east-1 alone. */
export type Region = "eu-central-1" | "eu-west-1";

/** Where AWS keeps what belongs to the edge and to the account as a whole. */
export const EDGE_REGION = "us-east-1";

/** A zone of a region: `a`, `b` or `c`. All regions named here have the three. */
export type Zone = "a" | "b" | "c";

/** Short names, for what allows few characters (load balancers and target groups: 32). */
export const REGION_CODE: Record<Region | typeof EDGE_REGION, string> = {
  "eu-central-1": "euc1",
  "eu-west-1": "euw1",
  "us-east-1": "use1",
};
