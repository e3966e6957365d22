import { didYouMean, nearest } from "@spkey/model/nearest";
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { InvalidInput } from "../invalid-input.ts";
import type { Delay, FaultInjection } from "./fault-injection.ts";
import {
  delayForm,
  failureForm,
  percentForm,
  readDelay,
  readFailure,
  readPercent,
  writeDelay,
  writePercent,
} from "./fault-texts.ts";
import type { Scenario, ScenarioAnswer, Scenarios } from "./scenario.ts";

const form = `
returnBook:                        # an operationId, or POST /path/{template}
  per: [path.id, body.copy]        # what a sequence is counted by, besides the API key
  answers:                         # one call after the other
    - { fail-with: reset }         # a status, reset, truncate or stall
    - { code: 200, delay: 2s }
    - { code: 404, example: gone } # the last one stays
findBook:
  delay: 200ms..2s                 # before each answer
  fail: 5%                         # so many of them
  fail-with: 503
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
    if (!isMap(contents)) return this.#refuse(contents, "scenarios are a map of operations.");
    return Object.fromEntries(contents.items.map(({ key, value }) => [String(key), this.#scenario(value)]));
  }

  #scenario(written: unknown): Scenario {
    const node = this.#map(written, "a scenario", "a map with `answers`, `delay` or `fail`", [
      "answers",
      "per",
      "delay",
      "fail",
      "fail-with",
    ]);
    const [answers, per] = [this.#part(node, "answers"), this.#part(node, "per")];
    const failureRate = this.#text(node, "fail", readPercent, percentForm);
    const failWith = this.#text(node, "fail-with", readFailure, failureForm);
    if (failWith !== undefined && failureRate === undefined) {
      this.#refuse(node, "`fail-with` says how answers fail, and `fail` how many: `fail: 5%`, or so.");
    }
    return {
      ...(answers !== undefined && { answers: this.#list(answers, "answers").map((item) => this.#answer(item)) }),
      ...(per !== undefined && { per: this.#list(per, "per").map((item) => this.#source(item)) }),
      ...this.#delay(node),
      ...(failureRate !== undefined && { failureRate }),
      ...(failWith !== undefined && { failWith }),
    };
  }

  #source(written: unknown): string {
    const node = this.#follow(written);
    if (isScalar(node) && /^(path|query|body)\../.test(String(node.value))) return String(node.value);
    return this.#refuse(node, "`per` takes path.<parameter>, query.<parameter> or body.<property>.");
  }

  #answer(written: unknown): ScenarioAnswer {
    const node = this.#map(written, "an answer", "a map with a `code`, or with `fail-with`", [
      "code",
      "example",
      "delay",
      "fail-with",
    ]);
    const code = this.#text(node, "code", readStatus, "a status, such as 404");
    const example = this.#text(node, "example", (text) => text, "the name of an example");
    const failWith = this.#text(node, "fail-with", readFailure, failureForm);
    if (code === undefined && failWith === undefined) this.#refuse(node, "an answer has a `code`, or `fail-with`.");
    return {
      ...(code !== undefined && { code }),
      ...(example !== undefined && { example }),
      ...this.#delay(node),
      ...(failWith !== undefined && { failWith }),
    };
  }

  #delay(node: YAMLMap): { readonly delay?: Delay } {
    const delay = this.#text(node, "delay", readDelay, delayForm);
    return delay === undefined ? {} : { delay };
  }

  /** @throws {InvalidInput} where it is no map, or has other keys */
  #map(written: unknown, what: string, form: string, known: readonly string[]): YAMLMap {
    const node = this.#follow(written);
    if (!isMap(node)) return this.#refuse(node ?? written, `${what} is ${form}.`);
    for (const { key } of node.items) {
      const name = String(isScalar(key) ? key.value : key);
      if (known.includes(name)) continue;
      this.#refuse(key, `${what} has no \`${name}\`, but ${known.join(", ")}.${didYouMean(nearest(name, known))}`);
    }
    return node;
  }

  #list(node: unknown, name: string): readonly unknown[] {
    if (isSeq(node) && node.items.length > 0) return node.items;
    return this.#refuse(node, `\`${name}\` is a list of at least one.`);
  }

  /** What a text is read as; nothing where there is none. */
  #text<Value>(
    node: YAMLMap,
    name: string,
    read: (text: string) => Value | undefined,
    form: string,
  ): Value | undefined {
    const part = this.#part(node, name);
    if (part === undefined) return undefined;
    const isText = isScalar(part) && ["string", "number"].includes(typeof part.value);
    return (isText ? read(String(part.value)) : undefined) ?? this.#refuse(part, `\`${name}\` is ${form}.`);
  }

  #part(node: YAMLMap, name: string): unknown {
    return this.#follow(node.get(name, true));
  }

  /** What an alias stands for. */
  #follow(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
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

function readStatus(text: string): number | undefined {
  return /^[1-5]\d\d$/.test(text) ? Number(text) : undefined;
}

/** Scenarios as they are written in JSON. */
export function writeScenarios(scenarios: Scenarios): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(scenarios).map(([name, { per, answers, ...faults }]) => [
      name,
      {
        ...(per && { per }),
        ...(answers && {
          answers: answers.map(({ code, example, ...own }) => ({ code, example, ...writeFaults(own) })),
        }),
        ...writeFaults(faults),
      },
    ]),
  );
}

function writeFaults({ delay, failureRate, failWith }: FaultInjection): object {
  return {
    ...(delay && { delay: writeDelay(delay) }),
    ...(failureRate !== undefined && { fail: writePercent(failureRate) }),
    ...(failWith !== undefined && { "fail-with": failWith }),
  };
}
