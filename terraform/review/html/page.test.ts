import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { review } from "../review.ts";
import { make, planOf } from "../testing.ts";
import { page } from "./page.ts";

const evil = `</code><script>alert(1)</script>"onload='x'`;
const pageOf = (...changes: Parameters<typeof planOf>[0]) => page(review([planOf(changes)]), "Review");

describe("the page", () => {
  it("takes nothing from a plan as markup", () => {
    const text = pageOf(
      make.update("aws_lambda_function.mail", { description: "a" }, { description: evil }),
      make.create(`aws_sqs_queue.jobs["${evil}"]`, { name: evil }),
      make.update("aws_security_group.a", { id: "sg-1", name: "a", description: evil, ingress: [] }, { ingress: [{ protocol: "tcp", from_port: 1, to_port: 1, cidr_blocks: ["0.0.0.0/0"], description: evil }] }),
    );
    expect(text).not.toMatch(/<script|<[^>]*onload=/i);
    expect(text).toContain("&lt;script&gt;");
  });

  it("needs nothing from elsewhere, and its policy allows its own style sheet only", () => {
    const text = pageOf(make.create("aws_sqs_queue.jobs", { name: "jobs" }));
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
    expect(text).toContain(`style-src &#39;sha256-`.replaceAll("&#39;", "'") + createHash("sha256").update(style).digest("base64"));
    expect(text).not.toMatch(/\s(src|style)="|<link|@import|url\(/);
  });

  it("shows the verdict before anything else, and every change with an anchor that findings lead to", () => {
    const text = pageOf(make.replace("aws_dynamodb_table.carts", { name: "carts", hash_key: "id" }, { hash_key: "key" }, { replaceBy: [["hash_key"]] }));
    expect(text).toMatch(/<body class="dangerous">/);
    expect(text.indexOf("Dangerous</span></h1>")).toBeLessThan(text.indexOf("aws_"));
    const anchor = /href="#(c\d+)"/.exec(text)?.[1];
    expect(text).toContain(`id="${anchor}"`);
    expect(text).toContain("forces the replacement");
  });

  it("hides secrets: what Terraform calls sensitive, what is named like one, what looks like one", () => {
    const secret = "hunter2hunter2";
    const change = make.update(
      "aws_db_instance.shop",
      { identifier: "shop", password: "old", parameters: "{}" },
      { password: secret, parameters: JSON.stringify({ db_password: secret }), url: `postgres://shop:${secret}@db/shop`, hidden: secret, user_data: Buffer.from(`#!/bin/sh\nexport API_TOKEN=${secret}\nstart --loud\n`).toString("base64") },
    );
    change.change.after_sensitive = { hidden: true };
    const text = pageOf(change);
    expect(text).not.toContain(secret);
    expect(text).toContain("start --loud");
  });
});
