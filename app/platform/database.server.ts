import { PrismaPg } from "@prisma/adapter-pg";
import { z } from "zod";
import { connectionTo } from "./databaseConnection.server";
import { databaseVariables, parseEnvironment } from "./environment.server";
import { PrismaClient } from "./prisma/client";
import { singleton } from "./singleton.server";

const environment = parseEnvironment(z.object(databaseVariables), process.env);

function connect(databaseUrl: string): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      ...connectionTo(databaseUrl, environment.DATABASE_IAM_AUTH),
      max: environment.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 10_000,
      application_name: "aurolot",
    }),
  });
}

/** The writer. Everything that decides about stock or money reads here too. */
export const prisma = singleton("prisma", () => connect(environment.DATABASE_URL));

/** A reader that may lag behind the writer: for lists and search, never for decisions. */
export const readerPrisma = singleton("readerPrisma", () =>
  environment.DATABASE_READER_URL === undefined || environment.DATABASE_READER_URL === environment.DATABASE_URL
    ? prisma
    : connect(environment.DATABASE_READER_URL),
);
