/** What a name must hold for its value to be hidden, whatever Terraform thinks of it. */
const SECRET_NAME = /(pass(word|wd|phrase)?$|passw|secret|token|private_?key|api_?key|access_?key|auth_?key|credential|connection_?string|signing_?key|client_?key|encryption_?key$|webhook|dsn$|database_url|redis_url|session_?key|salt$|license_?key|user_data_secret)/i;

/** Names that hold such a word but name no secret. */
const HARMLESS_NAME = /(arn|arns|_id|ids|name|names|prefix|length|version|type|types|policy|rotation|enabled|retention|validity|expiration|expires|ttl|count|days|units|window|http_tokens|manage_master_user_password|token_validity|secret_version|hop_limit|usage|spec|alias|last_changed|rules|auth_scheme|method|mode|status)$/i;

const SECRET_VALUES: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|sk_(live|test)_\w{10,}|rk_(live|test)_\w{10,}|whsec_\w{10,}|npm_\w{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|AIza[\w-]{30,})/g,
  /(?<=:\/\/[^\s/:@]{0,80}:)[^\s/@]+(?=@)/g,
];

/** Names are bounded: a long text without any would take time by the square of its length. */
const ASSIGNMENT = /(["']?)([A-Za-z_][\w.-]{0,80})\1(\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',;{}[\]]+)/g;

export const HIDDEN = "(hidden)";

/** Whether a value of this name must not be shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** A text without what looks like a secret: known forms of keys and tokens, passwords in addresses, and `PASSWORD=…`. */
export function withoutSecrets(text: string): string {
  const masked = SECRET_VALUES.reduce((current, pattern) => current.replace(pattern, HIDDEN), text);
  return masked.replace(ASSIGNMENT, (whole, quote: string, name: string, between: string, value: string) =>
    isSecretName(name) && !/^["']?(\$\{|\$\(|\$|true|false|null|arn:|\{\{)/.test(value) ? `${quote}${name}${quote}${between}${HIDDEN}` : whole,
  );
}
