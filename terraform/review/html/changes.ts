import type { Action, PlanChange } from "../../plan/planChange.ts";
import { chosenAgainInWords, toldDifferences } from "../differences/attributeDifferences.ts";
import { withoutSecrets, isSecretName } from "../differences/secrets.ts";
import type { Review, StackReview } from "../review.ts";
import { countsInWords } from "../summary.ts";
import { breakableHtml, html, type Html } from "./escape.ts";

const SIGNS: Readonly<Record<Action, string>> = { create: "+", update: "~", replace: "±", delete: "−", forget: "↷", read: "", "no-op": "" };
const WORDS: Readonly<Record<Action, string>> = { create: "created", update: "changed", replace: "replaced", delete: "destroyed", forget: "let go", read: "", "no-op": "" };
const WEIGHT: Readonly<Record<Action, number>> = { replace: 0, delete: 1, forget: 2, update: 3, create: 4, read: 5, "no-op": 5 };

/** Every change of every stack, its attributes folded beneath. */
export function changes({ stacks }: Review, anchor: (stack: string, address: string) => string | undefined): Html {
  const changed = stacks.filter(({ changes: own }) => own.length > 0);
  return html`<section aria-labelledby="changes"><h2 id="changes">Every change</h2>${changed.length === 0 ? html`<p>There is none.</p>` : changed.map((stack) => stackOf(stack, anchor, changed.length === 1))}${outputs(stacks)}</section>`;
}

function stackOf({ plan, changes: own, counts }: StackReview, anchor: (stack: string, address: string) => string | undefined, alone: boolean): Html {
  const sorted = [...own].sort((a, b) => WEIGHT[a.action] - WEIGHT[b.action]);
  const opened: Html = alone && own.length <= 40 ? { html: " open" } : { html: "" };
  return html`<details class="stack"${opened}><summary>${plan.stack}<span class="count">${countsInWords(counts)}</span></summary><div>${sorted.map((change) => changeOf(change, anchor(change.stack, change.address)))}</div></details>`;
}

function changeOf(change: PlanChange, id: string | undefined): Html {
  const { told: rows, chosenAgain } = change.action === "delete" || change.action === "forget" ? { told: [], chosenAgain: 0 } : toldDifferences(change);
  const body =
    rows.length === 0
      ? html`<p class="fine">${change.action === "delete" ? "The whole resource goes." : change.action === "forget" ? "It stays as it is, unmanaged." : change.action === "replace" ? `What it names is made anew, and so is it: ${change.replacePaths.join(", ")}.` : "No attribute differs that could be shown."}</p>`
      : html`<dl class="attributes">${rows.map(
          ({ path, forces, lines }) => html`<dt>${path}${forces ? html`<em>forces the replacement</em>` : undefined}</dt><dd><pre class="lines">${lines.map(
            ({ kind, text }) => html`<span class="${kind}">${kind === "added" ? "+ " : kind === "removed" ? "− " : "  "}${kind === "skipped" ? "…" : clip(text)}</span>`,
          )}</pre></dd>`,
        )}</dl>${chosenAgain > 0 ? html`<p class="fine">${chosenAgainInWords(chosenAgain)}</p>` : undefined}`;
  return html`<details${id === undefined ? undefined : ({ html: ` id="${id}"` })}><summary><span class="sign ${change.action}" title="${WORDS[change.action]}">${SIGNS[change.action]}</span><span>${breakableHtml(change.address)}${change.deposed ? " (an older object)" : ""}</span></summary>${body}</details>`;
}

function outputs(stacks: readonly StackReview[]): Html | undefined {
  const all = stacks.flatMap(({ plan }) => plan.outputs.map((output) => ({ ...output, stack: plan.stack })));
  if (all.length === 0) return undefined;
  const shown = (value: unknown, name: string, sensitive: boolean) => (sensitive || isSecretName(name) ? "(hidden)" : value === null ? "nothing" : clip(withoutSecrets(typeof value === "string" ? value : JSON.stringify(value))));
  return html`<details><summary>Outputs<span class="count">${all.length}</span></summary><dl class="attributes">${all.map(
    ({ name, stack, before, after, sensitive }) => html`<dt>${stack}: ${name}</dt><dd><pre class="lines"><span class="removed">− ${shown(before, name, sensitive)}</span><span class="added">+ ${shown(after, name, sensitive)}</span></pre></dd>`,
  )}</dl></details>`;
}

function clip(text: string): string {
  return text.length <= 2_000 ? text : `${text.slice(0, 2_000)}…`;
}
