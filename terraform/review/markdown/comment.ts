import { chosenAgainInWords, toldDifferences } from "../differences/attributeDifferences.ts";
import { difference, dollars } from "../cost/estimate.ts";
import type { Finding } from "../finding.ts";
import { PRICES_AS_OF } from "../prices.ts";
import type { Review, StackReview } from "../review.ts";
import { byTopic, countsInWords, TOPIC_TITLES, VERDICT_TITLES, verdictSentence } from "../summary.ts";
import { count } from "../words.ts";
import { code, escapeMarkdown, fenced, sentence } from "./escape.ts";

/** GitHub refuses comments of more than 65,536 characters; a margin is left for what a pipeline adds. */
export const LONGEST_COMMENT = 64_000;

const SIGNS = { safe: "🟢", look: "🟡", dangerous: "🔴" } as const;

/**
 * The review as a comment on a pull request. What matters most comes first, so that where the text has to be cut, only
 * what matters least is missing; it says so then.
 */
export function comment(review: Review): string {
  const cut = "\n\n_The rest does not fit into a comment: it is on the page._\n";
  const sections = [head(review), dangers(review), looks(review), stacks(review), cost(review), policies(review), notes(review), ...details(review)];
  let text = "";
  for (const section of sections.filter((part) => part !== "")) {
    if (text.length + section.length + 2 > LONGEST_COMMENT - cut.length) {
      const room = LONGEST_COMMENT - cut.length - text.length - 2;
      const whole = text === "" || section.startsWith("#") ? wholeLines(section, room) : "";
      return `${text}${whole === "" ? "" : `\n\n${whole}`}${cut}`;
    }
    text += (text === "" ? "" : "\n\n") + section;
  }
  return `${text}\n`;
}

function wholeLines(section: string, room: number): string {
  if (room < 200) return "";
  const cut = section.slice(0, room);
  return cut.slice(0, cut.lastIndexOf("\n"));
}

function head(review: Review): string {
  return `## ${SIGNS[review.verdict]} ${VERDICT_TITLES[review.verdict]}\n\n${verdictSentence(review)} In all: ${countsInWords(review.counts)}.`;
}

function dangers({ findings }: Review): string {
  const found = findings.filter(({ severity }) => severity === "danger");
  return found.length === 0 ? "" : `### Dangerous\n\n${found.map(item).join("\n")}`;
}

function looks({ findings }: Review): string {
  const found = findings.filter(({ severity }) => severity === "look");
  return found.length === 0 ? "" : `### Look\n\n${byTopic(found).map(([topic, own]) => `**${TOPIC_TITLES[topic]}**\n\n${own.map(item).join("\n")}`).join("\n\n")}`;
}

function notes({ findings }: Review): string {
  const found = findings.filter(({ severity }) => severity === "note");
  if (found.length === 0) return "";
  return `<details><summary>${count(found.length, "note")}</summary>\n\n${byTopic(found).map(([topic, own]) => `**${TOPIC_TITLES[topic]}**\n\n${own.slice(0, 60).map(item).join("\n")}${own.length > 60 ? `\n- and ${own.length - 60} more` : ""}`).join("\n\n")}\n\n</details>`;
}

function item({ title, detail, stack }: Finding): string {
  return `- ${sentence(title)} <sub>${escapeMarkdown(stack)}</sub>${detail === undefined ? "" : `<br>${sentence(detail)}`}`;
}

function stacks({ stacks: all, cost: estimate }: Review): string {
  const changed = all.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return "";
  const rows = changed.map(({ plan, counts, verdict }) => {
    const own = estimate.byStack.find(({ stack }) => stack === plan.stack);
    return `| ${SIGNS[verdict]} ${escapeMarkdown(plan.stack)} | ${counts.create} | ${counts.update} | ${counts.replace} | ${counts.delete + counts.forget} | ${own ? difference(own.before, own.after) : ""} |`;
  });
  const idle = all.length - changed.length;
  return ["### Stacks", "", "| Stack | Created | Changed | Replaced | Destroyed | A month |", "|---|--:|--:|--:|--:|--:|", ...rows, ...(idle > 0 ? ["", `${count(idle, "stack stays", "stacks stay")} as ${idle === 1 ? "it is" : "they are"}.`] : [])].join("\n");
}

function cost({ cost: estimate }: Review): string {
  if (estimate.before === 0 && estimate.after === 0) return "";
  const lines = estimate.lines.slice(0, 8).map(({ address, before, after }) => `- ${code(address)} ${difference(before, after)}`);
  const missing = estimate.notPriced.length > 0 ? ` Not priced: ${estimate.notPriced.slice(0, 12).map(({ type }) => code(type)).join(", ")}${estimate.notPriced.length > 12 ? " and others" : ""}.` : "";
  return `### Cost\n\n${dollars(estimate.before)} → **${dollars(estimate.after)}** a month (${difference(estimate.before, estimate.after)}), at list prices of ${PRICES_AS_OF} and assumed traffic.${missing}${lines.length > 0 ? `\n\n${lines.join("\n")}` : ""}`;
}

function policies({ policies: { introduced, excepted, standing, mended, rules } }: Review): string {
  const summary = `${count(rules, "rule")} asked: ${introduced.length} newly broken, ${standing.length} broken before and after, ${mended.length} mended, ${count(excepted.length, "exception")}.`;
  if (excepted.length === 0) return `### Policies\n\n${summary}`;
  const lines = excepted.slice(0, 80).map(({ policy, resource, reason }) => `- ${policy.id} ${code(resource.address)}: ${escapeMarkdown(reason)}`);
  return `### Policies\n\n${summary}\n\n<details><summary>${count(excepted.length, "exception")}, each with its reason</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

/** The attribute differences of each stack, what exists before new things. */
function details({ stacks: all }: Review): string[] {
  return all.flatMap(({ plan, changes }: StackReview) => {
    const weight = { replace: 0, delete: 1, forget: 2, update: 3, create: 4, read: 5, "no-op": 5 } as const;
    return [...changes]
      .sort((a, b) => weight[a.action] - weight[b.action])
      .filter(({ action }) => action !== "create")
      .map((change) => {
        const { told, chosenAgain } = toldDifferences(change);
        const lines = told.flatMap(({ path, forces, lines: own }) => [
          `  ${path}${forces ? "   (forces the replacement)" : ""}`,
          ...own.map(({ kind, text }) => `${kind === "added" ? "+" : kind === "removed" ? "-" : " "} ${kind === "skipped" ? "…" : text}`.slice(0, 300)),
        ]);
        if (chosenAgain > 0) lines.push(`  ${chosenAgainInWords(chosenAgain)}`);
        const shown = lines.length > 120 ? [...lines.slice(0, 120), "  …"] : lines;
        return `<details><summary>${escapeMarkdown(`${plan.stack}: ${change.address}`)}, ${change.action}</summary>\n\n${fenced(shown, "diff")}\n\n</details>`;
      });
  });
}
