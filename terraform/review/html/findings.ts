import type { Finding } from "../finding.ts";
import type { Review } from "../review.ts";
import { byTopic, TOPIC_TITLES } from "../summary.ts";
import { count } from "../words.ts";
import { html, sentence, type Html } from "./escape.ts";

/** Finds the anchor of a change by its stack and address. */
export type Anchor = (stack: string, address: string) => string | undefined;

/** What is dangerous, then what needs a look: the reasons of the verdict. */
export function reasons({ findings, stacks }: Review, anchor: Anchor): Html {
  const named = stacks.length > 1;
  const dangers = findings.filter(({ severity }) => severity === "danger");
  const looks = findings.filter(({ severity }) => severity === "look");
  return html`${
    dangers.length === 0 ? undefined : html`<section aria-labelledby="dangers"><h2 id="dangers">Why it is dangerous</h2><ol class="findings danger">${dangers.map((finding) => item(finding, anchor, named))}</ol></section>`
  }${
    looks.length === 0
      ? undefined
      : html`<section aria-labelledby="looks"><h2 id="looks">${dangers.length > 0 ? "Look at this too" : "What to look at"}</h2>${byTopic(looks).map(([topic, own]) => html`<h3>${TOPIC_TITLES[topic]}</h3>${folded(own, anchor, named)}`)}</section>`
  }`;
}

/** Findings that are good to know, folded. */
export function notes({ findings, stacks }: Review, anchor: Anchor): Html | undefined {
  const found = findings.filter(({ severity }) => severity === "note");
  if (found.length === 0) return undefined;
  return html`<section aria-labelledby="notes"><h2 id="notes">Good to know</h2>${byTopic(found).map(
    ([topic, own]) => html`<details><summary>${TOPIC_TITLES[topic]}<span class="count">${own.length}</span></summary><ul class="findings notes">${own.map((finding) => item(finding, anchor, stacks.length > 1))}</ul></details>`,
  )}</section>`;
}

const SHOWN = 12;

/** A long list keeps its tail folded. */
function folded(findings: readonly Finding[], anchor: Anchor, named: boolean): Html {
  const items = findings.map((finding) => item(finding, anchor, named));
  if (items.length <= SHOWN + 2) return html`<ul class="findings">${items}</ul>`;
  return html`<ul class="findings">${items.slice(0, SHOWN)}</ul><details><summary>${count(items.length - SHOWN, "more", "more")}</summary><ul class="findings">${items.slice(SHOWN)}</ul></details>`;
}

function item({ title, detail, stack, address, attribute }: Finding, anchor: Anchor, named: boolean): Html {
  const target = anchor(stack, address);
  const link = target === undefined ? undefined : html`<a href="#${target}">see the change</a>`;
  const parts = [named && stack !== "" ? html`${stack}` : undefined, attribute === undefined ? undefined : html`<code>${attribute}</code>`, link].filter((part) => part !== undefined);
  const where = parts.length === 0 ? undefined : html`<p class="where">${parts.map((part, index) => (index === 0 ? part : html` · ${part}`))}</p>`;
  return html`<li><p class="title">${sentence(title)}</p>${detail === undefined ? undefined : html`<p class="detail">${sentence(detail)}</p>`}${where}</li>`;
}
