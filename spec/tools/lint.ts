/**
 * Lints the description: `node tools/lint.ts [FILE]` (default: `openapi.yaml`). Exits with 1, and names each place as
 * file:line:column with a code frame, where the description breaks YAML, OpenAPI or a rule of `redocly.yaml`.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { lintConfig, redocly, workspaceRoot } from "./redocly.ts";
import { formatSyntaxProblem, syntaxProblems } from "./syntax.ts";

/** The description that everything here is derived from. */
export const ownDescription = fileURLToPath(new URL("../openapi.yaml", import.meta.url));

/** Whether a description may become a bundle, and what is to be said of it. */
export interface LintResult {
  readonly ok: boolean;
  readonly text: string;
}

/** Holds a description against the rules. */
export async function lint(entry: string): Promise<LintResult> {
  // Side by side, since the second takes a while; where the YAML can't be read, the first says it better.
  const [problems, { code, text }] = await Promise.all([
    syntaxProblems(entry),
    redocly(["lint", relative(workspaceRoot, entry), "--config", lintConfig]),
  ]);
  const syntax = problems.map((problem) => formatSyntaxProblem(problem, workspaceRoot)).join("\n");
  return problems.length > 0 ? { ok: false, text: syntax } : { ok: code === 0, text: text.trim() };
}

if (import.meta.main) {
  const { ok, text } = await lint(process.argv[2] ?? ownDescription);
  (ok ? console.log : console.error)(text);
  process.exitCode = ok ? 0 : 1;
}
