import path from "node:path";
import { parseArgs } from "node:util";
import { SQSClient } from "@aws-sdk/client-sqs";
import { deadLetters, replayDeadLetters } from "./deadLetterQueue.ts";

const HELP = `Shows and revives events that could not be delivered.

  npm run events:dead
  npm run events:replay -- <id>
  npm run events:replay -- --all

These are events that the shop could not hand to its bus (or, on a laptop, to its functions): they are kept in the
outbox of the database that DATABASE_URL names, or of the shop that "npm start" runs here, each with its last error.
A replayed event is tried again as if new.

  npm run events:dead -- --queue <name>
  npm run events:replay -- --all --queue <name>

These are messages in a dead-letter queue on AWS, which a function could not work off: --queue takes its whole name,
e.g. aurolot-prod-order-mail-dlq. Set AWS_PROFILE and AWS_REGION. Replaying moves all of them back to the queue
they came from.

Consumers go by the event's id: replaying one that was worked off after all does no harm.
`;

/** Runs the command. @throws Error that says what is wrong and what to do */
async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { queue: { type: "string" }, all: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
  });
  const [command, id, ...more] = positionals;
  if (values.help) return console.log(HELP);
  if (command === "dead") return values.queue === undefined ? listEvents() : listQueue(values.queue);
  if (command !== "replay") throw new Error(`"${command ?? ""}" is neither dead nor replay.\n\n${HELP}`);
  if (more.length > 0 || (id === undefined) !== values.all) throw new Error(`Name one event, or say --all.\n\n${HELP}`);
  if (values.queue === undefined) return replayEvents(id);
  if (id !== undefined) throw new Error("SQS moves a dead-letter queue as a whole: say --all.");
  return replayQueue(values.queue);
}

/** The outbox of DATABASE_URL, or of the shop that runs on this machine. */
async function openOutbox() {
  if (!process.env.DATABASE_URL) {
    const { runningDatabase } = await import("../stores/postgres.ts");
    const dataFolder = path.resolve(import.meta.dirname, "../..", process.env.AUROLOT_DATA_DIR || ".aurolot");
    const running = await runningDatabase(path.join(dataFolder, "postgres"));
    if (running === undefined) throw new Error("Let DATABASE_URL name the shop's database, or start the shop (npm start) and leave it running.");
    process.env.DATABASE_URL = running;
  }
  return import("../../app/services/events/deadEvents.server.ts");
}

async function listEvents(): Promise<void> {
  const { deadEvents } = await openOutbox();
  const dead = await deadEvents();
  for (const { id, type, createdAt, deadAt, attempts, lastError } of dead) {
    console.log(`${id}  ${type}\n  written ${createdAt.toISOString()}, dead since ${deadAt?.toISOString() ?? ""} after ${attempts} attempts\n  ${lastError ?? ""}`);
  }
  console.log(dead.length === 0 ? "No event is dead." : `\n${dead.length} dead. npm run events:replay -- <id> or --all revives them.`);
}

async function replayEvents(id: string | undefined): Promise<void> {
  const { isEventId, replayDead } = await openOutbox();
  if (id !== undefined && !isEventId(id)) throw new Error(`"${id}" is no event's id. npm run events:dead lists them.`);
  const revived = await replayDead(id);
  if (id !== undefined && revived === 0) throw new Error(`No dead event has the id ${id}. npm run events:dead lists them.`);
  console.log(revived === 0 ? "No event is dead." : `${revived} revived: the relay of the running shop tries ${revived === 1 ? "it" : "them"} within seconds.`);
}

async function listQueue(queue: string): Promise<void> {
  const letters = await deadLetters(new SQSClient({}), queue);
  for (const { messageId, sentAt, what, reason } of letters) console.log(`${messageId}  ${what}\n  since ${sentAt.toISOString()}\n  ${reason}`);
  console.log(letters.length === 0 ? `${queue} is empty.` : `\n${letters.length} dead. npm run events:replay -- --all --queue ${queue} moves them back.`);
}

async function replayQueue(queue: string): Promise<void> {
  const onProgress = process.stdout.isTTY ? (moved: number) => process.stdout.write(`\r${moved} moved`) : undefined;
  const moved = await replayDeadLetters(new SQSClient({}), queue, onProgress && ((count) => void onProgress(count)));
  console.log(`${process.stdout.isTTY ? "\r" : ""}${moved} moved back from ${queue}.`);
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
