import { covers, type PolicyStatement } from "./documents.ts";

/** Ways to more rights: the actions that have to come together. From Rhino Security Labs' and checkov's lists. */
const WAYS: readonly (readonly [string, ...string[]])[] = [
  ["iam:CreatePolicyVersion"],
  ["iam:SetDefaultPolicyVersion"],
  ["iam:AttachRolePolicy"],
  ["iam:AttachUserPolicy"],
  ["iam:AttachGroupPolicy"],
  ["iam:PutRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:PutGroupPolicy"],
  ["iam:AddUserToGroup"],
  ["iam:UpdateAssumeRolePolicy"],
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:DeleteRolePermissionsBoundary"],
  ["iam:PutRolePermissionsBoundary"],
  ["iam:PassRole", "ec2:RunInstances"],
  ["iam:PassRole", "lambda:CreateFunction"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "glue:CreateJob"],
  ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
  ["iam:PassRole", "codebuild:CreateProject"],
  ["iam:PassRole", "ecs:RunTask"],
  ["iam:PassRole", "states:CreateStateMachine"],
  ["iam:PassRole", "ssm:StartAutomationExecution"],
  ["lambda:UpdateFunctionCode"],
  ["lambda:UpdateFunctionConfiguration", "lambda:PublishLayerVersion"],
  ["ec2:ModifyInstanceAttribute", "ec2:StartInstances"],
];

/**
 * How what is allowed could be used to gain more, each way by its actions. A statement that demands a permissions
 * boundary, or that names its roles and the service they are passed to, opens no way.
 */
export function escalationsOf(statements: readonly PolicyStatement[]): string[] {
  const open = statements.filter((statement) => !statement.conditions.has("iam:permissionsboundary") && !isNarrowPass(statement));
  return WAYS.filter((way) => way.every((action) => open.some((statement) => covers(statement, action) && isWide(statement)))).map((way) => way.join(" with "));
}

function isNarrowPass({ actions, resources, conditions }: PolicyStatement): boolean {
  return actions.every((action) => /^iam:passrole$/i.test(action)) && conditions.has("iam:passedtoservice") && !resources.some((resource) => /^\*$|:role\/\*$/.test(resource));
}

/** Whether more than single, fully named resources are meant. */
function isWide({ resources }: PolicyStatement): boolean {
  return resources.some((resource) => resource.includes("*"));
}
