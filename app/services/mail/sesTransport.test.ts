import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MailRefusedError, type MailTransport } from "./mail";
import { sesTransport } from "./sesTransport.server";

/** SES on a loopback port: what it was asked, and what it shall answer; `hang up` answers nothing. */
let asked: { path: string; body: Record<string, unknown> }[];
let answer: { status: number; body: object } | "hang up";
let server: Server;
let transport: MailTransport;

const mail = { id: "019ab3d2-7c00-7000-8000-000000000001", kind: "order-confirmed", to: "ada@example.com", subject: "Grüße", html: "<p>Hi</p>", text: "Hi" } as const;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      asked.push({ path: request.url ?? "", body: JSON.parse(text) as Record<string, unknown> });
      if (answer === "hang up") return request.socket.destroy();
      response.writeHead(answer.status, { "Content-Type": "application/json", "x-amzn-errortype": (answer.body as { name?: string }).name ?? "" }).end(JSON.stringify(answer.body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  vi.stubEnv("AWS_ENDPOINT_URL_SESV2", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  transport = sesTransport({ region: "eu-central-1", from: "orders@shop.example", fromName: "Aurolot", configurationSet: "test-mail" });
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { MessageId: "1" } };
});

const failure = () => transport.send(mail).then(() => undefined, (error: unknown) => error as Error);

describe("SES", () => {
  it("is given both forms of a mail, its sender, and the event by which its report is known again", async () => {
    await transport.send(mail);
    expect(asked).toMatchObject([
      {
        path: "/v2/email/outbound-emails",
        body: {
          FromEmailAddress: "Aurolot <orders@shop.example>",
          Destination: { ToAddresses: ["ada@example.com"] },
          ConfigurationSetName: "test-mail",
          EmailTags: [{ Name: "event", Value: mail.id }, { Name: "kind", Value: "order-confirmed" }],
          Content: { Simple: { Subject: { Data: "Grüße", Charset: "UTF-8" }, Body: { Html: { Data: "<p>Hi</p>" }, Text: { Data: "Hi" } } } },
        },
      },
    ]);
  });

  it("that refuses a mail has not sent it", async () => {
    answer = { status: 400, body: { name: "MessageRejected", message: "Email address is not verified: ada@example.com" } };
    const error = await failure();
    expect(error).toBeInstanceOf(MailRefusedError);
    expect(error?.message).toContain("MessageRejected");
  });

  it.each([
    ["is out of order", { status: 500, body: { name: "InternalFailure", message: "ada@example.com" } }],
    ["hangs up", "hang up"],
  ] as const)("that %s may have sent it: it is asked once, and nobody is told that it was refused", async (_, given) => {
    answer = given;
    const error = await failure();
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefusedError);
    expect(asked).toHaveLength(1);
  });

  it("never gets a recipient into an error, since errors are logged", async () => {
    for (const given of [{ status: 400, body: { name: "MessageRejected", message: "ada@example.com" } }, { status: 500, body: { message: "ada@example.com" } }, "hang up"] as const) {
      answer = given;
      const error = await failure();
      expect(`${error?.message} ${String(error?.cause)} ${error?.stack}`).not.toContain("ada@example.com");
    }
  });
});
