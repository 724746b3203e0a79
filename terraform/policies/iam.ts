import { at, first, isUnknown, type DeclaredResource } from "../plan/resource.ts";
import { IDENTITY_POLICIES, isEveryone, nameOf, narrowsCaller, statementsAt, typesOf, type PolicyStatement } from "./documents.ts";
import { escalationsOf } from "./escalation.ts";
import type { Inventory } from "./inventory.ts";
import { mustBeWithin, mustSet, where } from "./judges.ts";
import type { ResourcePolicy } from "./policy.ts";
import { needsNoResource, onlyReadsCatalogues } from "./resourceless.ts";

const IDENTITY = typesOf(IDENTITY_POLICIES);
/**
 * EC2 and Lambda state no source when they take on a role, so a condition would lock it; they hand it only to instances
 * and functions of its own account, to which a principal of that account passed it.
 */
const TRUST_WITHOUT_SOURCE = new Set(["ec2.amazonaws.com", "lambda.amazonaws.com"]);

/** What the policies of an identity allow; a permissions boundary allows nothing by itself. */
function allowedBy(resource: DeclaredResource, inventory: Inventory): PolicyStatement[] {
  if (isBoundary(resource, inventory)) return [];
  return statementsAt(resource, IDENTITY_POLICIES[resource.type] ?? "policy").filter(({ effect }) => effect === "Allow");
}

function isBoundary(resource: DeclaredResource, inventory: Inventory): boolean {
  if (resource.type !== "aws_iam_policy") return false;
  const name = String(first(resource, "name"));
  return inventory.ofType("aws_iam_role", "aws_iam_user").some((identity) => {
    const boundary = first(identity, "permissions_boundary");
    return (typeof boundary === "string" && boundary.endsWith(`policy/${name}`)) || (identity.references.permissions_boundary ?? []).includes(resource.address);
  });
}

/** Finds a statement that allows what it should not. */
const noStatement =
  (broken: (statement: PolicyStatement) => boolean, what: (statement: PolicyStatement) => string) =>
  (resource: DeclaredResource, inventory: Inventory): string | undefined => {
    const found = allowedBy(resource, inventory).find(broken);
    return found && `${nameOf(found)} ${what(found)}`;
  };

const onEverything = ({ resources }: PolicyStatement) => resources.includes("*");
/** Conditions that narrow which resources are meant. */
const narrowsResource = ({ conditions }: PolicyStatement) =>
  [...conditions].some(([key, { operator }]) => !/not/i.test(operator) && /^(aws:resourcetag|aws:requesttag|kms:resourcealiases|kms:viaservice|[a-z0-9]+:resourcetag|cloudwatch:namespace|aws:resourceaccount|iam:awsservicename|iam:permissionsboundary|ec2:|ses:|aws:calledvia|cognito-idp:|events:|glue:|secretsmanager:)/.test(key));
const SECRETS = /^(s3:getobject|ssm:getparameter|ssm:getparameters|ssm:getparametersbypath|secretsmanager:getsecretvalue|dynamodb:scan|dynamodb:query|rds-data:executestatement)$/i;
/** Every bucket, table, parameter or secret. */
const ANYWHERE = /^(\*|arn:aws:s3:::\*.*|arn:aws:dynamodb:[^:]*:[^:]*:table\/\*|arn:aws:ssm:[^:]*:[^:]*:parameter\/\*|arn:aws:secretsmanager:[^:]*:[^:]*:secret:\*)$/;
const DECRYPTS = /^kms:(\*|decrypt.*|reencrypt.*)$/i;
const PERMISSIONS = /^(s3:(put|delete)bucketpolicy|s3:putbucketacl|s3:putobjectacl|s3:putaccountpublicaccessblock|s3:putbucketpublicaccessblock|kms:putkeypolicy|kms:creategrant|sqs:(setqueueattributes|addpermission)|sns:(settopicattributes|addpermission)|lambda:addpermission|secretsmanager:putresourcepolicy|iam:(put|attach|create|update|delete|add|set).*)$/i;

const trusts = (role: DeclaredResource) => statementsAt(role, "assume_role_policy").filter(({ effect }) => effect === "Allow");

