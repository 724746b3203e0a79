import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { policyDocument, type Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { applyStatements } from "./applyPermissions.ts";
import { applyTrust, GITHUB_ISSUER, planTrust } from "./githubTrust.ts";
import { planStatements } from "./planPermissions.ts";

/** The roles that the repository's workflows take on, by tokens of an hour instead of keys that somebody keeps. */
export function declareGithubRoles(stack: EnvironmentStack): void {
  new IamOpenidConnectProvider(stack, "github", { url: `https://${GITHUB_ISSUER}`, clientIdList: ["sts.amazonaws.com"] });
  declareRole(stack, {
    id: "plan",
    description: "GitHub Actions plans: reads how things are, never what they hold",
    trust: planTrust(stack.environment),
    managed: "ReadOnlyAccess",
    statements: planStatements(stack.names),
  });
  declareRole(stack, {
    id: "apply",
    description: "GitHub Actions applies what was reviewed",
    trust: applyTrust(stack.environment),
    managed: "PowerUserAccess",
    statements: applyStatements(stack.names, stack.regions),
  });
}

interface GithubRoleProps {
  id: "plan" | "apply";
  description: string;
  trust: string;
  /** AWS's own policy: it follows the services, where a list of ours would fail a plan with every new resource. */
  managed: "ReadOnlyAccess" | "PowerUserAccess";
  statements: Statement[];
}

/** Outside the boundary, which is for what the shop runs: it would stop Terraform from managing the very keys and roles. */
function declareRole(stack: EnvironmentStack, { id, description, trust, managed, statements }: GithubRoleProps): void {
  const role = new IamRole(stack, id, { name: stack.names.of(id), description, assumeRolePolicy: trust, maxSessionDuration: 3600 });
  new IamRolePolicy(stack, `${id}_limits`, { name: id, role: role.name, policy: policyDocument(...statements) });
  new IamRolePolicyAttachment(stack, `${id}_managed`, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${managed}` });
}
