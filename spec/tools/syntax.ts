import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { loadYaml } from "./yaml.ts";

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
    const value = loaded(text);
    const problem = value === unreadable ? firstProblem(file, text) : undefined;
    if (problem) problems.push(problem);
    for (const path of referredFiles(value)) queue.push(resolve(dirname(file), path));
  }
  return problems;
}

const unreadable = Symbol();

function loaded(text: string): unknown {
  try {
    return loadYaml(text);
  } catch {
    return unreadable;
  }
}

/** The first in a file: those after it mostly follow from it. */
function firstProblem(file: string, text: string): SyntaxProblem | undefined {
  const lines = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (!error) return undefined;
  const { line, col } = lines.linePos(error.pos[0]);
  return { file, line, column: col, message: error.message, frame: codeFrame(text, line, col) };
}

/** The files that a document's `$ref`s lead to. Anchors may lead to the same value twice, or in circles. */
function referredFiles(document: unknown): Set<string> {
  const files = new Set<string>();
  const seen = new Set<object>();
  const queue = [document];
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if ("$ref" in value && typeof value.$ref === "string") {
      const [path] = value.$ref.split("#");
      if (path && !/^[a-z][a-z0-9+.-]*:/i.test(path)) files.add(path);
    }
    for (const inner of Object.values(value)) if (inner !== undefined) queue.push(inner);
  }
  return files;
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
