import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadModule, parseSync } from "libpg-query";
import ts from "typescript";

/** A call of the database in the code: on which table, by which privilege, and in which file. */
export interface DatabaseCall {
  table: string;
  privilege: string;
  file: string;
}

/** What Prisma's calls need of a table beside reading what they give back. */
const BY_METHOD: readonly [RegExp, string][] = [
  [/^create/, "INSERT"],
  [/^update/, "UPDATE"],
  [/^upsert/, "INSERT"],
  [/^upsert/, "UPDATE"],
  [/^delete/, "DELETE"],
  [/^/, "SELECT"],
];

await loadModule();

/** Every call that the code below a folder makes, by Prisma's methods and by SQL, which PostgreSQL's own parser reads. */
export function databaseCalls(folder: string, isRead: (file: string) => boolean): DatabaseCall[] {
  const schema = readSchema();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)).filter((file) => /\.tsx?$/.test(file) && isRead(file));
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...byMethods(text, schema), ...bySql(text, new Set(schema.tables.values()))].map((call) => ({ ...call, file }));
  });
}

interface Schema {
  /** The table of a model, by the name that Prisma's client gives it. */
  tables: Map<string, string>;
  /** The table behind a list of other models' rows, by its field. */
  relations: Map<string, string>;
}

function readSchema(): Schema {
  const text = readFileSync("prisma/schema.prisma", "utf8");
  const models = [...text.matchAll(/^model (?<model>\w+) \{(?<body>[^]*?)^\}/gm)].map(({ groups: { model = "", body = "" } = {} }) => ({ model, body, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model }));
  const tableOf = (model: string) => models.find((each) => each.model === model)?.table ?? "";
  return {
    tables: new Map(models.map(({ model, table }) => [model.charAt(0).toLowerCase() + model.slice(1), table])),
    relations: new Map(models.flatMap(({ body }) => [...body.matchAll(/^\s+(\w+)\s+(\w+)\[\]/gm)].map(([, field = "", model = ""]) => [field, tableOf(model)] as const))),
  };
}

function byMethods(text: string, { tables, relations }: Schema): Omit<DatabaseCall, "file">[] {
  const direct = [...text.matchAll(/\b(?:prisma|readerPrisma|tx)\.(?<model>\w+)\.(?<method>\w+)/g)].flatMap(({ groups: { model = "", method = "" } = {} }) => {
    const table = tables.get(model);
    return table === undefined ? [] : BY_METHOD.filter(([pattern]) => pattern.test(method)).map(([, privilege]) => ({ table, privilege }));
  });
  const nested = [...text.matchAll(/(?<field>\w+): \{ create/g)].flatMap(({ groups: { field = "" } = {} }) => relations.get(field) ?? []);
  return [...direct, ...nested.map((table) => ({ table, privilege: "INSERT" }))];
}

function bySql(text: string, tables: ReadonlySet<string>): Omit<DatabaseCall, "file">[] {
  const calls: Omit<DatabaseCall, "file">[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
      const add = (privilege: string, relations = relationsIn(value)) => calls.push(...relations.filter((name) => tables.has(name)).map((table) => ({ table, privilege })));
      const statement = value as { relation?: unknown; onConflictClause?: { action?: string }; lockingClause?: unknown; fromClause?: unknown };
      if (key === "InsertStmt") add("INSERT", relationsIn({ RangeVar: statement.relation }));
      if (key === "InsertStmt" && statement.onConflictClause?.action === "ONCONFLICT_UPDATE") add("UPDATE", relationsIn({ RangeVar: statement.relation }));
      if (key === "UpdateStmt") add("UPDATE", relationsIn({ RangeVar: statement.relation }));
      if (key === "DeleteStmt") add("DELETE", relationsIn({ RangeVar: statement.relation }));
      if (key === "RangeVar") add("SELECT", relationsIn({ RangeVar: value }));
      if (key === "SelectStmt" && statement.lockingClause) add("UPDATE", relationsIn(statement.fromClause));
      walk(value);
    }
  };
  for (const sql of statementsIn(text)) walk(parseSync(sql));
  return calls;
}

/** The SQL that is sent as it stands, a parameter for each value that is put in. */
function statementsIn(text: string): string[] {
  const statements: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /\.\$(queryRaw|executeRaw)$/.test(node.tag.getText())) {
      const { template } = node;
      statements.push(ts.isNoSubstitutionTemplateLiteral(template) ? template.text : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join("$1"));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.tsx", text, ts.ScriptTarget.Latest, true));
  return statements;
}

/** The names of relations in a part of a parsed statement. */
function relationsIn(node: unknown): string[] {
  return [...JSON.stringify(node ?? null).matchAll(/"relname":"(\w+)"/g)].map(([, name = ""]) => name);
}
