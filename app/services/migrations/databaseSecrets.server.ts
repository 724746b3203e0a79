import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";

const loginSchema = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** What the secret of the app's role holds: where the database is, too. RDS's own, of its administrator, holds the login only. */
const databaseSchema = loginSchema.extend({ host: z.string().min(1), port: z.coerce.number().int(), dbname: z.string().min(1) });

/** Where the cluster's writer is, its administrator, and the role that the app signs in as. */
export interface DatabaseSecrets {
  host: string;
  port: number;
  database: string;
  admin: z.infer<typeof loginSchema>;
  app: z.infer<typeof loginSchema>;
}

/**
 * Reads the secrets of the database's users, as the data stack declares them.
 * @throws Error naming the secret that holds something else
 */
export async function readDatabaseSecrets(client: SecretsManagerClient, { admin, app }: { admin: string; app: string }): Promise<DatabaseSecrets> {
  const [adminLogin, { host, port, dbname, username, password }] = await Promise.all([
    readSecret(client, admin, loginSchema),
    readSecret(client, app, databaseSchema),
  ]);
  return { host, port, database: dbname, admin: adminLogin, app: { username, password } };
}

async function readSecret<T>(client: SecretsManagerClient, id: string, schema: z.ZodType<T>): Promise<T> {
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  const parsed = schema.safeParse(parseJson(SecretString));
  // Not zod's words: they may quote what the secret holds.
  if (!parsed.success) throw new Error(`The secret ${id} lacks ${parsed.error.issues.map(({ path }) => path.join(".") || "JSON").join(", ")}. The data stack writes it: apply that, or put the value right.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
