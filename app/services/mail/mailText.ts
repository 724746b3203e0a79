import type { MailContent } from "./mailContent";

/** A mail as plain text, with everything that its HTML says. */
export function mailText({ title, text, lines, totals, facts, action, note, footer, shop }: MailContent): string {
  const amountAfter = (label: string, amount: string) => (amount ? `${label}  ${amount}` : label);
  const blocks = [
    title,
    text,
    lines.map(({ name, detail, amount, url }) => [amountAfter(name, amount), detail, url].filter(Boolean).map((part, index) => (index === 0 ? `- ${part}` : `  ${part}`)).join("\n")).join("\n"),
    totals.map(({ label, amount }) => amountAfter(`${label}:`, amount)).join("\n"),
    `${action.label}:\n${action.url}`,
    note,
    ...facts.map(({ label, lines: said }) => [`${label}:`, ...said].join("\n")),
    `-- \n${shop.name}, ${shop.url}\n${footer}`,
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}
