import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { InvalidInput } from "../invalid-input.ts";
import type { Scenario, ScenarioAnswer, Scenarios } from "./scenarios.ts";

const form = `
returnBook:                      # an operationId, or POST /path/{template}
  per: [path.id, body.copy]      # optional: what a sequence is counted by, besides the API key
  answers:
    - code: 200
    - { code: 404, example: gone }   # the last one stays
`;

/** Scenarios as they are written, YAML or JSON. */
export interface ScenarioText {
  readonly scenarios: Scenarios;
  /** Where something stands, as `file:line:column`. */
  placeOf(path: readonly (string | number)[]): string;
}

/**
 * Reads scenarios.
 *
 * @param name what the text is called, such as a file
 * @throws {InvalidInput} with name, line and column where it is not of that form
 */
export function parseScenarios(name: string, text: string): ScenarioText {
  const reader = new ScenarioReader(name, text);
  return { scenarios: reader.scenarios(), placeOf: (path) => reader.placeOf(path) };
}

class ScenarioReader {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;

  constructor(name: string, text: string) {
    this.#name = name;
    this.#document = parseDocument(text, { lineCounter: this.#lines });
  }

  placeOf(path: readonly (string | number)[]): string {
    // The nearest thing around what is not found.
    const found = path.map((_, i) => this.#document.getIn(path.slice(0, path.length - i), true)).find(isNode);
    return this.#place(found?.range?.[0] ?? 0);
  }

  scenarios(): Scenarios {
    const { contents, errors } = this.#document;
    const [malformed] = errors;
    if (malformed) this.#refuse(malformed.pos[0], malformed.message.split("\n")[0] ?? malformed.message);
    if (!isMap(contents)) return this.#refuse(contents, "the file is a map of operations.");
    return Object.fromEntries(contents.items.map(({ key, value }) => [String(key), this.#scenario(value)]));
  }

  #scenario(node: unknown): Scenario {
    if (!isMap(node)) return this.#refuse(node, "a scenario is a map with `answers`.");
    for (const { key } of node.items) {
      if (!isScalar(key) || !["answers", "per"].includes(String(key.value)))
        this.#refuse(key, "a scenario has `answers` and `per` only.");
    }
    const list = node.get("answers", true) as unknown;
    if (!isSeq(list) || list.items.length === 0)
      return this.#refuse(list ?? node, "`answers` is a list of at least one answer.");
    const answers = list.items.map((item) => this.#answer(item));
    const per = node.get("per", true) as unknown;
    if (per === undefined) return { answers };
    if (!isSeq(per)) return this.#refuse(per, "`per` is a list.");
    return { answers, per: per.items.map((item) => this.#source(item)) };
  }

  #source(node: unknown): string {
    if (isScalar(node) && /^(path|query|body)\../.test(String(node.value))) return String(node.value);
    return this.#refuse(node, "`per` takes path.<parameter>, query.<parameter> or body.<property>.");
  }

  #answer(node: unknown): ScenarioAnswer {
    if (!isMap(node)) return this.#refuse(node, "an answer is a map with a `code`.");
    const { code, example, ...more } = node.toJSON() as Record<string, unknown>; // A map whose values are looked at here.
    if (typeof code !== "number" || !Number.isInteger(code) || code < 100 || code > 599) {
      return this.#refuse(node, "`code` is a status, such as 404.");
    }
    if ((example !== undefined && typeof example !== "string") || Object.keys(more).length > 0) {
      return this.#refuse(node, "an answer has a `code` and, at most, the name of an `example`.");
    }
    return example === undefined ? { code } : { code, example };
  }

  /** @param place a node of the document, or an offset in the file */
  #refuse(place: unknown, message: string): never {
    const offset = typeof place === "number" ? place : ((place as Node | null)?.range?.[0] ?? 0); // All others are nodes.
    throw new InvalidInput(`${this.#place(offset)}: ${message}\nA scenario looks like this:\n${form}`);
  }

  #place(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#name}:${line}:${col}`;
  }
}
