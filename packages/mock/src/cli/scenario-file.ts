import { readFile } from "node:fs/promises";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Scenario, ScenarioAnswer, Scenarios } from "../http/scenarios.ts";

const form = `
returnBook:                      # an operationId, or POST /path/{template}
  per: [path.id, body.copy]      # optional: what a sequence is counted by, besides the API key
  answers:
    - code: 200
    - { code: 404, example: gone }   # the last one stays
`;

/**
 * Reads a file of scenarios.
 *
 * @throws {Error} with file, line and column where it is not of that form
 */
export async function readScenarios(file: string): Promise<Scenarios> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, "utf8"), { lineCounter: lines });
  const refuse = (offset: number, message: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new Error(`${file}:${line}:${col}: ${message}\nA scenario looks like this:\n${form}`);
  };
  const [malformed] = document.errors;
  if (malformed) refuse(malformed.pos[0], malformed.message.split("\n")[0] ?? malformed.message);
  const start = (node: unknown) => (node as Node | null)?.range?.[0] ?? 0;

  const scenario = (node: unknown): Scenario => {
    if (!isMap(node)) return refuse(start(node), "a scenario is a map with `answers`.");
    for (const { key } of node.items) {
      if (!isScalar(key) || !["answers", "per"].includes(String(key.value)))
        refuse(start(key), "a scenario has `answers` and `per` only.");
    }
    const answers = node.get("answers", true) as unknown;
    if (!isSeq(answers) || answers.items.length === 0)
      return refuse(start(answers ?? node), "`answers` is a list of at least one answer.");
    const per = node.get("per", true) as unknown;
    if (per === undefined) return { answers: answers.items.map(answer) };
    if (!isSeq(per)) return refuse(start(per), "`per` is a list.");
    return { answers: answers.items.map(answer), per: per.items.map(source) };
  };
  const source = (node: unknown): string => {
    if (isScalar(node) && /^(path|query|body)\../.test(String(node.value))) return String(node.value);
    return refuse(start(node), "`per` takes path.<parameter>, query.<parameter> or body.<property>.");
  };
  const answer = (node: unknown): ScenarioAnswer => {
    if (!isMap(node)) return refuse(start(node), "an answer is a map with a `code`.");
    const { code, example, ...more } = node.toJSON() as Record<string, unknown>; // A map whose values are looked at here.
    if (typeof code !== "number" || !Number.isInteger(code) || code < 100 || code > 599) {
      return refuse(start(node), "`code` is a status, such as 404.");
    }
    if ((example !== undefined && typeof example !== "string") || Object.keys(more).length > 0) {
      return refuse(start(node), "an answer has a `code` and, at most, the name of an `example`.");
    }
    return example === undefined ? { code } : { code, example };
  };

  if (!isMap(document.contents)) return refuse(start(document.contents), "the file is a map of operations.");
  return Object.fromEntries(document.contents.items.map(({ key, value }) => [String(key), scenario(value)]));
}
