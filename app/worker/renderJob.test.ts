import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HopelessJobError, parseJob, sourceKey, uploadEvent } from "./renderJob";

const upload = (key: string, bucket = "sources") => JSON.stringify({ version: "0", source: "aws.s3", "detail-type": "Object Created", detail: { version: "0", bucket: { name: bucket }, object: { key, size: 7, etag: "x", sequencer: "1" }, reason: "PutObject" } });
const picture = (over: object = {}) => JSON.stringify({ job: "picture", product: "chair", finish: "oak", width: 1200, ...over });

describe("what a message asks for", () => {
  it("is the model of the product that an uploaded source names", () => {
    expect(parseJob(upload("sources/halden-lounge-chair/source.glb"), "sources")).toEqual({ job: "source", product: "halden-lounge-chair" });
  });

  it("is a picture of a configuration", () => {
    expect(parseJob(picture({ view: "side" }), "sources")).toEqual({ job: "picture", product: "chair", finish: "oak", view: "side", width: 1200 });
  });

  it("is nothing where somebody made a folder by hand", () => {
    expect(parseJob(upload("sources/chair/"), "sources")).toBeUndefined();
  });

  it.each([
    ["no JSON", "{", /not JSON/],
    ["a bare value", "null", /neither/],
    ["another event", JSON.stringify({ source: "aws.s3", "detail-type": "Object Deleted", detail: {} }), /neither/],
    ["an upload to another bucket", upload("sources/chair/source.glb", "invoices"), /bucket invoices/],
    ["a source that names no product", upload("chair_final_v3.glb"), /names no product.*models:upload/],
    ["a source that climbs out", upload("sources/../chair/source.glb"), /names no product/],
    ["a source of several files", upload("sources/chair/source.gltf"), /one GLB/],
    ["a picture larger than screens", picture({ width: 100_000 }), /width/],
    ["a picture from nowhere", picture({ view: "inside" }), /view/],
    ["a picture with something else", picture({ shell: "rm" }), /shell/],
  ])("is hopeless where it is %s, and the reason says so", (_, body, reason) => {
    expect(() => parseJob(body, "sources")).toThrow(HopelessJobError);
    expect(() => parseJob(body, "sources")).toThrow(reason);
  });

  it("is found again from the key that a source is put at, whatever the product", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/), (product) => {
        expect(parseJob(JSON.stringify(uploadEvent("sources", product)), "sources")).toEqual({ job: "source", product });
        expect(parseJob(upload(sourceKey(product)), "sources")).toEqual({ job: "source", product });
      }),
    );
  });

  it("never is anything but a job, nothing, or hopeless", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
        try {
          parseJob(body, "sources");
        } catch (error) {
          expect(error).toBeInstanceOf(HopelessJobError);
        }
      }),
    );
  });
});
