import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BundledCode } from "../release/bundleFunctions.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

const COMMAND = /node_modules\/@aws-sdk\/client-(?<client>[a-z0-9-]+)\/dist-es\/commands\/(?<command>\w+)Command\.js$/;
const SIGNER = /node_modules\/@aws-sdk\/rds-signer\//;
const NAMED = /\bnew (\w+)Command\(|\bpaginate(\w+)\(/g;

/** Clients whose actions IAM has under another name. */
const SERVICES: Record<string, string> = { eventbridge: "events", sesv2: "ses", "secrets-manager": "secretsmanager" };

/** What the document client calls otherwise than DynamoDB does. */
const DOCUMENT_COMMANDS = new Set(["Get", "Put", "Update", "Delete", "BatchGet", "BatchWrite"]);

/**
 * The actions that code can ask of AWS, as IAM names them. esbuild leaves out of a bundle what nothing in it reaches; of
 * the commands that are left, those count that our own code in the bundle names, since clients bring some of their own.
 */
export async function bundledActions({ inputs }: Pick<BundledCode, "inputs">): Promise<Set<string>> {
  const files = Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
  const sources = await Promise.all(files.filter((file) => file.startsWith("app/")).map((file) => readFile(path.join(ROOT, file), "utf8")));
  const named = new Set(sources.flatMap((source) => [...source.matchAll(NAMED)].map(([, built, paged]) => built ?? paged ?? "")).map((name) => (DOCUMENT_COMMANDS.has(name) ? `${name}Item` : name)));
  const actions = files.flatMap((file) => {
    if (SIGNER.test(file)) return ["rds-db:connect"];
    const { client = "", command = "" } = COMMAND.exec(file)?.groups ?? {};
    return named.has(command) ? [`${SERVICES[client] ?? client}:${command}`] : [];
  });
  return new Set(actions);
}
