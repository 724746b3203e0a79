import { appendFile } from "node:fs/promises";
import path from "node:path";
import { orderMailHandler } from "../../app/functions/orderMailHandler.ts";
import { prisma } from "../../app/platform/database.server.ts";
import { registerConsumer } from "../../app/services/events/localBus.server.ts";
import { startRelay } from "../../app/services/events/relay.server.ts";
import { folderTransport } from "../../app/services/mail/mailFolder.server.ts";
import { countStatements, step } from "./mortal.ts";

/** Relays and mails as the shop does, into `MAIL_DIR`, until SIGTERM or its last step. */
const folder = process.env.MAIL_DIR ?? "";
const transport = folderTransport(folder);

countStatements();
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
const stop = startRelay({ leaseMs: 400, idleMs: 50, standbyMs: 50 });
process.once("SIGTERM", () => void stop().then(() => prisma.$disconnect()));
