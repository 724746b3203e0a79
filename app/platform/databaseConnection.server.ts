import { Signer } from "@aws-sdk/rds-signer";
import type { PoolConfig } from "pg";

/** Where RDS says in a host name which region it is in. */
const RDS_HOST = /\.(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\.rds\.amazonaws\.com$/;

/**
 * How to connect to a PostgreSQL URL: by the password in it, or, with `iamAuth`, by a token that AWS signs for each
 * new connection (valid for 15 minutes, longer than opening one takes), over verified TLS.
 * @throws Error when `iamAuth` is asked for a host that is not RDS's, or a URL without a user
 */
export function connectionTo(databaseUrl: string, iamAuth: boolean): PoolConfig {
  if (!iamAuth) return { connectionString: databaseUrl };
  const url = new URL(databaseUrl);
  const region = RDS_HOST.exec(url.hostname)?.groups?.region;
  const username = decodeURIComponent(url.username);
  if (!region || !username) {
    throw new Error(
      `DATABASE_IAM_AUTH is set, but ${url.hostname} with user "${username}" is no RDS endpoint with a user: give a URL such as postgresql://user@name.proxy-id.eu-central-1.rds.amazonaws.com:5432/database, or unset it.`,
    );
  }
  const port = Number(url.port || 5432);
  const signer = new Signer({ hostname: url.hostname, port, username, region });
  return {
    host: url.hostname,
    port,
    user: username,
    database: decodeURIComponent(url.pathname.slice(1)),
    password: () => signer.getAuthToken(),
    ssl: { rejectUnauthorized: true },
  };
}
