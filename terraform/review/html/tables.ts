import { difference, dollars } from "../cost/estimate.ts";
import { withoutSecrets } from "../differences/secrets.ts";
import { HOURS, PRICES_AS_OF, PRICES_SOURCE, USAGE } from "../prices.ts";
import type { Counts, Review } from "../review.ts";
import { count } from "../words.ts";
import { breakableHtml, html, type Html } from "./escape.ts";

/** Counts and cost of each stack that changes. */
export function stackTable({ stacks, cost }: Review): Html | undefined {
  const changed = stacks.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return undefined;
  const columns = COLUMNS.filter(({ of }) => changed.some(({ counts }) => of(counts) > 0));
  const rows = changed.map(({ plan, counts, verdict }) => {
    const own = cost.byStack.find(({ stack }) => stack === plan.stack);
    const cells = columns.map(({ of }) => (of(counts) === 0 ? html`<td class="number none">·</td>` : html`<td class="number">${of(counts).toLocaleString("en-GB")}</td>`));
    return html`<tr><td><span class="mark ${verdict}" title="${verdict}"></span>${plan.stack}</td>${cells}<td class="number">${own ? difference(own.before, own.after) : ""}</td></tr>`;
  });
  const heads = columns.map(({ sign, title }) => html`<th scope="col" class="number"><abbr title="${title}">${sign}</abbr></th>`);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Counts by stack"><table><thead><tr><th scope="col">Stack</th>${heads}<th scope="col" class="number">a month</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Those that no stack has are left out. */
const COLUMNS: readonly { sign: string; title: string; of: (counts: Counts) => number }[] = [
  { sign: "+", title: "created", of: (counts) => counts.create },
  { sign: "~", title: "changed", of: (counts) => counts.update },
  { sign: "±", title: "replaced", of: (counts) => counts.replace },
  { sign: "−", title: "destroyed or let go", of: (counts) => counts.delete + counts.forget },
];

/** What it costs before and after, where the difference comes from, and what the figures assume. */
export function costSection({ cost }: Review): Html {
  const { before, after, lines, notPriced } = cost;
  const shown = lines.slice(0, 15).map((line) => html`<tr><td>${breakableHtml(line.address)}${cost.byStack.length > 1 ? html` <small>${line.stack}</small>` : undefined}</td><td class="number roomy">${line.before === 0 ? "" : dollars(line.before)}</td><td class="number roomy">${line.after === 0 ? "" : dollars(line.after)}</td><td class="number">${difference(line.before, line.after)}</td></tr>`);
  const rest = lines.length - shown.length;
  return html`<section aria-labelledby="cost"><h2 id="cost">What it costs a month</h2><p class="sum">${dollars(before)} → ${dollars(after)} <small>${difference(before, after)}</small></p>${
    shown.length === 0 ? undefined : html`<div class="scroll" role="region" tabindex="0" aria-label="Cost by resource"><table><thead><tr><th scope="col">Resource</th><th scope="col" class="number roomy">before</th><th scope="col" class="number roomy">after</th><th scope="col" class="number">difference</th></tr></thead><tbody>${shown}</tbody></table></div>`
  }${rest > 0 ? html`<p class="fine">and ${rest} more that differ by less.</p>` : undefined}
<details><summary>What these figures assume</summary><p class="fine">Prices of ${PRICES_AS_OF} (${PRICES_SOURCE}) for Frankfurt and Ireland; other regions count as Frankfurt. ${HOURS} hours a month; fleets at their minimum; Spot at ${Math.round(USAGE.spotShare * 100)} % of on demand. Where traffic decides, each resource is given the same: ${USAGE.edgeGb} GB and ${USAGE.edgeRequestsMillions} million requests at the edge, ${USAGE.natGatewayGb} GB through each NAT gateway, ${USAGE.tableReadsMillions} million reads and ${USAGE.tableWritesMillions} million writes a table, ${USAGE.bucketGb} GB a bucket, ${USAGE.logGb} GB a log group, ${USAGE.functionRequestsMillions} million calls of ${USAGE.functionMilliseconds} ms a function, ${USAGE.databaseGb} GB an Aurora cluster and ${USAGE.auroraUnitsAboveMinimum} capacity unit above its minimum. Tax, support, discounts and data between regions are left out.</p></details>
${notPriced.length === 0 ? undefined : html`<details><summary>Not priced<span class="count">${count(notPriced.length, "type")}</span></summary><p class="fine">${notPriced.map(({ type, count: number }, index) => html`${index === 0 ? "" : ", "}${breakableHtml(type)}${number > 1 ? ` (${number})` : ""}`)}</p></details>`}</section>`;
}

/** What the policies say, exceptions with their reasons. */
export function policySection({ policies: { rules, introduced, standing, mended, excepted } }: Review): Html {
  const broken = (title: string, findings: typeof introduced, open: boolean) =>
    findings.length === 0
      ? undefined
      : html`<details${open ? ({ html: " open" }) : undefined}><summary>${title}<span class="count">${findings.length}</span></summary><ul class="findings notes">${findings.slice(0, 200).map(
          ({ policy, resource, message }) => html`<li><p class="title"><strong>${policy.id}</strong> ${policy.title}</p><p class="detail">${breakableHtml(resource?.address ?? "the environment")}: ${withoutSecrets(message)}. ${policy.fix}</p></li>`,
        )}</ul></details>`;
  return html`<section aria-labelledby="policies"><h2 id="policies">Policies</h2><p>${count(rules, "rule")} of ours asked of what will be: ${introduced.length === 0 ? "none newly broken" : `${introduced.length} newly broken`}.</p>${broken("Newly broken", introduced, introduced.length <= 10)}${broken("Broken before and after", standing, false)}${broken("Mended", mended, false)}${
    excepted.length === 0
      ? undefined
      : html`<details><summary>Exceptions, each with its reason<span class="count">${excepted.length}</span></summary><ul class="findings notes">${excepted.map(({ policy, resource, reason }) => html`<li><p class="title"><strong>${policy.id}</strong> ${breakableHtml(resource.address)}</p><p class="detail">${reason}</p></li>`)}</ul></details>`
  }</section>`;
}
