import type pg from "pg";
import { scramVerifier } from "./scramVerifier.server";

type Privilege = "SELECT" | "INSERT" | "UPDATE" | "DELETE";

/**
 * What the app and the functions do with each table, and so all that their role may: nobody changes what was bought,
 * and nobody but a migration changes a table. A test compares this with the calls in the code.
 */
export const APP_GRANTS: Readonly<Record<string, readonly Privilege[]>> = {
  _prisma_migrations: ["SELECT"],
  stock: ["SELECT", "UPDATE"],
  orders: ["SELECT", "INSERT", "UPDATE"],
  order_lines: ["SELECT", "INSERT"],
  payment_attempts: ["SELECT", "INSERT", "UPDATE"],
  test_gateway_payments: ["SELECT", "INSERT", "UPDATE"],
  // The relay deletes what was delivered weeks ago.
  outbox_events: ["SELECT", "INSERT", "UPDATE", "DELETE"],
  leases: ["SELECT", "INSERT", "UPDATE"],
  mails: ["SELECT", "INSERT", "UPDATE"],
  search_documents: ["SELECT"],
};

/**
 * Makes the role by which the app signs in, or brings it up to date: its password, and exactly the privileges of
 * `APP_GRANTS`. In one transaction, so that a running app never finds itself without them.
 * @param client connected as the owner of the tables, after the migrations
 * @param role its name and the password that its secret holds; only the password's SCRAM verifier is sent, because
 *   databases log statements that make roles
 */
export async function grantAppRole(client: pg.Client, { username, password }: { username: string; password: string }): Promise<void> {
  const role = client.escapeIdentifier(username);
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [username]);
  await client.query("BEGIN");
  try {
    // A new role is no superuser and may make neither roles nor databases.
    const verifier = client.escapeLiteral(scramVerifier(password));
    await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD ${verifier}`);
    await client.query(`GRANT CONNECT ON DATABASE ${client.escapeIdentifier(client.database ?? "")} TO ${role}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`);
    for (const [table, privileges] of Object.entries(APP_GRANTS)) {
      await client.query(`GRANT ${privileges.join(", ")} ON ${client.escapeIdentifier(table)} TO ${role}`);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
