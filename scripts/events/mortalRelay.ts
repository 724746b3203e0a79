import { appendFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/**
 * A process that relays and mails as the shop does, and kills itself at its n-th step: a statement to PostgreSQL that is
 * about to be sent or was sent a moment ago, or a mail that is about to be written or was written a moment ago.
 * `KILL_AT` is n (0: never), `MAIL_DIR` the folder.
 */
const killAt = Number(process.env.KILL_AT);
const folder = process.env.MAIL_DIR ?? "";
let steps = 0;

/** SIGKILL leaves no time for anything. */
function step(): void {
  if (++steps === killAt) process.kill(process.pid, "SIGKILL");
}

type Query = (...args: unknown[]) => unknown;
const client = pg.Client.prototype as unknown as { query: Query };
const query = client.query;
client.query = function (this: unknown, ...args: unknown[]) {
  step();
  const answer = query.apply(this, args);
  setImmediate(step);
  return answer;
};

const { startRelay } = await import("../../app/services/events/relay.server.ts");
const { registerConsumer } = await import("../../app/services/events/localBus.server.ts");
const { folderTransport } = await import("../../app/services/mail/mailFolder.server.ts");
const { orderMailHandler } = await import("../../app/functions/orderMailHandler.ts");
const { prisma } = await import("../../app/platform/database.server.ts");

const transport = folderTransport(folder);
registerConsumer(
  "order-mail",
  orderMailHandler({
    origin: "http://shop.test",
    transport: {
      claimMs: 300,
      async send(mail) {
        step();
        await transport.send(mail);
        step();
        await appendFile(path.join(folder, "sent.log"), `${mail.id}\n`);
      },
    },
  }),
);
const stop = startRelay({ leaseMs: 400, idleMs: 10, standbyMs: 20 });
process.once("SIGTERM", () => void stop().then(() => prisma.$disconnect()));
