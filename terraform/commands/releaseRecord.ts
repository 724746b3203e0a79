import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { z } from "zod";
import type { Environment } from "../config/environment.ts";
import { Names } from "../config/names.ts";

/** How far back an environment remembers what it ran. */
const REMEMBERED = 20;

const recordSchema = z.object({
  /** What was deployed, the newest first: it runs now, the second did before. A roll-back takes the first off. */
  releases: z.array(z.string()),
  /** Under way, or failed half-way. */
  deploying: z.string().optional(),
});

/** What an environment runs and ran. */
export type ReleaseRecord = z.infer<typeof recordSchema>;

/**
 * The memory of which release an environment runs, in Parameter Store: a plan that is told of no release must not plan
 * a roll-back. Not in a bucket, because the role that plans reads no objects.
 */
export class ReleaseRecords {
  readonly #client: SSMClient;
  readonly #name: string;

  constructor(environment: Environment, client = new SSMClient({ region: environment.placement.primary })) {
    this.#client = client;
    this.#name = new Names(environment).releaseParameter;
  }

  /** What was noted; nothing was before the first deployment. */
  async read(): Promise<ReleaseRecord> {
    try {
      const { Parameter } = await this.#client.send(new GetParameterCommand({ Name: this.#name }));
      return recordSchema.parse(JSON.parse(Parameter?.Value ?? ""));
    } catch (error) {
      if (error instanceof ParameterNotFound) return { releases: [] };
      throw error;
    }
  }

  async write({ releases, deploying }: ReleaseRecord): Promise<void> {
    const value = JSON.stringify({ releases: releases.slice(0, REMEMBERED), deploying });
    await this.#client.send(new PutParameterCommand({ Name: this.#name, Value: value, Type: "String", Overwrite: true, Description: "Releases of the shop, the newest first: what npm run release:deploy notes" }));
  }
}
