import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";

/** A place in a file where YAML can't be read. */
export interface SyntaxProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** The lines around the place, with a caret under it. */
  readonly frame: string;
}

/**
 * Reads a YAML file and every file that its `$ref`s lead to, and names the first place in each that can't be
 * parsed (YAML 1.2, duplicate keys included). Redocly names such a place without a code frame.
 */
export async function syntaxProblems(entry: string): Promise<SyntaxProblem[]> {
  const problems: SyntaxProblem[] = [];
  const seen = new Set<string>();
  const queue = [resolve(entry)];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = await readFile(file, "utf8").catch(() => undefined);
    // A missing file is an unresolved reference: Redocly reports it at the place of the `$ref`.
    if (text === undefined) continue;
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    // The first in each file: those after it mostly follow from it.
    const [error] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      problems.push({ file, line, column: col, message: error.message, frame: codeFrame(text, line, col) });
    }
    visit(document, {
      Pair(_, { key, value }) {
        if (!isScalar(key) || key.value !== "$ref" || !isScalar(value) || typeof value.value !== "string") return;
        const [path] = value.value.split("#");
        if (path && !/^[a-z][a-z0-9+.-]*:/i.test(path)) queue.push(resolve(dirname(file), path));
      },
    });
  }
  return problems;
}

/** `file:line:column`, the message and the code frame, as Redocly prints its own. */
export function formatSyntaxProblem(problem: SyntaxProblem, cwd: string): string {
  const place = `${relative(cwd, problem.file)}:${problem.line}:${problem.column}`;
  return `${place}\n\nThis is not valid YAML: ${problem.message}\n\n${problem.frame}\n`;
}

function codeFrame(text: string, line: number, column: number): string {
  const lines = text.split(/\r?\n/);
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    frame.push(`${String(number).padStart(width)} | ${lines[number - 1]}`);
    if (number === line) frame.push(`${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
  }
  return frame.join("\n");
}
