import { DataAwsSsmParametersByPath } from "@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, TerraformLocal, Token } from "../cdktf.ts";
import { REGION_CODE, type Region } from "../config/regions.ts";
import type { EnvironmentStack, StackKind } from "./stack.ts";

/**
 * In every placeholder: what a plan shows for a value whose producer is not applied yet. `infra:review` looks for it
 * and says which stack comes first; `infra:apply` refuses a plan that holds one.
 */
export const NOT_APPLIED = "not-applied-yet";

const secretArn = `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${NOT_APPLIED}`;
const keyArn = `arn:aws:kms:eu-central-1:000000000000:key/${NOT_APPLIED}`;

/**
 * What stacks publish for others, with a placeholder of the right form for plans made before the producer exists.
 * Only what AWS makes up when it creates a resource is here; everything else follows from `Names`.
 */
export const REGISTRY = {
  security: {
    "logs-key-arn": keyArn,
    /** The key for log groups of the edge, in us-east-1. */
    "edge-logs-key-arn": keyArn,
    "compute-key-arn": keyArn,
    /** What CloudFront sends with every request and the load balancers insist on (`originSecret.ts`). Secret. */
    "origin-secret-a": NOT_APPLIED,
    "origin-secret-b": NOT_APPLIED,
  },
  global: {
    "zone-id": "NOTAPPLIEDYET-not-applied-yet",
  },
  network: {
    "vpc-id": `vpc-${NOT_APPLIED}`,
    "public-subnet-ids": `subnet-${NOT_APPLIED}`,
    "private-subnet-ids": `subnet-${NOT_APPLIED}`,
    "data-subnet-ids": `subnet-${NOT_APPLIED}`,
    "private-route-table-ids": `rtb-${NOT_APPLIED}`,
    "data-route-table-id": `rtb-${NOT_APPLIED}`,
    "load-balancer-security-group-id": `sg-${NOT_APPLIED}`,
    "health-check-security-group-id": `sg-${NOT_APPLIED}`,
    "app-security-group-id": `sg-${NOT_APPLIED}`,
    "render-security-group-id": `sg-${NOT_APPLIED}`,
    "database-security-group-id": `sg-${NOT_APPLIED}`,
    "proxy-security-group-id": `sg-${NOT_APPLIED}`,
    "functions-security-group-id": `sg-${NOT_APPLIED}`,
    "migration-security-group-id": `sg-${NOT_APPLIED}`,
    "rotation-security-group-id": `sg-${NOT_APPLIED}`,
    "cache-security-group-id": `sg-${NOT_APPLIED}`,
    "warehouse-security-group-id": `sg-${NOT_APPLIED}`,
  },
  data: {
    "data-key-arn": keyArn,
    "cluster-resource-id": `cluster-${NOT_APPLIED}`,
    "proxy-resource-id": `prx-${NOT_APPLIED}`,
    /** Of the secrets with the passwords of the database's administrator and of the app's user. */
    "admin-secret-arn": secretArn,
    "app-secret-arn": secretArn,
    /** Of the writer, for the user that the app signs in as; without a password. */
    "database-url": `postgresql://aurolot_app@${NOT_APPLIED}:5432/aurolot`,
    "sessions-stream-arn": `arn:aws:dynamodb:eu-central-1:000000000000:table/x/stream/${NOT_APPLIED}`,
    "carts-stream-arn": `arn:aws:dynamodb:eu-central-1:000000000000:table/x/stream/${NOT_APPLIED}`,
  },
  events: {
    "events-key-arn": keyArn,
  },
  identity: {
    "user-pool-id": NOT_APPLIED,
    "user-pool-client-id": NOT_APPLIED,
  },
  web: {
    /** `app/<name>/<id>`, the load balancer's dimension in CloudWatch. */
    "load-balancer-dimension": `app/${NOT_APPLIED}/0`,
    "target-group-dimension": `targetgroup/${NOT_APPLIED}/0`,
  },
} as const satisfies Partial<Record<StackKind, Record<string, string>>>;

type Producer = keyof typeof REGISTRY;
type Entry<P extends Producer> = Extract<keyof (typeof REGISTRY)[P], string>;

export interface PublishOptions {
  /** The region whose stacks shall find the value; the stack's own where left out. */
  region?: Region;
  /** For a secret: an ephemeral expression, sent but kept in no state, and a number that is raised to send it anew. */
  writeOnlyVersion?: number;
}

/**
 * Publishes a value of this stack for others, as an encrypted parameter of the region's Parameter Store.
 * @param stack the producer; its kind is the first part of the name
 */
export function publish<P extends Producer>(
  stack: EnvironmentStack & { kind: P },
  entry: Entry<P>,
  value: string,
  { region = stack.region, writeOnlyVersion }: PublishOptions = {},
): SsmParameter {
  return new SsmParameter(stack, `registry_${entry.replaceAll("-", "_")}_${REGION_CODE[region]}`, {
    provider: stack.provider(region),
    name: `${stack.names.registryPath(stack.kind)}/${entry}`,
    description: `Published by ${stack.node.id} for other stacks`,
    type: "SecureString",
    keyId: stack.names.keyAlias("parameters"),
    ...(writeOnlyVersion === undefined ? { value } : { valueWo: value, valueWoVersion: writeOnlyVersion }),
  });
}

/**
 * A value that another stack published, or its placeholder while that stack is not applied: a plan can be made and
 * read in any order, unlike with `terraform_remote_state`, which fails without its producer. It is given as a local
 * value, so that a policy which holds it can still be read as JSON.
 * @param region where to look; the stack's own region where left out
 */
export function lookup<P extends Producer>(stack: EnvironmentStack, producer: P, entry: Entry<P>, region: Region = stack.region): string {
  const id = `${producer}_${entry.replaceAll("-", "_")}_${REGION_CODE[region]}`;
  const known = stack.node.tryFindChild(id) as TerraformLocal | undefined;
  return (known ?? new TerraformLocal(stack, id, found(stack, producer, entry, region))).asString;
}

/** As `lookup`, for entries that hold several ids, joined by commas. */
export function lookupList<P extends Producer>(stack: EnvironmentStack, producer: P, entry: Entry<P>, region?: Region): string[] {
  return Token.asList(Fn.split(",", lookup(stack, producer, entry, region)));
}

function found<P extends Producer>(stack: EnvironmentStack, producer: P, entry: Entry<P>, region: Region): string {
  const name = `${stack.names.registryPath(producer)}/${entry}`;
  const placeholder = (REGISTRY[producer] as Record<string, string>)[entry];
  const value = Fn.lookup(Token.asStringMap(registryOf(stack, producer, region)), name, placeholder);
  // Parameter Store values count as secrets; ids are none, and a plan that hides them can't be reviewed.
  return Token.asString(entry.startsWith("origin-secret") ? value : Fn.nonsensitive(value));
}

function registryOf(stack: EnvironmentStack, producer: Producer, region: Region) {
  const id = `registry_${producer}_${REGION_CODE[region]}`;
  const existing = stack.node.tryFindChild(id) as DataAwsSsmParametersByPath | undefined;
  const parameters =
    existing ??
    new DataAwsSsmParametersByPath(stack, id, {
      provider: stack.provider(region),
      path: stack.names.registryPath(producer),
      withDecryption: true,
    });
  return Fn.zipmap(Token.asList(parameters.names), Token.asList(parameters.values));
}

