/** A kind of call in the trail that somebody must hear of. */
export interface TrailEvent {
  id: string;
  /** The control in the CIS AWS Foundations Benchmark 3.0 that asks for it. */
  cis: string;
  what: string;
  /** A CloudWatch Logs filter pattern, as the benchmark gives it. */
  pattern: string;
  topic: "page" | "inform";
  /** How many within five minutes; one where left out. */
  threshold?: number;
}

/** Calls by name, as a filter pattern: `{($.eventName=A) || ($.eventName=B)}`. */
function anyOf(names: readonly string[], source?: string): string {
  const events = names.map((name) => `($.eventName=${name})`).join(" || ");
  return source === undefined ? `{${events}}` : `{($.eventSource=${source}) && (${events})}`;
}

/** https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html */
export const TRAIL_EVENTS: readonly TrailEvent[] = [
  {
    id: "root-use",
    cis: "4.3",
    what: "Somebody uses the root user",
    pattern: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    topic: "page",
  },
  {
    id: "trail-changed",
    cis: "4.5",
    what: "The trail is changed or stopped",
    pattern: anyOf(["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]),
    topic: "page",
  },
  {
    id: "key-disabled",
    cis: "4.7",
    what: "A key is disabled or is to be deleted",
    pattern: anyOf(["DisableKey", "ScheduleKeyDeletion"], "kms.amazonaws.com"),
    topic: "page",
  },
  {
    id: "sign-in-without-mfa",
    cis: "4.2",
    what: "A console sign-in without a second factor",
    pattern: '{($.eventName="ConsoleLogin") && ($.additionalEventData.MFAUsed !="Yes") && ($.userIdentity.type="IAMUser") && ($.responseElements.ConsoleLogin="Success")}',
    topic: "page",
  },
  {
    id: "unauthorised-calls",
    cis: "4.1",
    what: "Many calls that IAM refuses: a role that lacks something, or somebody who tries doors",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    topic: "inform",
    threshold: 20,
  },
  {
    id: "sign-in-failures",
    cis: "4.6",
    what: "Failed console sign-ins",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    topic: "inform",
    threshold: 3,
  },
  {
    id: "iam-changed",
    cis: "4.4",
    what: "IAM policies change",
    pattern: anyOf(
      [
        ...["DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy"],
        ...["CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"],
        ...["AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy", "DetachUserPolicy", "AttachGroupPolicy", "DetachGroupPolicy"],
      ],
      "iam.amazonaws.com",
    ),
    topic: "inform",
  },
  {
    id: "bucket-policy-changed",
    cis: "4.8",
    what: "Who may reach a bucket, or how it replicates and ages, changes",
    pattern: anyOf(
      [
        ...["PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"],
        ...["DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"],
      ],
      "s3.amazonaws.com",
    ),
    topic: "inform",
  },
  {
    id: "config-changed",
    cis: "4.9",
    what: "The recorder of configurations is changed or stopped",
    pattern: anyOf(["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"], "config.amazonaws.com"),
    topic: "page",
  },
  {
    id: "security-groups-changed",
    cis: "4.10",
    what: "Security groups change",
    pattern: anyOf([
      ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"],
      ...["CreateSecurityGroup", "DeleteSecurityGroup"],
    ]),
    topic: "inform",
  },
  {
    id: "access-lists-changed",
    cis: "4.11",
    what: "Network access lists change",
    pattern: anyOf([
      ...["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"],
      ...["ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"],
    ]),
    topic: "inform",
  },
  {
    id: "gateways-changed",
    cis: "4.12",
    what: "Gateways to the internet change",
    pattern: anyOf(["CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"]),
    topic: "inform",
  },
  {
    id: "routes-changed",
    cis: "4.13",
    what: "Routes change",
    pattern: anyOf(
      ["CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"],
      "ec2.amazonaws.com",
    ),
    topic: "inform",
  },
  {
    id: "networks-changed",
    cis: "4.14",
    what: "Networks or their peerings change",
    pattern: anyOf([
      ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection"],
      ...["DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"],
    ]),
    topic: "inform",
  },
  {
    id: "organisation-changed",
    cis: "4.15",
    what: "The account leaves or joins an organisation, or the organisation's accounts and policies change",
    pattern: anyOf(
      [
        ...["AcceptHandshake", "AttachPolicy", "CancelHandshake", "CreateAccount", "CreateOrganization", "CreateOrganizationalUnit", "CreatePolicy"],
        ...["DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy", "DisablePolicyType"],
        ...["EnableAllFeatures", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "MoveAccount"],
        ...["RemoveAccountFromOrganization", "UpdateOrganizationalUnit", "UpdatePolicy"],
      ],
      "organizations.amazonaws.com",
    ),
    topic: "page",
  },
];
