import { createHash } from "node:crypto";
import { difference } from "../cost/estimate.ts";
import { networkDiagrams } from "../diagram/networkDiagram.ts";
import { stackDiagram } from "../diagram/stackDiagram.ts";
import type { Review, Verdict } from "../review.ts";
import { ACTION_WORDS, VERDICT_TITLES, verdictSentence } from "../summary.ts";
import { count } from "../words.ts";
import { changes } from "./changes.ts";
import { html, type Html } from "./escape.ts";
import { notes, reasons } from "./findings.ts";
import { STYLES } from "./styles.ts";
import { costSection, policySection, stackTable } from "./tables.ts";

/** Marks that tell the verdicts apart without their colours. */
const MARKS: Readonly<Record<Verdict, string>> = {
  safe: `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 13l6 6L21 5" fill="none" stroke="currentColor" stroke-width="2.6"/></svg>`,
  look: `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M1.5 12S5.500 5 12 5s10.500 7 10.500 7-4 7-10.500 7S1.500 12 1.500 12z" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="12" cy="12" r="3.200" fill="currentColor"/></svg>`,
  dangerous: `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2.500L22.500 21.500h-21z" fill="none" stroke="currentColor" stroke-width="2.200" stroke-linejoin="round"/><path d="M12 9v6M12 17v2" stroke="currentColor" stroke-width="2.400"/></svg>`,
};

/**
 * The review as one page that needs nothing else: no script, no request, one style sheet that its own security policy
 * allows by its hash. Everything that comes from a plan is escaped.
 */
export function page(review: Review, title: string): string {
  const anchors = new Map<string, string>();
  for (const { changes: own } of review.stacks) for (const { stack, address } of own) anchors.set(`${stack} ${address}`, `c${anchors.size + 1}`);
  const anchor = (stack: string, address: string) => anchors.get(`${stack} ${address}`);
  const hash = createHash("sha256").update(STYLES).digest("base64");
  const network = networkDiagrams(review);
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${{ html: hash }}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${VERDICT_TITLES[review.verdict]}: ${title}</title><style>${{ html: STYLES }}</style></head>
<body class="${review.verdict}"><a class="skip" href="#verdict">To the verdict</a>
<header class="top"><strong>${title}</strong><span>${subject(review)}</span></header>
<main><div class="verdict" id="verdict"><h1>${{ html: MARKS[review.verdict] }}<span>${VERDICT_TITLES[review.verdict]}</span></h1><p class="lead">${verdictSentence(review)}</p>${figures(review)}</div>
${reasons(review, anchor)}
<section aria-labelledby="stacks"><h2 id="stacks">${review.stacks.length > 1 ? "The stacks" : "The stack"}</h2>${review.stacks.length > 1 ? stackDiagram(review) : undefined}${stackTable(review)}</section>
${network.length === 0 ? undefined : html`<section aria-labelledby="network"><h2 id="network">Who may connect to whom</h2>${network}</section>`}
${costSection(review)}${policySection(review)}${notes(review, anchor)}${changes(review, anchor)}</main>
<footer>${review.compared === "folders" ? "Made from two synthesised folders without Terraform: what forces a replacement is told by a list, and what was changed past the code is not seen." : "Made from Terraform's own plans. What a plan does not tell, such as the effect of code that runs, is not judged here."}</footer></body></html>
`;
  return document.html;
}

function subject({ stacks, compared }: Review): string {
  const versions = [...new Set(stacks.flatMap(({ plan }) => plan.terraformVersion ?? []))];
  const names = stacks.length <= 3 ? stacks.map(({ plan }) => plan.stack).join(", ") : count(stacks.length, "stack");
  return [names, compared === "folders" ? "synthesised folders compared" : versions.length > 0 ? `Terraform ${versions.join(", ")}` : ""].filter(Boolean).join(" · ");
}

function figures({ counts, cost }: Review): Html {
  const shown = (Object.keys(ACTION_WORDS) as (keyof typeof counts)[]).filter((action) => counts[action] > 0);
  return html`<ul class="figures">${shown.map((action) => html`<li${action === "replace" || action === "delete" || action === "forget" ? ({ html: ` class="hot"` }) : undefined}><span>${ACTION_WORDS[action]}</span><b>${counts[action].toLocaleString("en-GB")}</b></li>`)}${
    shown.length === 0 ? undefined : html`<li><span>a month</span><b>${difference(cost.before, cost.after)}</b></li>`
  }</ul>`;
}