/** What identities may do. */
export const iam: readonly ResourcePolicy[] = [
  {
    id: "IAM-001",
    title: "No policy allows every action",
    reason: "Whoever takes on such a role owns the account.",
    fix: "List the actions that the code calls.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_274", "FSBP IAM.1", "CIS 1.16"],
    applies: IDENTITY,
    judge: noStatement(({ actions }) => actions.some((action) => /^\*(:\*)?$/.test(action)), () => "allows every action"),
  },
  {
    id: "IAM-002",
    title: "No policy allows every action of a service",
    reason: "A service's wildcard holds its deletions and permission changes, and whatever AWS adds to it.",
    fix: "List the actions, or a prefix such as s3:Get*.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV2_AWS_40", "FSBP IAM.21"],
    applies: IDENTITY,
    judge: noStatement(
      ({ actions }) => actions.some((action) => /^[\w-]+:\*$/.test(action)),
      ({ actions }) => `allows ${actions.filter((action) => action.endsWith(":*")).join(", ")}`,
    ),
  },
  {
    id: "IAM-003",
    title: "No policy allows all but some actions",
    reason: "Allow with NotAction grants everything that was not thought of.",
    fix: "Write Action with what is needed.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP IAM.21", "Well-Architected SEC 3"],
    applies: IDENTITY,
    judge: noStatement(({ notActions, notResources }) => notActions.length > 0 || notResources.length > 0, () => "allows by exclusion (NotAction or NotResource)"),
  },
  {
    id: "IAM-004",
    title: "Writing actions name their resources",
    reason: "On * a mistake or a stolen credential reaches all resources of the account.",
    fix: "Name the ARNs (they follow from Names), or narrow by a condition; * is fine where the service allows nothing else.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356", "CKV_AWS_111"],
    applies: IDENTITY,
    judge: noStatement(
      (statement) => onEverything(statement) && !narrowsResource(statement) && statement.actions.some((action) => !needsNoResource(action) && !onlyReadsCatalogues(action)),
      ({ actions }) => `allows ${actions.filter((action) => !needsNoResource(action) && !onlyReadsCatalogues(action)).join(", ")} on every resource`,
    ),
  },
  {
    id: "IAM-005",
    title: "Data is read from named places only",
    reason: "Reading any bucket, table, parameter or secret is how data leaves.",
    fix: "Name the buckets, tables, parameters and secrets.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_288", "CKV_AWS_108"],
    applies: IDENTITY,
    judge: noStatement(
      ({ actions, resources }) =>
        actions.some((action) => SECRETS.test(action) || /^(s3:get\*|ssm:get\*|secretsmanager:get\*|dynamodb:\*|s3:\*)$/i.test(action)) &&
        resources.some((resource) => ANYWHERE.test(resource)),
      () => "reads data from anywhere",
    ),
  },
  {
    id: "IAM-006",
    title: "Keys are used by name",
    reason: "Decrypt on every key undoes the separation that the keys are for.",
    fix: "Name the key, or add ForAnyValue:StringEquals kms:ResourceAliases.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["FSBP KMS.1", "FSBP KMS.2"],
    applies: IDENTITY,
    judge: noStatement(
      (statement) => statement.actions.some((action) => DECRYPTS.test(action)) && statement.resources.some((resource) => /^\*$|:key\/\*$/.test(resource)) && !narrowsResource(statement) && ![...statement.conditions.keys()].some((key) => key.startsWith("kms:")),
      () => "decrypts with any key",
    ),
  },
  {
    id: "IAM-007",
    title: "No identity can give itself more rights",
    reason: "A few harmless looking actions together make an administrator: iam:PassRole with lambda:CreateFunction, say.",
    fix: "Take one of the actions away, narrow its resources, or demand the boundary by an iam:PermissionsBoundary condition.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_286", "CKV_AWS_110"],
    applies: IDENTITY,
    judge: (resource, inventory) => {
      const [way] = escalationsOf(allowedBy(resource, inventory));
      return way && `allows ${way}`;
    },
  },
  {
    id: "IAM-008",
    title: "Roles are passed by name, to a named service",
    reason: "iam:PassRole on * hands the most powerful role of the account to whatever can be started.",
    fix: "Name the roles in Resource and add StringEquals iam:PassedToService.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_286", "Well-Architected SEC 3"],
    applies: IDENTITY,
    judge: noStatement(
      ({ actions, resources, conditions }) => actions.some((action) => /^iam:(passrole|pass\*|\*)$/i.test(action)) && (resources.some((resource) => /^\*$|:role\/\*$/.test(resource)) || !conditions.has("iam:passedtoservice")),
      () => "passes roles without naming them or the service",
    ),
  },
  {
    id: "IAM-009",
    title: "Permissions are managed on named resources only",
    reason: "Who can change any bucket's, key's or queue's policy can open it to the world.",
    fix: "Name the resources, or leave it to the apply role.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_289", "CKV_AWS_109"],
    applies: IDENTITY,
    judge: noStatement((statement) => onEverything(statement) && !narrowsResource(statement) && statement.actions.some((action) => PERMISSIONS.test(action)), () => "manages permissions on every resource"),
  },
  {
    id: "IAM-010",
    title: "No policy hands out credentials",
    reason: "Long-lived credentials made by a role outlive it.",
    fix: "Remove the actions; take on roles instead.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_287", "CKV_AWS_107"],
    applies: IDENTITY,
    judge: noStatement(
      ({ actions }) => actions.some((action) => /^(iam:(createaccesskey|createloginprofile|updateloginprofile|createservicespecificcredential|resetservicespecificcredential)|sts:getfederationtoken)$/i.test(action)),
      () => "makes credentials",
    ),
  },
  {
    id: "IAM-011",
    title: "Roles are taken on by name",
    reason: "sts:AssumeRole on * takes on every role that trusts the account.",
    fix: "Name the roles in Resource.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_61", "Well-Architected SEC 3"],
    applies: IDENTITY,
    judge: noStatement(({ actions, resources }) => actions.some((action) => /^sts:(assumerole.*|\*)$/i.test(action)) && resources.some((resource) => /^\*$|:role\/\*$/.test(resource)), () => "takes on any role"),
  },
  {
    id: "IAM-012",
    title: "Roles have a permissions boundary",
    reason: "Whatever is later attached to a role, it can't do more than the boundary allows.",
    fix: "Make the role with the Role construct, or set permissions_boundary.",
    severity: "medium",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: ["aws_iam_role"],
    judge: where((role) => !String(first(role, "path") ?? "").startsWith("/aws-service-role/"), mustSet("permissions_boundary")),
  },
  {
    id: "IAM-013",
    title: "No role trusts everyone",
    reason: "Anybody with an AWS account could take it on.",
    fix: "Name the service, the account or the federated provider, with its conditions.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_60", "FSBP IAM.1"],
    applies: ["aws_iam_role"],
    judge: (role) => {
      const open = trusts(role).find((statement) => (statement.principals.some(isEveryone) || statement.notPrincipals.length > 0) && !narrowsCaller(statement));
      return open && `${nameOf(open)} trusts everyone`;
    },
  },
  {
    id: "IAM-014",
    title: "Roles of services trust them for this account only",
    reason: "The confused deputy: a service can be made to take on the role for somebody else's resource.",
    fix: "Use trustService(), which adds aws:SourceAccount, or a condition on aws:SourceArn.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: ["aws_iam_role"],
    judge: (role) => {
      const open = trusts(role).find(
        (statement) => statement.principals.some((principal) => principal.startsWith("Service:") && !TRUST_WITHOUT_SOURCE.has(principal.slice(8))) && !narrowsCaller(statement),
      );
      return open && `${nameOf(open)} trusts ${open.principals.map((principal) => principal.replace("Service:", "")).join(", ")} for any account`;
    },
  },
  {
    id: "IAM-015",
    title: "No role trusts another account",
    reason: "Another account's administrators would decide who takes it on.",
    fix: "Remove the account, or add an sts:ExternalId and except the role.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: ["aws_iam_role"],
    judge: (role, inventory) => {
      const account = inventory.accountOf(role.stack);
      const foreign = trusts(role).flatMap(({ principals }) => principals).find((principal) => account && /^AWS:.*\d{12}/.test(principal) && !principal.includes(account));
      return foreign && `trusts ${foreign.slice(4)}`;
    },
  },
  {
    id: "IAM-016",
    title: "Workflows are trusted by repository and branch",
    reason: "Without a sub condition every workflow on GitHub could take on the role.",
    fix: "Add StringEquals for <provider>:aud and a <provider>:sub that names the repository with its branch or environment.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_358", "FSBP IAM.1"],
    applies: ["aws_iam_role"],
    judge: (role) => {
      for (const statement of trusts(role).filter(({ principals }) => principals.some((principal) => /oidc-provider\//.test(principal)))) {
        const condition = (suffix: string) => [...statement.conditions].filter(([key]) => key.endsWith(suffix)).flatMap(([, { values }]) => values);
        const subjects = condition(":sub");
        if (condition(":aud").length === 0) return `${nameOf(statement)} does not check the audience`;
        if (subjects.length === 0 || subjects.some((subject) => /^(\*|repo:\*|repo:[^/]+\/\*|repo:[^:]*\*)/.test(subject))) return `${nameOf(statement)} does not name the repository in sub`;
      }
      return undefined;
    },
  },
  {
    id: "IAM-017",
    title: "There are no users and no access keys",
    reason: "Their credentials don't expire, are copied, and end in repositories.",
    fix: "Use roles: IAM Identity Center for people, OIDC for pipelines, instance and execution roles for code.",
    severity: "high",
    pillars: ["security"],
    frameworks: ["CKV_AWS_273", "CKV_AWS_40", "FSBP IAM.2", "FSBP IAM.3", "CIS 1.15"],
    applies: ["aws_iam_user", "aws_iam_access_key", "aws_iam_user_policy", "aws_iam_user_policy_attachment", "aws_iam_role"],
    judge: (resource) => (resource.type === "aws_iam_role" ? undefined : "is a user or a user's credential"),
  },
  {
    id: "IAM-018",
    title: "No broad managed policy is attached",
    reason: "AWS's AdministratorAccess, PowerUserAccess and …FullAccess allow far more than any of our code does.",
    fix: "Write the statements that are needed.",
    severity: "critical",
    pillars: ["security"],
    frameworks: ["CKV_AWS_274", "CKV2_AWS_56", "CIS 1.16", "CIS 1.22"],
    applies: ["aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_role_policy_attachments_exclusive", "aws_iam_role"],
    judge: (resource) => {
      const arns = [...at(resource, "policy_arn"), ...at(resource, "managed_policy_arns"), ...at(resource, "policy_arns")];
      const broad = arns.find((arn) => /:aws:policy\/.*(AdministratorAccess|PowerUserAccess|IAMFullAccess|FullAccess|AWSCloudShellFullAccess)(_v\d)?$/.test(String(arn)));
      return broad === undefined ? undefined : `attaches ${String(broad)}`;
    },
  },
  {
    id: "IAM-019",
    title: "Sessions of roles are short",
    reason: "A stolen session works until it ends.",
    fix: "Set max_session_duration to at most 4 hours.",
    severity: "low",
    pillars: ["security"],
    frameworks: ["Well-Architected SEC 2"],
    applies: ["aws_iam_role"],
    judge: where((role) => first(role, "max_session_duration") !== undefined, mustBeWithin("max_session_duration", { least: 3600, most: 14_400 })),
  },
  {
    id: "IAM-020",
    title: "Policies can be read in the plan",
    reason: "A policy that is known after apply is reviewed by nobody.",
    fix: "Build it from known names with policyDocument(), never from a resource's ARN.",
    severity: "medium",
    pillars: ["operations", "security"],
    frameworks: ["Well-Architected SEC 3"],
    applies: IDENTITY,
    judge: (resource) => (at(resource, IDENTITY_POLICIES[resource.type] ?? "policy").some((policy) => isUnknown(policy) && !String(policy).startsWith("{")) ? "its policy is only known after apply" : undefined),
  },
  {
    id: "IAM-021",
    title: "Policies fit into IAM's limits",
    reason: "A plan shows no fault and the apply fails half-way: 6,144 characters a managed policy, 10,240 all inline ones of a role.",
    fix: "Join statements, or split the role.",
    severity: "high",
    pillars: ["reliability"],
    frameworks: ["Well-Architected REL 1"],
    applies: IDENTITY,
    judge: (resource) => {
      const most = resource.type === "aws_iam_policy" ? 6_144 : resource.type === "aws_iam_user_policy" ? 2_048 : 10_240;
      const size = at(resource, IDENTITY_POLICIES[resource.type] ?? "policy").reduce<number>((sum, policy) => sum + String(policy).replace(/\s/g, "").length, 0);
      return size > most ? `its policy has ${size} characters, ${most} are allowed` : undefined;
    },
  },
  {
    id: "IAM-022",
    title: "Statements say what they are for",
    reason: "The Sid is what a reviewer reads first.",
    fix: "Give every statement a Sid.",
    severity: "low",
    pillars: ["operations"],
    frameworks: ["Well-Architected OPS 5"],
    applies: IDENTITY,
    judge: (resource) => (statementsAt(resource, IDENTITY_POLICIES[resource.type] ?? "policy").some(({ sid }) => sid === "") ? "has a statement without a Sid" : undefined),
  },
];
