import type { Words } from "../words.ts";

/** Markup that is safe to put on the page. */
export interface Html {
  html: string;
}

type Part = string | number | Html | readonly Html[] | undefined;

/** Writes markup: `` html`<b>${text}</b>` ``. Whatever is filled in is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: texts.reduce((whole, text, index) => whole + text + (index < parts.length ? render(parts[index]) : ""), "") };
}

function render(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return "html" in part ? part.html : part.map((item) => item.html).join("");
}

/** Text for elements and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}

/** A sentence of the review; addresses and ARNs may break after their separators. */
export function sentence(words: Words): Html {
  return { html: words.map((piece) => (typeof piece === "string" ? escapeHtml(piece) : `<code>${breakable(piece.code)}</code>`)).join("") };
}

/** Escaped text that may break where names are joined. */
export function breakable(text: string): string {
  return escapeHtml(text).replace(/([./:_])(?=[^<]{3})/g, "$1<wbr>");
}

/** As markup. */
export function breakableHtml(text: string): Html {
  return { html: breakable(text) };
}
