/**
 * Lints the description: `node tools/lint.ts [FILE] [--config FILE]` (default: `openapi.yaml`, by `redocly.yaml`). Exits with
 * 1, and names each place as file:line:column with a code frame, where the description breaks YAML, OpenAPI or a rule.
 */
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { lintConfig, type Redocly, redocly as runRedocly, workspaceRoot } from "./redocly.ts";
import { formatSyntaxProblem, syntaxProblems } from "./syntax.ts";

/** The description that everything here is derived from. */
export const ownDescription = fileURLToPath(new URL("../openapi.yaml", import.meta.url));

/** Whether a description may become a bundle, and what is to be said of it. */
export interface LintResult {
  readonly ok: boolean;
  readonly text: string;
}

/** How a description is linted. */
export interface LintOptions {
  /** The rules, as a path of Redocly's configuration; ours by default. */
  readonly config?: string | undefined;
  /** Further options of `redocly lint`. */
  readonly options?: readonly string[];
  /** What runs it; by default, a process of its own. */
  readonly redocly?: Redocly;
}

/** Holds a description against the rules. */
export async function lint(
  entry: string,
  { config = lintConfig, options = [], redocly = runRedocly }: LintOptions = {},
): Promise<LintResult> {
  const { code, text } = await redocly(["lint", relative(workspaceRoot, entry), "--config", config, ...options]);
  if (code === 0) return { ok: true, text: text.trim() };
  // Where the YAML can't be read, this says it better. It takes longer than Redocly, so that only a failure is looked at.
  const problems = await syntaxProblems(entry);
  const syntax = problems.map((problem) => formatSyntaxProblem(problem, workspaceRoot)).join("\n");
  return { ok: false, text: syntax || text.trim() };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { config: { type: "string" } }, allowPositionals: true });
  const { ok, text } = await lint(positionals[0] ?? ownDescription, {
    config: values.config && resolve(values.config),
  });
  (ok ? console.log : console.error)(text);
  process.exitCode = ok ? 0 : 1;
}
