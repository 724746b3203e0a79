import type { Names } from "../../config/names.ts";
import type { Region } from "../../config/regions.ts";

/** Who account mail comes from: the domain that the events stack verifies in SES, which must be done by then. */
export interface AccountMail {
  address: string;
  /** The address with the name that shoppers read. */
  from: string;
  sourceArn: string;
}

export function accountMail(names: Names, region: Region): AccountMail {
  const { domain } = names.environment;
  const address = `accounts@${domain}`;
  return { address, from: `Aurolot <${address}>`, sourceArn: names.arn("ses", region, `identity/${domain}`) };
}
