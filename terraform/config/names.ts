import type { Environment } from "./environment.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "./regions.ts";

type AnyRegion = Region | typeof EDGE_REGION;

/** The tables of the shop, as the app names them after its prefix. */
export type TableName = "sessions" | "carts" | "catalog";

/** What a bucket holds. */
export type BucketPurpose = "sources" | "models" | "assets" | "releases" | "analytics" | "logs" | "edge-logs" | "trail" | "config" | "athena" | "state" | "recordings" | "canary";

/** What a KMS key is for. */
export type KeyPurpose = "parameters" | "logs" | "compute" | "data" | "events" | "state" | "alerts" | "audit" | "dnssec";

/**
 * The names of an environment's resources and the ARNs that follow from them: known before anything exists, so that
 * policies can be read in a plan and stacks can name each other's resources without waiting for them.
 */
export class Names {
  constructor(readonly environment: Environment) {}

  /** `aurolot-prod-web`: the prefix of everything. */
  of(...parts: string[]): string {
    return ["aurolot", this.environment.name, ...parts].join("-");
  }

  /** As `of`, with the region's code at the end: for global namespaces that both regions share, as IAM's. */
  regional(region: AnyRegion, ...parts: string[]): string {
    return this.of(...parts, REGION_CODE[region]);
  }

  /** Any ARN of this account. */
  arn(service: string, region: string, resource: string): string {
    return `arn:aws:${service}:${region}:${this.environment.accountId}:${resource}`;
  }

  roleArn(name: string): string {
    return this.arn("iam", "", `role/${name}`);
  }

  /** The most that any role of this environment can be allowed, whatever its policies say. */
  get boundaryArn(): string {
    return this.arn("iam", "", `policy/${this.of("boundary")}`);
  }

  /** Buckets share one namespace with the whole world: the account id makes the name ours. */
  bucket(purpose: BucketPurpose, region: AnyRegion): string {
    return this.of(purpose, this.environment.accountId, REGION_CODE[region]);
  }

  bucketArn(purpose: BucketPurpose, region: AnyRegion): string {
    return `arn:aws:s3:::${this.bucket(purpose, region)}`;
  }

  /** What the app's DYNAMODB_TABLE_PREFIX is set to. */
  get tablePrefix(): string {
    return `${this.of()}-`;
  }

  tableArn(table: TableName, region: Region): string {
    return this.arn("dynamodb", region, `table/${this.tablePrefix}${table}`);
  }

  keyAlias(purpose: KeyPurpose): string {
    return `alias/${this.of(purpose)}`;
  }

  keyAliasArn(purpose: KeyPurpose, region: AnyRegion): string {
    return this.arn("kms", region, this.keyAlias(purpose));
  }

  /** Log groups of ours begin with this. */
  logGroup(...parts: string[]): string {
    return `/aurolot/${this.environment.name}/${parts.join("/")}`;
  }

  logGroupArn(region: AnyRegion, ...parts: string[]): string {
    return this.arn("logs", region, `log-group:${this.logGroup(...parts)}`);
  }

  functionArn(name: string, region: Region): string {
    return this.arn("lambda", region, `function:${this.of(name)}`);
  }

  queueArn(name: string, region: AnyRegion): string {
    return this.arn("sqs", region, this.of(name));
  }

  queueUrl(name: string, region: Region): string {
    return `https://sqs.${region}.amazonaws.com/${this.environment.accountId}/${this.of(name)}`;
  }

  topicArn(name: "page" | "inform", region: AnyRegion): string {
    return this.arn("sns", region, this.of(name));
  }

  busArn(region: Region): string {
    return this.arn("events", region, `event-bus/${this.of("shop")}`);
  }

  alarmArn(name: string, region: AnyRegion): string {
    return this.arn("cloudwatch", region, `alarm:${name}`);
  }

  /** The path below which a stack publishes values for others (`constructs/registry.ts`). */
  registryPath(producer: string): string {
    return `/aurolot/${this.environment.name}/registry/${producer}`;
  }

  /** The path below which an instance finds the app's settings that are only known once stores exist. */
  get appSettingsPath(): string {
    return `/aurolot/${this.environment.name}/app`;
  }

  /** The parameter that says which releases were deployed (`commands/releaseRecord.ts`), in the primary region. */
  get releaseParameter(): string {
    return `/aurolot/${this.environment.name}/release`;
  }

  /** The name that CloudFront fetches pages from: latency records in every region's load balancer. */
  get originDomain(): string {
    return `origin.${this.environment.domain}`;
  }
}
