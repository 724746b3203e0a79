import { more, named, off, on, ranked, type Setting } from "./setting.ts";

const network = { topic: "network" } as const;

const reachable: readonly Setting[] = [
  off("publicly_accessible", "", "danger", { ...network, created: "danger", says: "Gives an address on the internet to" }),
  off("publicly_accessible_enabled", "", "danger", { ...network, created: "danger", says: "Gives an address on the internet to" }),
  off("map_public_ip_on_launch", "", "danger", { ...network, says: "Whatever starts here gets a public address:" }),
  off("assign_ipv6_address_on_creation", "", "look", { ...network, says: "Whatever starts here gets a public IPv6 address:" }),
  off("associate_public_ip_address", "", "danger", { ...network, created: "look", says: "Gives a public address to the machines of" }),
  off("assign_public_ip", "", "danger", { ...network, says: "Gives public addresses to" }),
  on("internal", "", "danger", { ...network, types: /^aws_(lb|alb|elb)$/, says: "Turns from the inside to the internet:" }),
  ranked("scheme", "", "danger", ["internet-facing", "internal"], { ...network, says: "Turns from the inside to the internet:" }),
  off("endpoint_public_access", "", "danger", { ...network, created: "look", types: /eks/, says: "Puts the cluster's API on the internet:" }),
  on("endpoint_private_access", "the private way to the cluster's API", "look", { ...network, types: /eks/ }),
  off("public_network_access_enabled", "", "danger", { ...network, says: "Opens to the internet:" }),
  off("allow_nested_items_to_be_public", "", "danger", { ...network, says: "Lets objects be public in" }),
  off("allow_blob_public_access", "", "danger", { ...network, says: "Lets objects be public in" }),
  ranked("public_access.type", "", "danger", ["SERVICE_PROVIDED_EIPS", "DISABLED", null], { ...network, created: "danger", says: "Puts the brokers on the internet:" }),
  ranked("direct_internet_access", "", "danger", ["Enabled", "Disabled"], { ...network, says: "Gives a way to the internet to" }),
  ranked("authorization_type", "who may call", "danger", ["NONE", "JWT", "CUSTOM", "API_KEY", "AWS_IAM"], { ...network, types: /function_url/, created: "danger", says: "Anybody may call, without signing in:" }),
  ranked("authorization_type", "who may call", "danger", ["NONE", "JWT", "CUSTOM", "API_KEY", "AWS_IAM"], { ...network, types: /apigateway|appsync/, created: "look", says: "Anybody may call, without signing in:" }),
  ranked("authorization", "who may call", "danger", ["NONE", "CUSTOM", "COGNITO_USER_POOLS", "AWS_IAM"], { ...network, types: /api_gateway_method/, created: "look", says: "Calls are authorised less strictly:" }),
  on("api_key_required", "the API key", "look", network),
  on("acceptance_required", "our say in who connects", "danger", { ...network, types: /vpc_endpoint_service/ }),
  off("allow_unauthenticated_identities", "", "danger", { ...network, created: "look", says: "Guests get AWS credentials from" }),
  off("allow_external_principals", "", "look", { ...network, created: "look", says: "Can be shared outside the organisation:" }),
  ranked("state", "the block of public sharing", "danger", ["unblocked", "block-new-sharing", "block-all-sharing"], { ...network, types: /block_public_access/ }),
  { path: "container_access_type", name: "", topic: "network", worse: "danger", created: "danger", says: "Anybody on the internet can read what is in", score: (value) => (value === "private" ? 1 : typeof value === "string" ? 0 : undefined) },
  ranked("allowed_origins", "", "look", ["*"], { ...network, otherwise: 1, types: /cors/, says: "Any web site may call, in its visitors' names:" }),
  named("vpc_options", "the private network", "danger", network),
  named("vpc_config", "the private network", "look", { ...network, types: /lambda_function/ }),
  on("enhanced_vpc_routing", "the private way to other services", "look", network),
];

const buckets: readonly Setting[] = [
  ...(["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] as const).map((path) =>
    on(path, `the block of public access (${path})`, "danger", { ...network, created: "danger" }),
  ),
  ranked("acl", "", "danger", ["public-read-write", "public-read", "website", "authenticated-read"], {
    ...network, created: "danger", otherwise: 9, types: /s3|s3_object/, says: "Anybody on the internet can read, or write, what is in",
  }),
  ranked("grantee.uri", "", "danger", ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"], {
    ...network, created: "danger", otherwise: 9, says: "Anybody on the internet is granted access to",
  }),
  ranked("object_ownership", "the end of access control lists", "look", ["ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"], network),
];

