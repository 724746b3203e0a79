import { isChange, type Block, type PlanChange } from "../../plan/planChange.ts";
import { at, isUnknown, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding, type Scene } from "../finding.ts";
import { parseRange, reachOf } from "../network/cidr.ts";
import { list, words } from "../words.ts";

/** Ways between networks: routes to the internet, tunnels, peerings, and whatever else names the whole internet. */
export const ways: Detector = (scene) => scene.changes.flatMap((change) => [...routes(scene, change), ...doors(scene, change), ...worldElsewhere(change)]);

function routes({ byAddress }: Scene, change: PlanChange): Finding[] {
  const { type, before, after, references } = change;
  if (after === null || !/^aws_(route|route_table|default_route_table)$/.test(type)) return [];
  const open = (state: Block | null) => (type === "aws_route" ? (state === null ? [] : [state]) : at(state ?? {}, "route").filter(isBlock)).filter((route) => toInternet(route, references));
  const isNew = open(after).length > open(before).length;
  if (!isNew) return [];
  const table = type === "aws_route" ? (references.route_table_id ?? []).flatMap((address) => byAddress.get(address) ?? [])[0] : change;
  const fresh = table?.action === "create";
  const name = table?.address ?? String(after.route_table_id ?? change.address);
  return [finding(change, fresh ? "note" : "danger", "network", words`Gives ${name} a way to and from the internet through an internet gateway`, fresh ? {} : { detail: words`Whatever has a public address in its subnets can then be reached from outside.` })];
}

function toInternet(route: Block, references: PlanChange["references"]): boolean {
  const wide = ["destination_cidr_block", "destination_ipv6_cidr_block", "cidr_block", "ipv6_cidr_block"].some((key) => typeof route[key] === "string" && isWorld(route[key]));
  if (!wide) return false;
  const gateway = route.gateway_id;
  if (typeof gateway === "string" && gateway.startsWith("igw-")) return true;
  const named = [...(references.gateway_id ?? []), ...(references["route.gateway_id"] ?? []), ...(references.route ?? [])];
  return (isUnknown(gateway) || gateway === undefined) && (named.some((address) => address.includes("aws_internet_gateway")) || String(gateway).includes("aws_internet_gateway."));
}

const DOORS: Readonly<Record<string, string>> = {
  aws_vpc_peering_connection: "Connects two networks",
  aws_vpc_peering_connection_accepter: "Accepts the connection to another network",
  aws_ec2_transit_gateway_vpc_attachment: "Connects a network to the transit gateway",
  aws_ec2_transit_gateway_peering_attachment: "Connects two transit gateways",
  aws_vpn_connection: "Opens a tunnel to another network",
  aws_dx_private_virtual_interface: "Opens a line to another network",
  aws_internet_gateway: "Gives a network a door to the internet",
  aws_ec2_client_vpn_endpoint: "Lets people dial in",
  aws_ec2_client_vpn_authorization_rule: "Lets people who dial in reach a network",
  aws_ec2_instance_connect_endpoint: "Lets people sign in to machines without a public address",
  aws_eip_association: "Gives a machine a public address",
  aws_s3_bucket_website_configuration: "Serves a bucket as a web site",
  aws_lambda_function_url: "Gives a function an address on the internet",
  aws_globalaccelerator_accelerator: "Gives a load balancer addresses on the internet",
};

function doors({ plan }: Scene, change: PlanChange): Finding[] {
  const says = DOORS[change.type];
  if (says === undefined || change.action !== "create") return [];
  const networks = plan.changes.filter(({ type }) => type === "aws_vpc");
  const harmless = networks.length > 0 && networks.every(({ action }) => action === "create");
  return [finding(change, harmless ? "note" : "look", "network", words`${[says]}: ${change.address}`)];
}

const READ_ELSEWHERE = /security_group|network_acl|^aws_(route|route_table|default_route_table|ec2_managed_prefix_list)|prefix_list/;

/** Types that no reader knows, and attributes such as an API's allowed ranges, in which the internet turns up. */
function worldElsewhere(change: PlanChange): Finding[] {
  const { type, before, after } = change;
  if (after === null || (READ_ELSEWHERE.test(type) && type.startsWith("aws_")) || !isChange(change)) return [];
  const [was, is] = [worlds(before), worlds(after)];
  const added = [...is].filter(([path]) => !was.has(path));
  if (added.length === 0) return [];
  const rule = /firewall|security_group|security_rule|network_policy/.test(type);
  const [paths, ranges] = [added.map(([path]) => path), [...new Set(added.map(([, range]) => range))]];
  if (paths.every((path) => /egress|destination/.test(path)) && !rule) return [];
  return [finding(change, rule ? "danger" : before === null ? "look" : "danger", "network", words`${change.address} names the whole internet (${list(ranges)}) in ${list(paths)}`, { attribute: paths.join(", ") })];
}

function worlds(state: Block | null): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: Value, path: string) => {
    if (typeof value === "string") {
      if (isWorld(value) || (/source_address_prefix/.test(path) && /^(\*|internet|any)$/i.test(value))) found.set(path, value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, path);
    else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
  };
  if (state !== null) visit(state, "");
  return found;
}

function isWorld(text: string): boolean {
  if (!text.includes("/")) return false;
  const range = parseRange(text);
  return range !== undefined && (reachOf(range) === "world" || reachOf(range) === "nearly the world");
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
