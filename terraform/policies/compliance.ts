import { exceptionPolicies } from "./exceptions.ts";
import type { Judgement } from "./judge.ts";
import { POLICIES } from "./policies.ts";
import type { Policy } from "./policy.ts";

const HEAD = `# Compliance

What every resource is held to, and how prod stands. This file is written by \`npm run infra:check -- --write-compliance\`
from the rules in \`terraform/policies/\`; a test fails when it is not current.

References: \`CKV_…\` are checkov's, \`FSBP\` the AWS Foundational Security Best Practices, \`CIS\` the CIS AWS Foundations
Benchmark 3.0, \`cdk-nag\` its AwsSolutions pack, \`Well-Architected\` the framework's questions.

- \`[x]\` held by every resource that the rule asks, or held but for exceptions, each with its reason
- \`[ ]\` broken, or nothing in prod that the rule could be asked of
`;

/** The checklist of all rules with their state in one environment, as Markdown. */
export function complianceChecklist(judgement: Judgement): string {
  const rules: readonly Policy[] = [...POLICIES, ...exceptionPolicies];
  const held = POLICIES.filter(({ id }) => (judgement.asked.get(id) ?? 0) > 0 && !judgement.findings.some(({ policy }) => policy.id === id)).length;
  const sections = [...new Set(rules.map(({ id }) => serviceOf(id)))].map(
    (service) => `## ${SERVICES[service] ?? service}\n\n${rules
      .filter(({ id }) => serviceOf(id) === service)
      .sort((a, b) => a.id.localeCompare(b.id))
      .map((rule) => entry(rule, judgement)).join("\n")}`,
  );
  const sum = `${POLICIES.length} rules, ${held} held in prod, ${judgement.excepted.length} exceptions, ${judgement.findings.length} findings.`;
  return `${HEAD}\n${sum}\n\n${sections.join("\n\n")}\n\n${NOT_ASKED}`;
}

function entry(policy: Policy, { asked, findings, excepted }: Judgement): string {
  const broken = findings.filter((finding) => finding.policy.id === policy.id);
  const exceptions = excepted.filter((finding) => finding.policy.id === policy.id);
  const resources = asked.get(policy.id) ?? 0;
  const isAboutExceptions = policy.id.startsWith("EXC-");
  const isAsked = resources > 0 || isAboutExceptions;
  const state = broken.length > 0 ? "**broken**" : !isAsked ? "nothing to ask" : exceptions.length > 0 ? "held, with exceptions" : "held";
  const box = broken.length === 0 && isAsked ? "x" : " ";
  const references = [...policy.pillars, ...policy.frameworks].join(", ");
  const reasons = [...new Set(exceptions.map(({ reason }) => reason))].map((reason) => {
    const places = exceptions.filter((exception) => exception.reason === reason).map(({ resource }) => `${resource.stack} \`${resource.address}\``);
    return `  - excepted: ${reason} (${places.join(", ")})`;
  });
  return [`- [${box}] **${policy.id}** ${policy.title}: ${state}. ${policy.reason} _${references}_`, ...reasons].join("\n");
}

function serviceOf(id: string): string {
  return id.slice(0, id.lastIndexOf("-"));
}

/** The services by the prefix of their rules' ids. */
const SERVICES: Record<string, string> = {
  S3: "Buckets",
  KMS: "Keys",
  IAM: "Permissions",
  NET: "Network",
  ELB: "Load balancers",
  EC2: "Instances and fleets",
  RDS: "Databases",
  DDB: "Tables",
  CACHE: "Caches",
  LAM: "Functions",
  MSG: "Queues, topics and events",
  CDN: "CloudFront",
  WAF: "Firewalls",
  DNS: "Names and certificates",
  LOG: "Logs",
  OBS: "Watching",
  ANA: "Analytics and recommendations",
  BAK: "Backups",
  COG: "Sign-in",
  SEC: "Secrets",
  ACC: "The account",
  EXC: "Exceptions",
};

const NOT_ASKED = `## What is not asked, and why

- **MFA delete on buckets** (FSBP S3.20): only the root user can turn it on, and no API call of Terraform's can.
- **Functions inside the VPC** (CKV_AWS_117): ours reach only AWS's own interfaces; a network would add a path out and cold starts, and take nothing away.
- **Code signing of functions** (CKV_AWS_272): releases come from one versioned bucket that only the apply role writes to.
- **Geographic restriction** (CKV_AWS_374): the shop sells wherever it delivers.
- **A database port other than the default** (FSBP RDS.23): the security groups name who may connect; a hidden port protects from nobody who is inside.
- **Restore tests by AWS Backup**: each starts a whole Aurora cluster and tells only that it starts; whether the data is right a person has to look at.
- **Macie** (FSBP Macie.1): buckets hold models, posters and logs; personal data is in Aurora and DynamoDB, where Macie can't look.
`;