const signingIn: readonly Setting[] = [
  ranked("http_tokens", "the protection of instance credentials (IMDSv2)", "danger", ["optional", "required"]),
  ranked("http_endpoint", "the metadata endpoint", "look", ["enabled", "disabled"], { says: "Opens the metadata endpoint of" }),
  { ...more("http_put_response_hop_limit", "", "look", { says: "Containers can reach the instance's credentials:" }), score: (value) => (typeof value === "number" ? -value : undefined) },
  ranked("mfa_configuration", "the second factor", "danger", ["OFF", "OPTIONAL", "ON"]),
  ranked("advanced_security_mode", "the watch for stolen passwords", "danger", [null, "OFF", "AUDIT", "ENFORCED"]),
  more("minimum_length", "the length of passwords", "look"),
  more("minimum_password_length", "the length of passwords", "look"),
  on("advanced_security_options.enabled", "fine-grained access control", "danger"),
  off("anonymous_auth_enabled", "", "danger", { created: "danger", says: "Anybody who reaches it is let in without signing in:" }),
  off("unauthenticated", "", "danger", { types: /msk/, created: "danger", says: "Anybody who reaches it is let in without signing in:" }),
  off("no_password_required", "", "danger", { created: "danger", says: "No password is asked of" }),
  named("auth_token", "the password", "danger", { types: /elasticache/ }),
  named("user_group_ids", "the users", "danger", { types: /elasticache/ }),
  ranked("signing_behavior", "the signing of requests to the bucket", "danger", ["never", "no-override", "always"]),
  on("allow_admin_create_user_only", "the rule that only administrators make users", "look"),
  off("bypass_policy_lockout_safety_check", "", "look", { created: "look", says: "A policy that locks everybody out is no longer refused:" }),
  on("iam_database_authentication_enabled", "signing in by IAM", "look"),
  ranked("iam_auth", "signing in by IAM", "danger", ["DISABLED", "REQUIRED"]),
  off("privileged", "", "danger", { says: "Containers get all rights on their machine:" }),
  named("web_acl_id", "the firewall", "danger", network),
  named("trusted_key_groups", "signed addresses", "danger", network),
  named("origin_access_control_id", "the private way to the bucket", "danger", network),
  ranked("minimum_protocol_version", "the TLS version", "danger", ["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"]),
  ranked("tls_security_policy", "the TLS version", "danger", ["Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"]),
  { path: "ssl_policy", name: "the TLS version", topic: "protection", worse: "danger", score: tlsOfPolicy },
  ranked("security_policy", "the TLS version", "danger", ["TLS_1_0", "TLS_1_2"]),
  ranked("minimum_tls_version", "the TLS version", "danger", ["TLS1_0", "TLS1_1", "TLS1_2"]),
];

/** `ELBSecurityPolicy-TLS13-1-2-2021-06` by the oldest version that it takes. */
function tlsOfPolicy(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined;
  const match = /TLS13-1-(\d)|TLS-1-(\d)|FS-1-(\d)/.exec(value);
  const oldest = Number(match?.[1] ?? match?.[2] ?? match?.[3] ?? 0);
  return oldest * 10 + (value.includes("TLS13") ? 5 : 0) + (/-FS-|-Res-|PQ/.test(value) ? 1 : 0);
}

/** Capacity that goes: fewer machines, smaller ones, or a ceiling that comes down. */
const capacity: readonly Setting[] = [
  ...["min_size", "desired_capacity", "desired_count", "min_capacity", "min_replica_count", "reader_count", "number_of_nodes", "number_of_broker_nodes", "shard_count", "allocated_storage", "read_capacity", "write_capacity", "scaling_config.min_size", "scaling_config.desired_size", "provisioned_concurrent_executions"].map((path) =>
    more(path, `capacity (${path})`, "look", { topic: "capacity" }),
  ),
  ...["max_size", "max_capacity", "desired_count", "reserved_concurrent_executions"].map((path) => none(path)),
  ...["max_size", "max_capacity", "maximum_core_count", "max_count", "on_demand_base_capacity"].map((path) => more(path, `the ceiling of capacity (${path})`, "look", { topic: "capacity" })),
  { ...more("reserved_concurrent_executions", "the function's concurrency", "look", { topic: "capacity" }), score: (value) => (typeof value !== "number" ? undefined : value < 0 ? Infinity : value) },
];

/** Some capacity and none are further apart than more and less. */
function none(path: string): Setting {
  return {
    path, name: "", topic: "capacity", worse: "danger", types: /^(?!aws_autoscaling_schedule)/, says: "Nothing can run any more, for it may have none:",
    score: (value) => (typeof value === "number" ? Number(value !== 0) : undefined),
  };
}

/** What opens a resource to others, or makes it easier to get in; and what it can bear. */
export const ACCESS: readonly Setting[] = [...reachable, ...buckets, ...signingIn, ...capacity];
