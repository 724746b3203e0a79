/** Who a statement is about, in resource policies and trust policies. */
export type Principal = "*" | { AWS?: string | string[]; Service?: string | string[]; Federated?: string };

/** A statement of an IAM policy. */
export interface Statement {
  /** What it is for, in CamelCase: the reviewer reads it first. */
  Sid: string;
  Effect?: "Allow" | "Deny";
  Principal?: Principal;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[] | boolean>>;
}

/**
 * An IAM policy as literal JSON. Written from names that are known beforehand it stands in full in the plan; built
 * with a data source or a resource's ARN it would be 'known after apply' as a whole.
 */
export function policyDocument(...statements: Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })) });
}

/** The trust policy of a role that a service takes on, for resources of this account only. */
export function trustService(service: string, accountId: string): string {
  return policyDocument({
    Sid: "TrustService",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  });
}
