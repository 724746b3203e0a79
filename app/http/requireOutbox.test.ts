import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { folderTransport, storedMails } from "~/services/mail/mailFolder.server";
import type { Mail } from "~/services/mail/mail";

vi.stubEnv("DATABASE_URL", "postgresql://localhost/aurolot");
const { config } = await import("~/platform/config.server");
const { requireMail, requireOutbox } = await import("./requireOutbox.server");

const mail: Mail = { id: "019ab3d2-7c00-7000-8000-000000000001", kind: "order-confirmed", to: "ada@example.com", subject: "Thank you", html: "<p>Hi</p>", text: "Hi" };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "aurolot-outbox-"));
  config.mailDir = path.join(folder, "mail");
  config.eventBus = undefined;
});
afterEach(() => rm(folder, { recursive: true }));

const statusOf = (promise: Promise<unknown>) => promise.then(() => 200, (thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown));

describe("the outbox", () => {
  it("is empty before the first mail", async () => {
    expect(await storedMails(requireOutbox())).toEqual([]);
  });

  it("holds each mail once, however often it was put there, and nothing half-written", async () => {
    const { send } = folderTransport(config.mailDir);
    await Promise.all(Array.from({ length: 10 }, () => send(mail)));
    await send({ ...mail, id: "019ab3d2-7c00-7000-8000-000000000002" });
    expect(await readdir(config.mailDir)).toHaveLength(2);
    expect(await storedMails(requireOutbox())).toHaveLength(2);
    expect(await requireMail(mail.id)).toMatchObject(mail);
  });

  it("gives away no other file", async () => {
    await writeFile(path.join(folder, "secret.json"), "{}");
    for (const id of ["../secret", "..%2Fsecret", "", undefined, "019ab3d2-7c00-7000-8000-00000000000f"]) expect(await statusOf(requireMail(id))).toBe(404);
  });

  it("says which file is none of its mails", async () => {
    await folderTransport(config.mailDir).send(mail);
    await writeFile(path.join(config.mailDir, `${mail.id}.json`), "{}");
    await expect(requireMail(mail.id)).rejects.toThrow(/holds no mail\. Delete it/);
  });

  it("does not exist where mails are sent", async () => {
    await folderTransport(config.mailDir).send(mail);
    config.eventBus = "prod-shop";
    expect(await statusOf(requireMail(mail.id))).toBe(404);
    expect(requireOutbox).toThrow(Response);
  });
});
