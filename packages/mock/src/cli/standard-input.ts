import { LineCounter, parseDocument } from "yaml";
import { InvalidInput } from "../invalid-input.ts";

/**
 * Reads a description that came over the standard input, YAML or JSON.
 *
 * @throws {InvalidInput} with line and column
 */
export function parseInput(text: string): object {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [malformed] = document.errors;
  const { line, col } = lineCounter.linePos(malformed?.pos[0] ?? 0);
  if (malformed) throw new InvalidInput(`stdin:${line}:${col}: ${malformed.message.split("\n")[0]}`);
  const value: unknown = document.toJS();
  if (typeof value === "object" && value !== null) return value;
  throw new InvalidInput("stdin:1:1: it is empty, or no more than a text. A description begins with `openapi: 3.1.0`.");
}
