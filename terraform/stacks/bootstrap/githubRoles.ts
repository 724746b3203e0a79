import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { except } from "../../constructs/exception.ts";
import { policyDocument, type Statement } from "../../constructs/policyDocument.ts";
import type { EnvironmentStack } from "../../constructs/stack.ts";
import { limitStatements, manageStatements } from "./applyPermissions.ts";
import { applyTrust, GITHUB_ISSUER, planTrust } from "./githubTrust.ts";
import { describeStatements, planStatements } from "./planPermissions.ts";

const HOUR_SECONDS = 3600;

/** The roles that the repository's workflows take on, by tokens of an hour or two instead of keys that somebody keeps. */
export function declareGithubRoles(stack: EnvironmentStack): void {
  new IamOpenidConnectProvider(stack, "github", { url: `https://${GITHUB_ISSUER}`, clientIdList: ["sts.amazonaws.com"] });
  const plan = declareRole(stack, {
    id: "plan",
    description: "GitHub Actions plans: reads how things are, never what they hold",
    trust: planTrust(stack.environment),
    reach: describeStatements(),
    limits: planStatements(stack.names),
    sessionSeconds: HOUR_SECONDS,
  });
  const apply = declareRole(stack, {
    id: "apply",
    description: "GitHub Actions applies what was reviewed",
    trust: applyTrust(stack.environment),
    reach: manageStatements(stack.regions),
    limits: limitStatements(stack.names),
    // A deployment waits while a fleet is replaced, and watches a fifth of it for ten minutes first.
    sessionSeconds: 2 * HOUR_SECONDS,
  });
  const outside = "The boundary is for what the shop runs; within it Terraform could not read or manage keys and roles. Denials of its own limit it.";
  except(plan.role, { policy: "IAM-012", reason: outside });
  except(apply.role, { policy: "IAM-012", reason: outside });
  except(plan.reach, { policy: "IAM-004", reason: "It reads how everything in the account is set up: most of these calls know no resource." });
  const whole = "The pipeline manages these services, and the account holds nothing else; IAM is left out, and the statements beside it limit the rest.";
  except(
    apply.reach,
    { policy: "IAM-002", reason: whole },
    { policy: "IAM-004", reason: whole },
    { policy: "IAM-005", reason: "Terraform reads the state, parameters and objects that it manages." },
    { policy: "IAM-006", reason: "It makes the keys, and encrypts with them what it declares." },
    { policy: "IAM-007", reason: "Functions run in roles that the boundary holds, so that changing their code gives no more than that." },
  );
  except(apply.limits, {
    policy: "IAM-007",
    reason: "Who may take a role on is declared in the stacks too. IAM knows no boundary condition for it; it reaches only roles that the boundary holds, and never this one.",
  });
}

interface GithubRoleProps {
  id: "plan" | "apply";
  description: string;
  trust: string;
  /** What it may do with the services; a policy by itself, as a role's inline ones may have 10,240 characters together. */
  reach: Statement[];
  /** What IAM it may do, and what it is denied. */
  limits: Statement[];
  /** How long its tokens are valid. */
  sessionSeconds: number;
}

function declareRole(stack: EnvironmentStack, { id, description, trust, reach, limits, sessionSeconds }: GithubRoleProps) {
  const role = new IamRole(stack, id, { name: stack.names.of(id), description, assumeRolePolicy: trust, maxSessionDuration: sessionSeconds });
  const policy = new IamPolicy(stack, `${id}_reach`, { name: stack.names.of(id, "reach"), description, policy: policyDocument(...reach) });
  new IamRolePolicyAttachment(stack, `${id}_reach_attachment`, { role: role.name, policyArn: policy.arn });
  return { role, reach: policy, limits: new IamRolePolicy(stack, `${id}_limits`, { name: id, role: role.name, policy: policyDocument(...limits) }) };
}
