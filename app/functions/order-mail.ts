import { z } from "zod";
import { DEFAULT_MARKET } from "~/messages/markets";
import { awsVariables, databaseVariables, logVariables, parseEnvironment } from "~/platform/environment.server";
import { sesTransport } from "~/services/mail/sesTransport.server";
import { orderMailHandler } from "./orderMailHandler";

const { DATABASE_URL, DATABASE_IAM_AUTH, DATABASE_POOL_SIZE } = databaseVariables;

/** Every variable that this function reads. */
export const environmentSchema = z.object({
  ...logVariables,
  ...awsVariables,
  DATABASE_URL,
  DATABASE_IAM_AUTH,
  DATABASE_POOL_SIZE,
  /** The sender, an address of the verified domain. */
  MAIL_FROM: z.email(),
  /** The SES configuration set that insists on TLS and reports what became of mails. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** Where links in mails lead. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, "")),
});

const { AWS_REGION, MAIL_FROM, MAIL_CONFIGURATION_SET, PUBLIC_ORIGIN } = parseEnvironment(environmentSchema, process.env);

/** Sends the mails that customers get about orders and carts. */
export const handler = orderMailHandler({
  transport: sesTransport({ region: AWS_REGION, from: MAIL_FROM, fromName: DEFAULT_MARKET.messages.shop.name, configurationSet: MAIL_CONFIGURATION_SET }),
  origin: PUBLIC_ORIGIN,
});
