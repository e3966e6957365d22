import { fileURLToPath } from "node:url";
import { type Description, type Operation, readDescription } from "@spkey/model";
import { nearest } from "@spkey/model/nearest";
import { createJudge, type Judge } from "../judge/answer.ts";
import { InvalidInput } from "../verify/invalid-input.ts";
import { openDescription } from "../verify/open-description.ts";
import type { Spec } from "./options.ts";

/** A description, and what answers are held against it with. */
export interface OpenedContract {
  readonly description: Description;
  readonly judge: Judge;
  /** Where something is promised, as a person finds it. */
  readonly placeOf: (pointer: string) => string;
  /**
   * @param name an `operationId`, or a method and a path template, as in `POST /users/{id}`
   * @throws {InvalidInput} where there is none; with the nearest names
   */
  readonly find: (name: string) => Operation;
}

/** Reading one takes longer than judging by it. */
const byFile = new Map<string, Promise<OpenedContract>>();
const byDocument = new WeakMap<object, Promise<OpenedContract>>();
let released: Promise<OpenedContract> | undefined;

/**
 * Opens a description, once.
 *
 * @param spec Default: the one that is released with this package
 * @throws {InvalidInput} where it can't be read, or is no OpenAPI 3
 */
export function openContract(spec: Spec | undefined): Promise<OpenedContract> {
  if (spec === undefined) {
    released ??= openFile(undefined);
    return released;
  }
  if (typeof spec === "string" || spec instanceof URL) return remember(byFile, pathOf(spec), openFile);
  return remember(byDocument, spec, async (document) => opened(readDescription(document), (pointer) => pointer));
}

/** What `startMock` takes for the same description. */
export function mockable(spec: Spec): string | object {
  return spec instanceof URL ? pathOf(spec) : spec;
}

function pathOf(spec: string | URL): string {
  const text = String(spec);
  return text.startsWith("file:") ? fileURLToPath(text) : text;
}

function remember<Key extends object | string>(
  known: {
    get(key: Key): Promise<OpenedContract> | undefined;
    set(key: Key, contract: Promise<OpenedContract>): unknown;
  },
  key: Key,
  open: (key: Key) => Promise<OpenedContract>,
): Promise<OpenedContract> {
  const contract = known.get(key) ?? open(key);
  known.set(key, contract);
  return contract;
}

async function openFile(file: string | undefined): Promise<OpenedContract> {
  const { description, source } = await openDescription(file);
  return opened(description, (pointer) => {
    const { file: path, line, column } = source.placeOf(pointer);
    return `${path}:${line}:${column}`;
  });
}

function opened(description: Description, placeOf: (pointer: string) => string): OpenedContract {
  const named = new Map<string, Operation>();
  for (const operation of description.operations) {
    const { id, operationId = id, method, path } = operation;
    for (const name of [id, operationId, `${method} ${path}`]) named.set(name, operation);
  }
  return {
    description,
    judge: createJudge(description),
    placeOf,
    find: (name) => {
      const operation = named.get(name);
      if (operation) return operation;
      throw new InvalidInput(unknownOperation(name, description));
    },
  };
}

/** How many names are told. */
const most = 5;

function unknownOperation(name: string, { operations, info }: Description): string {
  const ids = operations.map(({ id }) => id);
  const near = nearest(name, ids);
  const others = near === undefined ? ids : [near];
  const shown = others.slice(0, most).map((id) => JSON.stringify(id));
  const more = others.length > most ? ` and ${others.length - most} more` : "";
  const hint = near === undefined ? `It has ${shown.join(", ") || "none"}${more}.` : `Did you mean ${shown.join("")}?`;
  return `${info.title} has no operation ${JSON.stringify(String(name).slice(0, 80))}. ${hint}`;
}
