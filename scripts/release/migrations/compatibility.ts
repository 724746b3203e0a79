import { loadModule, parseSync, type AlterTableCmd, type Node } from "libpg-query";

/** What a migration would do to the release that runs while it is applied. */
export interface Finding {
  /** `breaks`: the running release fails. `slows`: it works, and waits while a table is locked. */
  effect: "breaks" | "slows";
  /** What it does and what to do instead. */
  text: string;
}

/** A migration that has been looked through. */
export interface MigrationCheck {
  name: string;
  findings: Finding[];
  /** The release that its comment names, once which runs (and so nothing older) what it breaks is safe. */
  safeAfter: string | undefined;
}

/** e.g. `-- safe-after: 1f2e3d4c5b6a-0123456789ab (the first that no longer reads orders.note)` */
const SAFE_AFTER = /^--\s*safe-after:\s*(?<release>[\w.-]+)/m;

await loadModule();

/**
 * Finds what the release before could not live with: while a release goes out, instances of both run on one schema, and
 * a roll-back brings the older back. So a migration only adds (expand); what nobody uses any more is taken away by a
 * later one (contract), which says after which release.
 * @param sql the migration, read by PostgreSQL's own parser
 * @throws Error when it is no SQL that PostgreSQL takes
 */
export function checkMigration(name: string, sql: string): MigrationCheck {
  const { stmts = [] } = parseSync(sql) as { stmts?: { stmt?: Node }[] };
  const created = new Set(stmts.flatMap(({ stmt }) => tableCreatedBy(stmt)));
  const findings = stmts.flatMap(({ stmt }) => (stmt ? look(stmt, created) : []));
  return { name, findings, safeAfter: SAFE_AFTER.exec(sql)?.groups?.release };
}

function tableCreatedBy(stmt: Node | undefined): string[] {
  return stmt && "CreateStmt" in stmt && stmt.CreateStmt.relation?.relname ? [stmt.CreateStmt.relation.relname] : [];
}

/** @param created tables of the same migration: nobody uses them yet, so anything may be done to them */
function look(stmt: Node, created: ReadonlySet<string>): Finding[] {
  if ("AlterTableStmt" in stmt) {
    const table = stmt.AlterTableStmt.relation?.relname ?? "?";
    if (created.has(table)) return [];
    return (stmt.AlterTableStmt.cmds ?? []).flatMap((node) => ("AlterTableCmd" in node ? lookAtChange(table, node.AlterTableCmd) : []));
  }
  if ("RenameStmt" in stmt) {
    const { relation, subname, newname, renameType } = stmt.RenameStmt;
    // Nobody names an index or a constraint in a query.
    if (renameType === "OBJECT_INDEX" || renameType === "OBJECT_TABCONSTRAINT" || created.has(relation?.relname ?? "")) return [];
    const renamed = [relation?.relname, subname].filter(Boolean).join(".");
    return [breaks(`renames ${renamed} to ${newname}: add the new one and copy, then take the old one away in a later release`)];
  }
  if ("DropStmt" in stmt && stmt.DropStmt.removeType !== "OBJECT_INDEX") {
    const kind = stmt.DropStmt.removeType?.replace("OBJECT_", "").toLowerCase() ?? "something";
    return [breaks(`drops a ${kind}: the running release may use it. Stop using it first, drop it in a later release`)];
  }
  if ("AlterEnumStmt" in stmt && stmt.AlterEnumStmt.oldVal) return [breaks(`renames the value ${stmt.AlterEnumStmt.oldVal} of an enum: add a new one instead`)];
  if ("TruncateStmt" in stmt) return [breaks("empties a table")];
  if ("IndexStmt" in stmt) {
    const { relation, concurrent, unique, idxname } = stmt.IndexStmt;
    const table = relation?.relname ?? "?";
    if (created.has(table)) return [];
    return [
      ...(unique ? [breaks(`makes ${table} unique by ${idxname}: the running release may write what that refuses. Let a release write nothing else first`)] : []),
      ...(concurrent ? [] : [{ effect: "slows" as const, text: `builds the index ${idxname}: nobody writes to ${table} meanwhile. Fine for a small table; for a large one use CREATE INDEX CONCURRENTLY in a migration of its own` }]),
    ];
  }
  return [];
}

function lookAtChange(table: string, { subtype, name, def }: AlterTableCmd): Finding[] {
  switch (subtype) {
    case "AT_DropColumn":
      return [breaks(`drops ${table}.${name}: the running release still reads it. Stop using it first, drop it in a later release`)];
    case "AT_AlterColumnType":
      return [breaks(`changes the type of ${table}.${name}, and writes the whole table anew under a lock: add a column of the new type and copy`)];
    case "AT_SetNotNull":
      return [breaks(`makes ${table}.${name} NOT NULL: the running release may leave it empty. Let a release fill it first`)];
    case "AT_ColumnDefault":
      return def ? [] : [breaks(`takes the default of ${table}.${name} away: the running release may rely on it`)];
    case "AT_AddColumn":
      return def && "ColumnDef" in def ? addsColumn(table, def.ColumnDef.colname ?? "?", def.ColumnDef.constraints ?? []) : [];
    case "AT_AddConstraint":
      return addsConstraint(table, def);
    default:
      return [];
  }
}

function addsColumn(table: string, column: string, constraints: Node[]): Finding[] {
  const has = (type: string) => constraints.some((node) => "Constraint" in node && node.Constraint.contype === type);
  const filled = has("CONSTR_DEFAULT") || has("CONSTR_GENERATED") || has("CONSTR_IDENTITY");
  return has("CONSTR_NOTNULL") && !filled ? [breaks(`adds ${table}.${column} NOT NULL without a default: the running release can't insert any more. Give it a default`)] : [];
}

function addsConstraint(table: string, def: Node | undefined): Finding[] {
  if (!def || !("Constraint" in def)) return [];
  const { contype, conname, skip_validation: unchecked } = def.Constraint;
  // Prisma adds primary keys apart from their tables; on an older table one refuses rows as a unique index does.
  const refuses = breaks(`adds the constraint ${conname ?? contype} to ${table}: the running release may write what it refuses. Let a release write nothing else first`);
  return unchecked ? [refuses] : [refuses, { effect: "slows", text: `checks all of ${table} for ${conname ?? contype} under a lock: add it NOT VALID, VALIDATE it in a later migration` }];
}

function breaks(text: string): Finding {
  return { effect: "breaks", text };
}
