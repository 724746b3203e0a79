import type { Words } from "../words.ts";

/** Text that Markdown and GitHub take as text: no formatting, no HTML, no mention, no link to an issue. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/#(?=\d)/g, "\u0000")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "&#64;")
    .replace(/\0/g, "&#35;")
    .replace(/[\\`*_{}[\]|~]/g, "\\$&")
    .replace(/(https?):\/\//g, "$1&#58;//");
}

/** A value as code, whatever backticks, pipes and line breaks are in it. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("|", "∣");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  if (longest === 0) return `\`${flat === "" ? " " : flat}\``;
  const fence = "`".repeat(longest + 1);
  return `${fence} ${flat} ${fence}`;
}

/** A sentence of the review. */
export function sentence(words: Words): string {
  return words.map((piece) => (typeof piece === "string" ? escapeMarkdown(piece) : code(piece.code))).join("");
}

/** A fenced block that its content can't end. */
export function fenced(lines: readonly string[], language: string): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [fence + language, ...lines, fence].join("\n");
}
