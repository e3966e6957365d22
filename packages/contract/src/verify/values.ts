import { type Description, lookUpProperty, type Operation, type Parameter, resolved } from "@spkey/model";
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import type { GivenValues } from "../cases/plan.ts";
import { InvalidInput } from "./invalid-input.ts";
import { valuesForm } from "./values-form.ts";

/** What a server knows: ids that exist, say, in place of the description's examples. */
export interface OperationValues {
  /** Whether each set is used for one call that may succeed, and then no more. */
  readonly throwAway: boolean;
  /** At least one; an empty one stands for the examples as they are. */
  readonly sets: readonly GivenValues[];
}

/** By the ids of operations. */
export type Values = ReadonlyMap<string, OperationValues>;

const nothing: GivenValues = { parameters: { path: {}, query: {}, header: {}, cookie: {} } };
const places: readonly Parameter["in"][] = ["path", "query", "header", "cookie"];

/** The description's examples, for a server of which they are true, and which nothing is lost at. */
export function exampleValues({ operations }: Description): Values {
  return new Map(operations.map(({ id }) => [id, { throwAway: false, sets: [nothing] }]));
}

/**
 * Reads a file of values, YAML or JSON, and holds it against the description. No message repeats a value.
 *
 * @param name what the text is called, such as a file
 * @throws {InvalidInput} with name, line and column where it is not of that form, or has what the description doesn't have
 */
export function parseValues(name: string, text: string, description: Description): Values {
  return new ValuesReader(name, text, description).read();
}

class ValuesReader {
  readonly #name: string;
  readonly #description: Description;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;

  constructor(name: string, text: string, description: Description) {
    this.#name = name;
    this.#description = description;
    this.#document = parseDocument(text, { lineCounter: this.#lines });
  }

  read(): Values {
    const { contents, errors } = this.#document;
    const [malformed] = errors;
    // The message of a parser quotes the line, and with it a value.
    if (malformed) this.#refuse(malformed.pos[0], `this is no YAML (${malformed.code})`);
    if (contents === null) return new Map();
    const map = this.#map(contents, "the file", undefined);
    return new Map(
      map.items.map(({ key, value }) => {
        const operation = this.#operation(key);
        return [operation.id, this.#entry(operation, value)];
      }),
    );
  }

  #operation(key: unknown): Operation {
    const text = nameOf(key);
    const found = this.#description.operations.find(({ id, operationId, method, path }) =>
      [id, operationId, `${method} ${path}`].includes(text),
    );
    return found ?? this.#refuse(key, "the description has no such operation");
  }

  #entry(operation: Operation, node: unknown): OperationValues {
    const map = this.#map(node, "an operation", ["throwAway", "values"]);
    const throwAway = map.get("throwAway") ?? true;
    if (typeof throwAway !== "boolean") this.#refuse(map.get("throwAway", true), "throwAway is true or false");
    const sets = map.get("values", true);
    if (!isSeq(sets) || sets.items.length === 0) {
      return this.#refuse(sets ?? node, "values is a list of at least one set of values");
    }
    return { throwAway: throwAway === true, sets: sets.items.map((set) => this.#set(operation, set)) };
  }

  #set(operation: Operation, node: unknown): GivenValues {
    const map = this.#map(node, "a set of values", [...places, "body"]);
    const parameters = { ...nothing.parameters };
    for (const place of places) {
      const part = map.get(place, true);
      if (part !== undefined) parameters[place] = this.#parameters(operation, place, part);
    }
    const body = map.get("body", true);
    return body === undefined ? { parameters } : { parameters, body: this.#body(operation, body) };
  }

  #parameters({ parameters }: Operation, place: Parameter["in"], node: unknown): Record<string, unknown> {
    const map = this.#map(node, place, undefined);
    return Object.fromEntries(
      map.items.map(({ key, value }) => {
        const name = nameOf(key);
        const parameter = parameters.find((each) => each.in === place && each.name === name);
        if (!parameter) return this.#refuse(key, `the operation has no such parameter in ${place}`);
        const given = this.#plain(value);
        this.#check(value, parameter.schema.pointer, given);
        return [name, given];
      }),
    );
  }

  #body({ requestBody }: Operation, node: unknown): Record<string, unknown> {
    const map = this.#map(node, "body", undefined);
    const schemas = (requestBody?.content ?? []).flatMap(({ schema }) => schema ?? []);
    return Object.fromEntries(
      map.items.map(({ key, value }) => {
        const name = nameOf(key);
        const described = schemas.flatMap((schema) => lookUpProperty(resolved(schema), name) ?? []);
        const isOpen = schemas.length > 0 && schemas.every((schema) => resolved(schema).kind !== "object");
        if (described.length === 0 && !isOpen) return this.#refuse(key, "the body has no such field");
        const given = this.#plain(value);
        // A part of an object that is put into the example's is no whole value.
        if (described[0] && !isMap(value)) this.#check(value, resolved(described[0]).pointer, given);
        return [name, given];
      }),
    );
  }

  #check(node: unknown, pointer: string, value: unknown): void {
    const [violation] = this.#description.validate(pointer, value, "request");
    if (!violation) return;
    const hint = violation.keyword === "type" && typeof value === "number" ? "; a text of digits needs quotes" : "";
    this.#refuse(node, `the value breaks \`${violation.keyword}\` of its schema${hint}`);
  }

  #plain(node: unknown): unknown {
    return isNode(node) ? node.toJS(this.#document) : node;
  }

  #map(node: unknown, what: string, names: readonly string[] | undefined): YAMLMap {
    if (!isMap(node)) return this.#refuse(node, `${what} is a map`);
    for (const { key } of node.items) {
      if (names && !names.includes(nameOf(key))) this.#refuse(key, `${what} has only ${names.join(", ")}`);
    }
    return node;
  }

  #refuse(at: unknown, message: string): never {
    const offset = typeof at === "number" ? at : isNode(at) ? ((at as Node).range?.[0] ?? 0) : 0;
    const { line, col } = this.#lines.linePos(offset);
    throw new InvalidInput(`${this.#name}:${line}:${col}: ${message}.\nA file of values looks so:\n\n${valuesForm}\n`);
  }
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

/** Each value of a file that is a text or a number: it may be a person's. */
export function textsOf(values: Values): string[] {
  const texts = new Set<string>();
  const collect = (value: unknown) => {
    if (typeof value === "string" || typeof value === "number") texts.add(String(value));
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(collect);
  };
  for (const { sets } of values.values()) {
    for (const { parameters, body } of sets) [...Object.values(parameters), body].forEach(collect);
  }
  return [...texts];
}
