import { at, isUnknown } from "../../plan/resource.ts";
import { withoutSecrets } from "../differences/secrets.ts";
import { finding, type Detector, type Finding } from "../finding.ts";
import { words } from "../words.ts";

/** What machines and functions run: boot scripts, commands and images that change. */
export const code: Detector = ({ changes }) =>
  changes.flatMap((change): Finding[] => {
    const { before, after, address } = change;
    if (before === null || after === null) return [];
    return ["user_data", "user_data_base64"].flatMap((attribute): Finding[] => {
      const [was, is] = [at(before, attribute)[0], at(after, attribute)[0]];
      if (was === is || is === undefined) return [];
      const script = typeof is === "string" && !isUnknown(is) ? decode(is) : "";
      const old = typeof was === "string" ? decode(was) : "";
      const fetched = script.split("\n").filter((line) => FETCHES.test(line) && !old.includes(line.trim()));
      if (fetched.length > 0) return [finding(change, "danger", "permissions", words`Machines of ${address} run what they fetch from elsewhere when they boot: ${withoutSecrets(fetched[0]?.trim() ?? "")}`, { attribute })];
      return [finding(change, "look", "permissions", words`Machines of ${address} run another script when they boot`, { attribute })];
    });
  });

const FETCHES = /(curl|wget)\b.*\|\s*(sudo\s+)?(ba|z|da)?sh\b|(ba)?sh\s+<\(\s*(curl|wget)|authorized_keys|\/dev\/tcp\/|\bnc\b.*\s-e\b|base64\s+(-d|--decode).*\|\s*(ba)?sh/;

/** User data as text, whether it is base64 or not. Terraform keeps a hash of some: that stays as it is. */
export function decode(text: string): string {
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(text) || text.length < 24 || /^[0-9a-f]{40}$/.test(text)) return text;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return decoded.includes("\uFFFD") ? text : decoded;
}
