import pg from "pg";

/** The step at which this process kills itself: n as `KILL_AT` says, 0 for never. */
const killAt = Number(process.env.KILL_AT);
let steps = 0;

/** Something that a process may die before or after: at its n-th it gets SIGKILL, which leaves no time for anything. */
export function step(): void {
  if (++steps === killAt) process.kill(process.pid, "SIGKILL");
}

type Query = (...args: unknown[]) => unknown;

/** Makes steps of every statement to PostgreSQL: when it is about to be sent, and when it was a moment ago. */
export function countStatements(): void {
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  client.query = function (this: unknown, ...args: unknown[]) {
    step();
    const answer = query.apply(this, args);
    setImmediate(step);
    return answer;
  };
}
