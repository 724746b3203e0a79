import type { Environment } from "../../config/environment.ts";
import { policyDocument } from "../../constructs/policyDocument.ts";

/** GitHub's issuer of tokens for workflows, without its scheme as in the names of condition keys. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/*
 * The subject of a token names the repository, the context and the branch, as AWS looks at no other claim. GitHub
 * leaves the branch out beside an environment unless it is told once:
 *   gh api -X PUT repos/<owner>/<name>/actions/oidc/customization/sub -F use_default=false \
 *     -f 'include_claim_keys[]=repo' -f 'include_claim_keys[]=context' -f 'include_claim_keys[]=ref'
 * https://docs.github.com/en/actions/reference/security/oidc
 */

/** Who may plan: workflows of the repository, for a pull request or on the branch that is applied. */
export function planTrust({ accountId, repository: { name, applyBranch } }: Environment): string {
  const branch = `ref:refs/heads/${applyBranch}`;
  return trust(accountId, "PullRequestsAndTheBranchMayPlan", {
    StringLike: { [`${GITHUB_ISSUER}:sub`]: [`repo:${name}:pull_request:ref:refs/pull/*/merge`, `repo:${name}:${branch}:${branch}`] },
  });
}

/** Who may apply: workflows of the repository that run in the environment of this name and from its branch. */
export function applyTrust({ accountId, name: environment, repository: { name, applyBranch } }: Environment): string {
  return trust(accountId, "TheBranchMayApplyInThisEnvironment", {
    StringEquals: { [`${GITHUB_ISSUER}:sub`]: `repo:${name}:environment:${environment}:ref:refs/heads/${applyBranch}` },
  });
}

function trust(accountId: string, sid: string, subject: Record<string, Record<string, string | string[]>>): string {
  const audience = { [`${GITHUB_ISSUER}:aud`]: "sts.amazonaws.com" };
  return policyDocument({
    Sid: sid,
    Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${GITHUB_ISSUER}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { ...subject, StringEquals: { ...subject.StringEquals, ...audience } },
  });
}
