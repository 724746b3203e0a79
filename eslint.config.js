import path from "node:path";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const app = (folder) => path.resolve(import.meta.dirname, "app", folder);

/** What a room may not import, and why. Everything may use domain/. */
const forbidden = (room, others, message) => others.map((other) => ({ target: app(room), from: app(other), message }));

const rooms = [
  ...forbidden("domain", ["routes", "components", "viewer", "services", "platform", "http"], "domain/ holds pure rules: it imports nothing of the application."),
  ...forbidden("viewer", ["routes", "components", "services", "platform", "http", "messages"], "viewer/ knows nothing of the shop: give it what it needs by arguments."),
  ...forbidden("components", ["routes", "services", "platform"], "components/ get everything by props."),
  ...forbidden("services", ["routes", "components", "viewer", "http"], "Imports point one way: routes → services → platform."),
  ...forbidden("platform", ["routes", "components", "viewer", "services", "http"], "Imports point one way: routes → services → platform."),
  ...forbidden("http", ["routes", "components", "viewer"], "Imports point one way: routes → http → platform."),
  ...forbidden("functions", ["routes", "components", "viewer", "http"], "functions/ stand over services/, as routes do."),
  ...["routes", "components", "viewer", "http", "messages", "platform", "services", "domain"].flatMap((room) => forbidden(room, ["functions"], "Functions are entry points: nothing of the application imports one but server.ts.")),
  ...forbidden("worker", ["routes", "components", "http", "functions", "messages"], "worker/ stands over services/ and the pipeline in scripts/."),
  ...["routes", "components", "viewer", "http", "messages", "platform", "services", "domain", "functions"].flatMap((room) => forbidden(room, ["worker"], "The render worker is an entry point: nothing of the application imports it.")),
  ...forbidden("messages", ["routes", "components", "viewer", "services", "platform", "http"], "messages/ hold texts and formats only."),
  {
    target: path.resolve(import.meta.dirname, "terraform"),
    from: app("."),
    except: ["platform", "domain/shopEvents.ts"],
    message: "terraform/ knows the application by its configuration, its tables and its events only; tests that compare them live in terraform/verify.",
  },
];

export default defineConfig(
  globalIgnores(["build/", ".aurolot/", "app/platform/prisma/", "node_modules/", "test-results/", "playwright-report/", "bench-results/", "cdktf.out/"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: rooms }],
      "import-x/no-cycle": ["error", { maxDepth: 6 }],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["**/routes/*"], message: "Nothing imports a route." },
            { regex: "^(cdktf|constructs)$", message: "Import terraform/cdktf.ts: the one door to cdktf." },
            { regex: "^@cdktf/provider-aws(/lib)?$", message: "Import the resource's own folder, @cdktf/provider-aws/lib/<resource>: the index takes seconds to load." },
          ],
        },
      ],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    // Arithmetic over typed arrays: a loop knows its bounds, the compiler cannot, and defaults would hide a wrong one.
    files: ["app/viewer/**/*.ts", "scripts/{catalog,models,posters}/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["terraform/cdktf.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { "no-console": "error", "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
);
