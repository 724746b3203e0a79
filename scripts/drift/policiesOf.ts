import { Names } from "../../terraform/config/names.ts";
import type { Declared } from "./declared.ts";

/** The policies of a role and its boundary, as the plan shows them. */
export function policiesOf({ environment, resources }: Declared, role: string): { policies: string[]; boundary: string } {
  const document = ({ values }: { values: Record<string, unknown> }) => String(values.policy);
  const roles = resources.filter(({ type, values }) => type === "aws_iam_role" && values.name === role);
  const policies = resources.filter(
    ({ type, stack, references }) =>
      type === "aws_iam_role_policy" && roles.some((one) => one.stack === stack && references.role?.includes(one.address)),
  );
  const boundary = resources.find(({ type, values }) => type === "aws_iam_policy" && values.name === new Names(environment).of("boundary"));
  if (policies.length === 0 || !boundary) throw new Error(`No stack declares policies of the role ${role}, or the boundary.`);
  return { policies: policies.map(document), boundary: document(boundary) };
}
