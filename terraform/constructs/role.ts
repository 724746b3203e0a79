import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "../cdktf.ts";
import { policyDocument, type Statement } from "./policyDocument.ts";
import type { EnvironmentStack } from "./stack.ts";

export interface RoleProps {
  /** The role's name, from `Names`: its ARN is then known to others beforehand. */
  name: string;
  description: string;
  /** Who may take it on: JSON, as `trustService` makes it. */
  trust: string;
  /** What it may do. */
  statements: readonly [Statement, ...Statement[]];
}

/** An IAM role within the environment's boundary, with one inline policy that can be read in the plan. */
export class Role extends Construct {
  readonly role: IamRole;
  readonly arn: string;
  readonly policy: IamRolePolicy;

  constructor(scope: EnvironmentStack | Construct, id: string, stack: EnvironmentStack, { name, description, trust, statements }: RoleProps) {
    super(scope, id);
    this.role = new IamRole(this, "role", {
      name,
      description,
      assumeRolePolicy: trust,
      permissionsBoundary: stack.names.boundaryArn,
      maxSessionDuration: 3600,
    });
    this.role.overrideLogicalId(id);
    this.policy = new IamRolePolicy(this, "policy", { name: id, role: this.role.name, policy: policyDocument(...statements) });
    this.policy.overrideLogicalId(id);
    this.arn = stack.names.roleArn(name);
  }
}
