import { decode } from "../findings/code.ts";
import type { Value } from "../../plan/resource.ts";
import { HIDDEN, isSecretName, withoutSecrets } from "./secrets.ts";

/** A value as lines that a person can compare: JSON laid out, base64 decoded, secrets hidden. */
export function readable(value: Value | undefined, name: string): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "string") return [hiddenIf(name, value) ?? JSON.stringify(hideIn(value))];
  if (isSecretName(name) && value !== "" && !value.startsWith("${")) return [HIDDEN];
  const text = /user_data/.test(name) ? decode(value) : value;
  const json = parse(text);
  if (json !== undefined) return JSON.stringify(hideIn(json), undefined, 2).split("\n");
  return withoutSecrets(text).split("\n");
}

function hiddenIf(name: string, value: Value): string | undefined {
  return isSecretName(name) && typeof value !== "boolean" && typeof value !== "number" ? HIDDEN : undefined;
}

/** Hides what lies under secret names, `{name, value}` pairs as containers have them included. */
function hideIn(value: Value, name = ""): Value {
  if (typeof value === "string") return isSecretName(name) && !value.startsWith("arn:") ? HIDDEN : withoutSecrets(value);
  if (Array.isArray(value)) return value.map((item) => hideIn(item, name));
  if (typeof value !== "object" || value === null) return value;
  const label = [value.name, value.Name, value.key, value.Key].find((text) => typeof text === "string");
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, /^value$/i.test(key) && typeof label === "string" && isSecretName(label) ? HIDDEN : hideIn(item, key)]),
  );
}

function parse(text: string): Value | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
