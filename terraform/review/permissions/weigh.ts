import type { Severity } from "../finding.ts";
import type { PolicyDifference } from "./policyDifference.ts";
import type { PolicyPair } from "./policyDocuments.ts";
import { greatestPower } from "./power.ts";
import { audienceOf, isPublic, type Audience } from "./principal.ts";

/** How serious a difference is, and the one reason that makes it so. */
export interface Weight {
  severity: Severity;
  because: string;
}

const HARMLESS: Weight = { severity: "note", because: "" };
const ORDER: readonly Severity[] = ["danger", "look", "note"];

/**
 * Weighs a difference between two policies. What belongs to something new is weighed more lightly than what changes
 * for something that is in use, except where everybody or another account is let in.
 */
export function weigh({ kind, owner, after }: PolicyPair, difference: PolicyDifference, accounts: ReadonlySet<string>): Weight {
  const fresh = owner?.action === "create";
  const gone = owner?.action === "delete";
  const { statement } = difference;
  if (difference.kind === "vanishes") {
    if (gone) return HARMLESS;
    if (statement.effect === "Deny") return { severity: "danger", because: "It was forbidden for a reason." };
    const administered = after.some(({ effect, actions }) => effect === "Allow" && actions.some((action) => /^(kms:\*|kms:put\w*|\*)$/i.test(action)));
    if (kind === "key" && !administered) return { severity: "danger", because: "Nobody could change this key's policy any more: AWS support would have to." };
    return { severity: "look", because: "What relies on it is refused from then on." };
  }
  if (statement.effect === "Deny") return fresh ? HARMLESS : { severity: "look", because: "What relies on it is refused from then on." };
  if (kind === "endpoint") return fresh ? HARMLESS : { severity: "look", because: "The endpoint lets more through." };
  if (kind === "guard" || kind === "boundary") return fresh ? HARMLESS : { severity: "danger", because: "It is a ceiling for other permissions, and it rises." };
  const weights = [
    ...(fresh || difference.looserConditions.length === 0 ? [] : [{ severity: kind === "identity" ? "look" : "danger", because: "It was allowed on conditions before, and they are gone or wider." } as const]),
    ...(kind === "identity" ? [] : audiences(kind, fresh, difference, accounts)),
    ...(kind === "trust" ? [] : [powers(kind, fresh, difference, owner?.after?.permissions_boundary !== undefined && owner.after.permissions_boundary !== null)]),
  ];
  return weights.reduce((worst, weight) => (ORDER.indexOf(weight.severity) < ORDER.indexOf(worst.severity) ? weight : worst), fresh || onBehalfOfUs(kind, difference, accounts) ? HARMLESS : { severity: "look" as const, because: "" });
}

function audiences(kind: PolicyPair["kind"], fresh: boolean, { statement, principals }: PolicyDifference, accounts: ReadonlySet<string>): Weight[] {
  if (isPublic(statement)) return [{ severity: "danger", because: statement.notPrincipals.length > 0 ? "Everybody but those who are named is let in." : "Everybody on the internet is let in: no condition ties it to anyone." }];
  const found = new Set(principals.map((principal): Audience => audienceOf(principal, statement, accounts)));
  const weights: Weight[] = [];
  if (found.has("everybody")) weights.push({ severity: "danger", because: "Everybody is let in." });
  if (found.has("another account")) weights.push({ severity: fresh ? "look" : "danger", because: "Another AWS account is let in." });
  if (found.has("a federation")) weights.push(federation(statement.conditions, fresh));
  const tied = found.size === 1 && found.has("a service");
  if (kind === "key" && !fresh) weights.push({ severity: tied ? "look" : "danger", because: "Who may use this key may read what it protects." });
  if (found.has("a service for anybody") && kind !== "trust" && !fresh) weights.push({ severity: "look", because: "No condition says on whose behalf the service may act (aws:SourceAccount)." });
  return weights;
}

/** A service that acts for this account only: the usual way in which services call each other. */
function onBehalfOfUs(kind: PolicyPair["kind"], { statement, principals }: PolicyDifference, accounts: ReadonlySet<string>): boolean {
  return kind === "resource" && principals.length > 0 && principals.every((principal) => audienceOf(principal, statement, accounts) === "a service");
}

function federation(conditions: PolicyDifference["statement"]["conditions"], fresh: boolean): Weight {
  const subject = conditions.find(({ key }) => key.endsWith(":sub"));
  const anybody = conditions.length === 0 || (subject !== undefined && subject.values.some((value) => /^(repo:)?\*|^repo:[^/:]*\*/.test(value)));
  const unbound = conditions.length > 0 && !subject && conditions.every(({ key }) => key.endsWith(":aud"));
  if (anybody || unbound) return { severity: "danger", because: "No condition says which identities of the provider are meant: anybody who can sign in there is let in." };
  return fresh ? HARMLESS : { severity: "danger", because: "Identities from outside AWS are let in." };
}

function powers(kind: PolicyPair["kind"], fresh: boolean, { statement, actions, resources }: PolicyDifference, bounded: boolean): Weight {
  const power = greatestPower(actions, kind === "identity" ? resources : ["here"]);
  const conditioned = statement.conditions.length > 0;
  if (power === "everything") return { severity: bounded && fresh ? "look" : kind === "identity" || !fresh ? "danger" : "note", because: kind === "identity" ? "That is every action there is, or all but a few." : "Every action is allowed." };
  if (kind !== "identity") {
    if (!fresh && actions.some((action) => /^[\w-]+:\*$/.test(action))) return { severity: "danger", because: "That is every action of the service." };
    return HARMLESS;
  }
  if (power === "ordinary") return HARMLESS;
  const because = {
    "a whole service": "That is every action of a service on everything.",
    "more rights": "With it one can take more rights, or undo a protection, on anything.",
    "changes anywhere": "It changes things anywhere in the account.",
    "all that is secret": "It reads data or secrets anywhere in the account.",
  }[power];
  if (fresh) return { severity: power === "a whole service" || power === "more rights" ? (conditioned || bounded ? "note" : "look") : "note", because };
  return { severity: conditioned ? "look" : "danger", because };
}
