import { prisma } from "~/platform/database.server";

/** A right that one process of the whole fleet has at a time. */
export interface Lease {
  name: string;
  /** UUID of the process, new with every start. */
  holder: string;
}

/**
 * Takes a lease that is free or over, or prolongs one's own: one statement, by PostgreSQL's clock. A row, not an advisory
 * lock: RDS Proxy would pin the connection for as long as it is held. Whoever asks in vain only reads.
 * @param milliseconds from now, how long nobody else gets it
 * @returns whether the holder has it now
 */
export async function takeLease({ name, holder }: Lease, milliseconds: number): Promise<boolean> {
  const taken = await prisma.$executeRaw`
    INSERT INTO leases (name, holder, until)
    SELECT ${name}, ${holder}::uuid, now() + make_interval(secs => ${milliseconds / 1000}::float8)
    WHERE NOT EXISTS (SELECT FROM leases WHERE name = ${name} AND holder <> ${holder}::uuid AND until > now())
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE leases.holder = excluded.holder OR leases.until <= now()`;
  return taken === 1;
}

/** Gives a lease back before its time, if one has it. */
export async function releaseLease({ name, holder }: Lease): Promise<void> {
  await prisma.$executeRaw`UPDATE leases SET until = now() WHERE name = ${name} AND holder = ${holder}::uuid`;
}
