import { describe, expect, it } from "vitest";
import { review } from "../review.ts";
import { make, planOf } from "../testing.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { comment, LONGEST_COMMENT } from "./comment.ts";

const commentOf = (...changes: Parameters<typeof planOf>[0]) => comment(review([planOf(changes)]));

describe("the comment", () => {
  it("begins with the verdict and what is dangerous", () => {
    const text = commentOf(make.create("aws_sqs_queue.jobs", { name: "jobs" }), make.destroy("aws_dynamodb_table.carts", { name: "carts" }));
    expect(text).toMatch(/^## 🔴 Dangerous\n\n[^\n]+\n\n### Dangerous\n\n- Destroys `aws_dynamodb_table\.carts`/);
  });

  it("stays below what GitHub takes, keeps the beginning and says that it was cut", () => {
    const many = Array.from({ length: 900 }, (_, index) => make.destroy(`aws_dynamodb_table.table_${index}`, { name: `table-${index}`, note: "x".repeat(200) }));
    const text = commentOf(...many);
    expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(text).toMatch(/^## 🔴 Dangerous/);
    expect(text).toMatch(/The rest does not fit/);
  });

  it("folds what AWS will choose again in a replacement into one line", () => {
    const text = commentOf(make.replace("aws_dynamodb_table.carts", { name: "carts", hash_key: "id", arn: "a", id: "carts" }, { hash_key: "key" }, { replaceBy: [["hash_key"]], unknown: { arn: true, id: true } }));
    expect(text).toContain("and 2 more that AWS will choose again");
    expect(text).not.toContain("known after apply");
  });

  it("mentions nobody and breaks out of nothing", () => {
    const text = commentOf(make.update("aws_lambda_function.mail", { description: "a" }, { description: "````\n</details> @everyone | ![x](https://example.com/x)" }));
    const fence = /^(`{3,})diff$/m.exec(text)?.[1] ?? "";
    expect(fence.length).toBeGreaterThan(4);
    expect(escapeMarkdown("@everyone <b> [x](y) #12")).toBe("&#64;everyone &lt;b&gt; \\[x\\](y) &#35;12");
    expect(code("a`b|c")).toBe("`` a`b∣c ``");
  });
});
