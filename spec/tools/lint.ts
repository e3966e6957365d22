/**
 * Lints the description: `node tools/lint.ts [FILE]` (default: `openapi.yaml`). Exits with 1, and names each place as
 * file:line:column with a code frame, where the description breaks YAML, OpenAPI or a rule of `redocly.yaml`.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { lintConfig, redocly, workspaceRoot } from "./redocly.ts";
import { formatSyntaxProblem, syntaxProblems } from "./syntax.ts";

const entry = process.argv[2] ?? fileURLToPath(new URL("../openapi.yaml", import.meta.url));

const problems = await syntaxProblems(entry);
for (const problem of problems) console.error(formatSyntaxProblem(problem, workspaceRoot));

if (problems.length > 0) {
  process.exitCode = 1;
} else {
  const { code } = await redocly(["lint", relative(workspaceRoot, entry), "--config", lintConfig], "inherit");
  process.exitCode = code;
}
