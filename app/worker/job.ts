import { readWorkerEnvironment } from "./environment";
import type { JobMessage } from "./jobProcess";
import type { RenderJob } from "./renderJob";
import { runJob } from "./runJob";
import { openWorkplace } from "./workplace";

// The process of one job. It ends with the worker, whatever ended that one, and by its word alone: systemd and terminals
// send their signals to both, and the worker gives the job back first.
process.once("disconnect", () => process.exit(1));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => undefined);

const tell = (message: JobMessage): Promise<void> => new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));

const job = JSON.parse(process.argv[2] ?? "") as RenderJob;
const workplace = openWorkplace(readWorkerEnvironment(process.env), (progress) => void tell({ progress }));
await tell({ outcome: await runJob(job, workplace) });
process.exit(0);
