/**
 * The one door to cdktf. Its makers archived it in December 2025; `docs/cdktf.md` says how its successor takes its
 * place, and why nothing else here imports it by name.
 */
export { App, Fn, S3Backend, TerraformLocal, TerraformResource, TerraformStack, TerraformVariable, Token } from "cdktf";
export type { ITerraformDependable, TerraformProvider } from "cdktf";
export { Construct } from "constructs";
