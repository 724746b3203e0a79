/** What a mail says, before it is HTML or plain text: both say the same. */
export interface MailContent {
  /** BCP 47. */
  locale: string;
  subject: string;
  /** What mail clients show beside the subject. */
  preview: string;
  title: string;
  text: string;
  lines: MailLine[];
  /** Below the lines; the last one is the sum. */
  totals: { label: string; amount: string }[];
  facts: { label: string; lines: string[] }[];
  action: { label: string; url: string };
  /** Small print below the action. */
  note: string;
  footer: string;
  shop: { name: string; url: string };
}

/** A piece that was bought or chosen. */
export interface MailLine {
  name: string;
  /** Below the name. */
  detail: string;
  /** Formatted; empty where a mail names no prices. */
  amount: string;
  /** The product's page; undefined where it is not one piece. */
  url?: string;
}
