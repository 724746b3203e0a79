import type { Value } from "../../plan/resource.ts";
import { contains, parseRange } from "./cidr.ts";

/** One thing that may connect, on one range of ports. */
export interface Rule {
  direction: "in" | "out";
  /** `tcp`, `udp`, `icmp`, … or `all`. */
  protocol: string;
  from: number;
  to: number;
  kind: "range" | "group" | "prefix list" | "self" | "unknown";
  source: string;
}

const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = { "-1": "all", all: "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6" };

interface Ports {
  direction: "in" | "out";
  protocol: Value | undefined;
  from: Value | undefined;
  to: Value | undefined;
}

interface Sources {
  ranges?: (Value | undefined)[];
  groups?: (Value | undefined)[];
  prefixLists?: (Value | undefined)[];
  self?: Value | undefined;
}

/** A rule for each of the sources of a block or a rule resource. */
export function rulesOf(ports: Ports, sources: Sources): Rule[] {
  const protocol = PROTOCOL_NUMBERS[String(ports.protocol ?? "-1").toLowerCase()] ?? String(ports.protocol).toLowerCase();
  const everyPort = protocol === "all" || protocol.startsWith("icmp");
  const base = {
    direction: ports.direction,
    protocol,
    from: everyPort || typeof ports.from !== "number" ? 0 : ports.from,
    to: everyPort || typeof ports.to !== "number" ? 65_535 : ports.to,
  };
  const strings = (values: (Value | undefined)[] = []) => values.flat().filter((value): value is string => typeof value === "string" && value !== "");
  return [
    ...strings(sources.ranges).map((source): Rule => ({ ...base, kind: parseRange(source) ? "range" : "unknown", source })),
    ...strings(sources.groups).map((source): Rule => ({ ...base, kind: "group", source })),
    ...strings(sources.prefixLists).map((source): Rule => ({ ...base, kind: "prefix list", source })),
    ...(sources.self === true ? [{ ...base, kind: "self" as const, source: "itself" }] : []),
  ];
}

/** Whether everything that `inner` lets through, `outer` lets through too. */
export function covers(outer: Rule, inner: Rule): boolean {
  if (outer.direction !== inner.direction) return false;
  if (outer.protocol !== "all" && outer.protocol !== inner.protocol) return false;
  if (outer.from > inner.from || outer.to < inner.to) return false;
  if (outer.kind === "range" && inner.kind === "range") {
    const [wide, narrow] = [parseRange(outer.source), parseRange(inner.source)];
    return wide !== undefined && narrow !== undefined && contains(wide, narrow);
  }
  return outer.kind === inner.kind && outer.source === inner.source;
}

/** What listens on a port, where the port says so. */
const PORT_NAMES: Readonly<Record<number, string>> = {
  20: "FTP", 21: "FTP", 22: "SSH", 23: "Telnet", 25: "SMTP", 53: "DNS", 80: "HTTP", 111: "RPC", 135: "RPC", 139: "SMB", 389: "LDAP", 443: "HTTPS", 445: "SMB",
  636: "LDAPS", 1433: "SQL Server", 1521: "Oracle", 2049: "NFS", 2375: "Docker", 2379: "etcd", 3306: "MySQL", 3389: "RDP", 5432: "PostgreSQL", 5439: "Redshift",
  5601: "Kibana", 5672: "AMQP", 5900: "VNC", 5985: "WinRM", 6379: "Redis", 6443: "Kubernetes", 8080: "HTTP", 8443: "HTTPS", 9042: "Cassandra", 9092: "Kafka",
  9200: "OpenSearch", 11211: "Memcached", 27017: "MongoDB",
};

/** `every port`, `PostgreSQL (tcp 5432)`, `tcp 3000–3010`. */
export function portsInWords({ protocol, from, to }: Rule): string {
  if (protocol === "all") return "every port and protocol";
  if (protocol.startsWith("icmp")) return "ICMP";
  if (from === 0 && to === 65_535) return `every ${protocol} port`;
  if (from !== to) return `${protocol} ${from}–${to}`;
  const name = PORT_NAMES[from];
  return name === undefined ? `${protocol} ${from}` : `${name} (${protocol} ${from})`;
}

/** Whether a rule lets in no more than web requests. */
export function isWeb({ protocol, from, to }: Rule): boolean {
  return (protocol === "tcp" || protocol === "udp") && from === to && (from === 80 || from === 443);
}
