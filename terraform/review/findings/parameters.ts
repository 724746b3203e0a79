import type { Block, PlanChange } from "../../plan/planChange.ts";
import { at, type Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { pairedChanges } from "../pairing.ts";
import { words } from "../words.ts";

/** Parameters of databases that protect, and what is lost without them. */
const PROTECTIVE: Readonly<Record<string, string>> = {
  "rds.force_ssl": "Connections without TLS are let in",
  require_secure_transport: "Connections without TLS are let in",
  require_ssl: "Connections without TLS are let in",
  tls: "Connections without TLS are let in",
  "transit-encryption-mode": "Connections without TLS are let in",
  audit_logs: "Who did what in the database is logged no longer",
  "pgaudit.log": "Who did what in the database is logged no longer",
  server_audit_logging: "Who did what in the database is logged no longer",
  enable_user_activity_logging: "Who did what in the warehouse is logged no longer",
  password_encryption: "Passwords are kept less safely",
};

const ON = /^(1|on|true|enabled|required|all|write.*|ddl.*|scram-sha-256)$/i;

/** Parameter groups in which a protection is turned off or left out. */
export const parameters: Detector = (scene) =>
  pairedChanges(scene).flatMap(({ change, before, after }) => {
    if (!/parameter_group$/.test(change.type) || after === null) return [];
    if (before === null) return withoutTls(change, byName(after));
    const [was, is] = [byName(before), byName(after)];
    return Object.entries(PROTECTIVE)
      .filter(([name]) => ON.test(was.get(name) ?? "") && !ON.test(is.get(name) ?? ""))
      .map(([name, consequence]) =>
        finding(change, "danger", "protection", words`${[consequence]}: ${change.address} sets ${name} to ${is.get(name) ?? "its default"}`, { attribute: "parameter" }),
      );
  });

/** A new group that turns TLS off in so many words was made for a store that shall do without. */
function withoutTls(change: PlanChange, parameters: ReadonlyMap<string, string>): Finding[] {
  return Object.entries(PROTECTIVE).filter(([name, consequence]) => consequence.includes("TLS") && /^(0|off|false|disabled)$/i.test(parameters.get(name) ?? "")).map(([name, consequence]) =>
    finding(change, "danger", "protection", words`${[consequence]}: ${change.address} sets ${name} to ${parameters.get(name) ?? ""}`, { attribute: "parameter" }),
  );
}

function byName(state: Block): Map<string, string> {
  return new Map(at(state, "parameter").flatMap((parameter: Value): [string, string][] => (isBlock(parameter) ? [[String(parameter.name), String(parameter.value)]] : [])));
}

function isBlock(value: Value): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
