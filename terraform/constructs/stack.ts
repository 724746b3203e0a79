import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformStack, type Construct } from "../cdktf.ts";
import { regionsOf, type Environment } from "../config/environment.ts";
import { Names } from "../config/names.ts";
import { REGION_CODE, type EDGE_REGION, type Region } from "../config/regions.ts";

/** What a stack is for: its life span and how much breaks with it. */
export type StackKind =
  | "bootstrap" | "security" | "global" | "network" | "data" | "events" | "identity" | "web" | "render" | "observability";

export interface StackProps {
  environment: Environment;
  kind: StackKind;
  /** The region of a stack that exists once in each; left out where one stack serves the whole environment. */
  region?: Region;
}

/**
 * A stack of an environment: `prod-web-eu-central-1`, `prod-global`. It has one provider for each region of the
 * environment and one for the edge, its state in the environment's bucket, and tags on all that can have them.
 */
export abstract class EnvironmentStack extends TerraformStack {
  readonly environment: Environment;
  readonly names: Names;
  readonly kind: StackKind;
  /** Where this stack's resources go unless they name another provider. */
  readonly region: Region;
  readonly regions: readonly Region[];
  readonly #providers = new Map<string, AwsProvider>();

  constructor(scope: Construct, { environment, kind, region }: StackProps) {
    super(scope, [environment.name, kind, ...(region ? [region] : [])].join("-"));
    this.environment = environment;
    this.names = new Names(environment);
    this.kind = kind;
    this.region = region ?? environment.placement.primary;
    this.regions = regionsOf(environment);

    this.#providers.set(this.region, new AwsProvider(this, "aws", this.#providerConfig(this.region)));
    new S3Backend(this, {
      bucket: this.names.bucket("state", environment.placement.primary),
      key: `${this.node.id}.tfstate`,
      region: environment.placement.primary,
      encrypt: true,
      kmsKeyId: this.names.keyAliasArn("state", environment.placement.primary),
    });
    // cdktf 0.21 knows only the lock table, which Terraform has deprecated.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
    // Write-only attributes and ephemeral values (no secret in any state) came with 1.11.
    this.addOverride("terraform.required_version", ">= 1.11.0");
  }

  /** The provider for a region; made when first asked for. */
  provider(region: Region | typeof EDGE_REGION): AwsProvider {
    let provider = this.#providers.get(region);
    if (!provider) {
      const alias = REGION_CODE[region];
      provider = new AwsProvider(this, `aws_${alias}`, { ...this.#providerConfig(region), alias });
      this.#providers.set(region, provider);
    }
    return provider;
  }

  /** The tags of everything in this stack; Auto Scaling groups must be given them as blocks of their own. */
  get tags(): Record<string, string> {
    return {
      Project: "aurolot",
      Environment: this.environment.name,
      Stack: this.node.id,
      CostCentre: `aurolot-${this.kind}`,
      // Whom to ask, for everyone who finds the resource and not this code.
      Owner: this.environment.contacts.inform,
      ManagedBy: "terraform",
    };
  }

  #providerConfig(region: string) {
    return { region, allowedAccountIds: [this.environment.accountId], defaultTags: [{ tags: this.tags }] };
  }
}
