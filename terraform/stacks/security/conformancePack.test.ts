import { expect, test } from "vitest";
import { prod } from "../../config/prod.ts";
import { synthesizeStack } from "../../constructs/testing.ts";
import { SecurityStack } from "./securityStack.ts";

const packs = synthesizeStack((app) => new SecurityStack(app, prod)).resource.aws_config_conformance_pack ?? {};

test("CloudFront's rules are in us-east-1 alone: Config refuses a pack that names them elsewhere", () => {
  const judgingCloudFront = Object.values(packs).filter((pack) => String(pack.template_body).includes("CLOUDFRONT_"));
  expect(judgingCloudFront.map(({ provider }) => provider)).toEqual(["aws.use1"]);
});

test("every region is judged, and no pack is larger than Config takes", () => {
  expect(Object.keys(packs)).toEqual(expect.arrayContaining(["pack_euc1", "pack_euw1", "pack_use1"]));
  for (const { template_body: body } of Object.values(packs)) expect(String(body).length).toBeLessThan(51_200);
});
