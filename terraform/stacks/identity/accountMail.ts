import type { Names } from "../../config/names.ts";
import type { Region } from "../../config/regions.ts";

/** Who account mail comes from: the domain that the events stack verifies in SES, which must be done by then. */
export interface AccountMail {
  from: string;
  sourceArn: string;
}

export function accountMail(names: Names, region: Region): AccountMail {
  const { domain } = names.environment;
  return { from: `Aurolot <accounts@${domain}>`, sourceArn: names.arn("ses", region, `identity/${domain}`) };
}
