import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** PostgreSQL's own default. */
const ITERATIONS = 4096;

/**
 * What PostgreSQL keeps of a password, in the form in which it takes it: `SCRAM-SHA-256$iterations:salt$stored:server`
 * (RFC 5802, RFC 7677). A statement that holds this can be logged: the password does not follow from it.
 * @param password ASCII, so that SASLprep would leave it as it is
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(keyed("Client Key")).digest();
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${stored.toString("base64")}:${keyed("Server Key").toString("base64")}`;
}
