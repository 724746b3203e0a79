declare module "dynalite" {
  import type { Server } from "node:http";
  /** Times are milliseconds that a table stays in its CREATING, DELETING or UPDATING state. */
  export default function dynalite(options: {
    path?: string | undefined;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
