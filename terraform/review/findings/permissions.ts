import { isChange } from "../../plan/planChange.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { policyDifferences, type PolicyDifference } from "../permissions/policyDifference.ts";
import { policyPairs, type PolicyPair } from "../permissions/policyDocuments.ts";
import { nameOf, ownerName } from "../permissions/subject.ts";
import { weigh, type Weight } from "../permissions/weigh.ts";
import { list, words, type Words } from "../words.ts";

/** Which permissions appear or vanish, in words; and which can't be told before apply. */
export const permissions: Detector = (scene) =>
  policyPairs(scene).flatMap((pair): Finding[] => {
    const found = policyDifferences(pair.before, pair.after)
      .filter(({ kind }) => kind === "appears" || pair.unknown === "nothing")
      .map((difference) => toFinding(pair, difference, weigh(pair, difference, scene.accounts)));
    return [...found, ...unreadable(pair)];
  });

function toFinding(pair: PolicyPair, difference: PolicyDifference, { severity, because }: Weight): Finding {
  const { change, attribute, masked } = pair;
  const title = masked ? words`A policy of ${change.address} changes whose text Terraform hides as sensitive` : sentence(pair, difference);
  const conditions = masked ? [] : conditionsInWords(difference);
  const reason = because === "" ? [] : [because];
  const detail = conditions.length > 0 && reason.length > 0 ? words`${reason} ${conditions}` : [...reason, ...conditions];
  return finding(change, severity, "permissions", title, { attribute, ...(detail.length > 0 ? { detail } : {}) });
}

function sentence({ kind, change, owner }: PolicyPair, { kind: direction, statement, principals, actions, resources }: PolicyDifference): Words {
  const name = (owner && nameOf(owner)) ?? owner?.address ?? ownerName(change) ?? change.address;
  const what = actions.some((action) => action.startsWith("!")) ? words`everything but ${list(statement.notActions)}` : list(actions);
  const on = resources.some((resource) => resource.startsWith("!")) ? words`everything but ${list(statement.notResources)}` : resources.length === 0 ? [] : list(resources, 3);
  const where = on.length === 0 ? [] : words` on ${on}`;
  const verb = { "appears Allow": "may now", "vanishes Allow": "may no longer", "appears Deny": "is now forbidden", "vanishes Deny": "is no longer forbidden" } as const;
  const phrase = [verb[`${direction} ${statement.effect}` as keyof typeof verb]];
  if (kind === "guard" || kind === "boundary") return words`By ${name} one ${phrase} ${what}${where}`;
  if (kind === "identity") return words`${name} ${phrase} ${what}${where}`;
  const who = principals.some((principal) => principal.startsWith("!")) ? words`Everybody but ${list(statement.notPrincipals)}` : principals.includes("*") ? ["Everybody"] : list(principals.map(withoutKind), 3);
  return kind === "trust" ? words`${who} ${phrase} take on the role ${name} (${list(actions)})` : words`${who} ${phrase} ${what} on ${name}`;
}

function withoutKind(principal: string): string {
  return principal.replace(/^(service|federated):/, "");
}

function conditionsInWords({ statement, looserConditions, kind }: PolicyDifference): Words {
  if (looserConditions.length > 0) return words`Before: only where ${list(looserConditions.map(({ operator, key, values }) => `${key} ${operator} ${values.join(" or ")}`), 3)}.`;
  if (kind === "vanishes" || statement.conditions.length === 0) return [];
  return words`Only where ${list(statement.conditions.map(({ operator, key, values }) => `${key} ${operator} ${values.join(" or ")}`), 3)}.`;
}

function unreadable({ change, attribute, unknown, owner, before }: PolicyPair): Finding[] {
  if (unknown === "nothing" || !isChange(change)) return [];
  if (unknown === "parts") {
    return owner?.action === "create" || before.length === 0 ? [] : [finding(change, "look", "unreadable", words`The policy of ${change.address} names something that is known only after apply`, { attribute })];
  }
  return [finding(change, "look", "unreadable", words`What ${change.address} allows can't be read: its policy is known only after apply`, {
    attribute,
    detail: words`Build it from names that are known beforehand, or read it again in the plan that follows.`,
  })];
}
