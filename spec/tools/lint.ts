/**
 * Lints the description: `node tools/lint.ts [FILE]` (default: `openapi.yaml`). Exits with 1, and names each place as
 * file:line:column with a code frame, where the description breaks YAML, OpenAPI or a rule of `redocly.yaml`.
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { lintConfig, redocly, workspaceRoot } from "./redocly.ts";
import { formatSyntaxProblem, syntaxProblems } from "./syntax.ts";

const entry = process.argv[2] ?? fileURLToPath(new URL("../openapi.yaml", import.meta.url));

// Side by side, since the second takes a while; where the YAML can't be read, the first says it better.
const [problems, { code, text }] = await Promise.all([
  syntaxProblems(entry),
  redocly(["lint", relative(workspaceRoot, entry), "--config", lintConfig]),
]);
if (problems.length > 0) for (const problem of problems) console.error(formatSyntaxProblem(problem, workspaceRoot));
else console.log(text.trim());
process.exitCode = problems.length > 0 ? 1 : code;
