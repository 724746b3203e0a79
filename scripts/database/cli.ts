import { parseArgs } from "node:util";

const HELP = `Usage: npm run db:migrate | npm run db:seed [-- --to <dir|s3://bucket[/prefix]>]

  migrate   applies the migrations that the database of DATABASE_URL lacks
  seed      publishes the demo catalog and its stock to the stores that DATABASE_URL
            and DYNAMODB_ENDPOINT name; needs the models that "npm start" or
            "npm run models:demo" makes, and uploads them with --to to the
            model store. Stock that exists is left as it is.
`;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" }, to: { type: "string" } } });
const [command] = positionals;

try {
  if (values.help) {
    console.log(HELP);
  } else if (command === "migrate") {
    const { config } = await import("../../app/platform/config.server.ts");
    const { migrate } = await import("./migrate.ts");
    const applied = await migrate(config.databaseUrl);
    console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  } else if (command === "seed") {
    const { seed } = await import("./seed.ts");
    console.log(await seed({ to: values.to }));
  } else {
    throw new Error(`"${command ?? ""}" is neither migrate nor seed.\n${HELP}`);
  }
  // The migration engine leaves a timer of ten seconds behind.
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
