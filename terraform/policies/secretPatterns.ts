/** What secrets look like in plain text, and how each is called. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/-----BEGIN (RSA |EC |OPENSSH |)PRIVATE KEY-----/, "a private key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36}/, "a GitHub token"],
  [/\bsk_live_[A-Za-z0-9]{16,}/, "a payment provider's key"],
  [/:\/\/[^\s:/@${]+:[^\s:/@${]{3,}@/, "a password in a URL"],
  [/(?<![a-z])(aws_secret_access_key|password|passwd|secret_key|api_key)["']?\s*[=:]\s*["']?(?!\$|<|\*|"|'|\s|true|false|null|none)[^\s"'${]{8,}/i, "a password"],
];

/** How the first secret in a text is called, or undefined. */
export function secretIn(text: string): string | undefined {
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}
