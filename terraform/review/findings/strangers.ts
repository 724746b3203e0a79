import type { Block } from "../../plan/planChange.ts";
import type { Value } from "../../plan/resource.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { parsePolicy } from "../permissions/statement.ts";
import { list, words } from "../words.ts";

/** Accounts that are not ours and turn up outside of policies: where events, logs, copies or images go to or come from. */
export const strangers: Detector = ({ changes, accounts }) =>
  changes.flatMap((change): Finding[] => {
    const known = accountsIn(change.before);
    const found = [...accountsIn(change.after)].filter(([account]) => !accounts.has(account) && !known.has(account) && !/^0+$/.test(account));
    if (found.length === 0 || accounts.size === 0) return [];
    if (LEAVES.test(change.type)) {
      return [finding(change, "danger", "permissions", words`${change.address} leads to another AWS account: ${list(found.map(([account]) => account))}`, {
        attribute: [...new Set(found.map(([, path]) => path))].join(", "), detail: words`If that account is one of yours, nothing is wrong; a plan can't tell.`,
      })];
    }
    return [finding(change, change.action === "create" && !SENDS.test(change.type) ? "note" : "look", "permissions", words`${change.address} names another AWS account: ${list(found.map(([account]) => account))}`, {
      attribute: [...new Set(found.map(([, path]) => path))].join(", "),
    })];
  });

/** Types that send something away, or let somebody in. */
const SENDS = /event_target|subscription|replication|destination|peering|attachment|share|accelerator|permission|grant|assignment/;

/** Types by which logs, copies or connections leave for good. */
const LEAVES = /subscription_filter|replication|^aws_vpc_peering_connection$|^aws_log_destination/;

function accountsIn(state: Block | null): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: Value, path: string) => {
    if (typeof value === "string") {
      if (parsePolicy(value)) return;
      for (const [, account = ""] of value.matchAll(/\b(\d{12})\.dkr\.ecr\./g)) found.set(account, path);
      for (const [, account = ""] of value.matchAll(/^arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/g)) found.set(account, path);
      if (/(^|[._])(account|account_id|owner_id|peer_owner_id|accounts)$/.test(path) && /^\d{12}$/.test(value)) found.set(value, path);
    } else if (Array.isArray(value)) for (const item of value) visit(item, path);
    else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`);
  };
  if (state !== null) visit(state, "");
  return found;
}

