import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { Construct } from "../../cdktf.ts";
import type { Environment } from "../../config/environment.ts";
import { EnvironmentStack } from "../../constructs/stack.ts";
import { declareAccountDefaults } from "./accountDefaults.ts";
import { boundaryPolicy } from "./boundary.ts";
import { declareGithubRoles } from "./githubRoles.ts";
import { declareStateBucket } from "./stateBucket.ts";

/**
 * What must exist before Terraform can work in the account, and what a pipeline must not be able to change: the bucket
 * and key of the state, the boundary of all roles, the roles that GitHub's workflows take on, and what holds for the
 * account as a whole. A person applies it, as administrator of the account:
 *
 *     npm run infra:synth -- --env prod
 *     cd cdktf.out/stacks/prod-bootstrap
 *     printf 'terraform {\n  backend "local" {}\n}\n' > first_override.tf
 *     terraform init && terraform apply       # the bucket does not exist yet: the state lies in this folder
 *     rm first_override.tf
 *     terraform init -migrate-state           # and now in the bucket that it describes
 *
 * From then on `terraform init && terraform apply` as for any other stack. Two more first applies are a person's: of
 * `global`, whose certificate waits until the parent zone delegates to this one (its name servers are in the console as soon
 * as the zone is made), and of `data`, since AWS's rotation function brings a role that knows no boundary.
 */
export class BootstrapStack extends EnvironmentStack {
  declare readonly kind: "bootstrap";

  constructor(scope: Construct, environment: Environment) {
    super(scope, { environment, kind: "bootstrap" });
    declareStateBucket(this);
    new IamPolicy(this, "boundary", {
      name: this.names.of("boundary"),
      description: "The most that any role of this environment can be allowed",
      policy: boundaryPolicy(this.names, this.regions),
    });
    declareGithubRoles(this);
    declareAccountDefaults(this);
  }
}
