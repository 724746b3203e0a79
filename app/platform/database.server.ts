import { PrismaPg } from "@prisma/adapter-pg";
import { config } from "./config.server";
import { connectionTo } from "./databaseConnection.server";
import { PrismaClient } from "./prisma/client";
import { singleton } from "./singleton.server";

function connect(databaseUrl: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      ...connectionTo(databaseUrl, config.databaseIamAuth),
      max: config.databasePoolSize,
      connectionTimeoutMillis: 10_000,
      application_name: "aurolot",
    }),
  });
}

/** The writer. Everything that decides about stock or money reads here too. */
export const prisma = singleton("prisma", () => connect(config.databaseUrl));

/** A reader that may lag behind the writer: for lists and search, never for decisions. */
export const readerPrisma = singleton("readerPrisma", () =>
  config.databaseReaderUrl === config.databaseUrl ? prisma : connect(config.databaseReaderUrl),
);
