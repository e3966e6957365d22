import type { Operation } from "@spkey/model";
import { tokensOf } from "@spkey/model";
import type { Finding } from "../findings.ts";
import { createMask, type Mask } from "../report/mask.ts";
import type { HttpAnswer } from "../send/send.ts";
import { type OpenedContract, openContract } from "./opened-contract.ts";
import type { MatchOptions } from "./options.ts";
import { NoResponse, readReceived } from "./received.ts";

export interface Match {
  /** `unjudged` is neither kept nor broken. */
  readonly verdict: "kept" | "broken" | "unjudged";
  /** One line for each finding, with where it is promised. */
  readonly message: string;
}

const known: readonly string[] = [
  "spec",
  "status",
  "strict",
  "allowUnjudged",
  "secrets",
] satisfies (keyof MatchOptions)[];

/** @throws {TypeError} where there is no such option: it would be left out in silence */
export function checkOptions(options: object): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no option ${JSON.stringify(unknown)}, only ${known.join(", ")}.`);
  }
}

/**
 * Holds a response against what the description says of its operation.
 *
 * @throws {InvalidInput} where the description can't be read, or has no such operation
 * @throws {NoResponse} where it is no response, or its body can't be had
 */
export async function match(received: unknown, name: string, options: MatchOptions): Promise<Match> {
  checkOptions(options);
  const contract = await openContract(options.spec);
  const operation = contract.find(name);
  const answer = await readReceived(received);
  const { strict = false, allowUnjudged = false, status = answer.status, secrets = [] } = options;
  const { findings, notJudged } = contract.judge({ operation, wanted: { outcome: "answered", status } }, answer);
  const found = answer.lost === undefined ? findings : findings.filter(({ at }) => !at.startsWith("body"));
  const told = strict ? found.map((each) => ({ ...each, severity: "error" as const })) : found;
  const isBroken = told.some(({ severity }) => severity === "error");
  if (answer.lost !== undefined && !isBroken) throw new NoResponse(answer.lost);
  const isOpen = notJudged.length > 0 && !allowUnjudged;
  const mask = maskOf(secrets);
  const lines = [
    ...told.map((each) => findingLine(each, answer, contract)),
    ...notJudged.map(({ pointer, reason }) => `not judged: ${reason}. Described at ${contract.placeOf(pointer)}`),
  ];
  const head = headline(operation, answer, isBroken ? "broken" : isOpen ? "unjudged" : "kept");
  return {
    verdict: isBroken ? "broken" : isOpen ? "unjudged" : "kept",
    message: [head, ...lines.map((line) => `  ${shorten(mask(line))}`)].join("\n"),
  };
}

function headline({ id, method, path }: Operation, { status }: HttpAnswer, verdict: Match["verdict"]): string {
  const what = {
    kept: `as \`${id}\` promises:`,
    broken: `and breaks what \`${id}\` promises:`,
    unjudged: `and it can't be judged whether that is what \`${id}\` promises (\`allowUnjudged\` lets it pass):`,
  }[verdict];
  const text = `${method} ${path} answered ${status}, ${what}`;
  return verdict === "kept" ? text.slice(0, -1) : text;
}

function findingLine(
  { kind, severity, at, message, pointer }: Finding,
  answer: HttpAnswer,
  contract: OpenedContract,
): string {
  const came = kind === "invalid-body" ? kindAt(answer, at) : undefined;
  const what = came === undefined ? message : `${message}, and ${came} came`;
  return `${severity} ${kind}: ${at}: ${what}. Promised at ${contract.placeOf(pointer)}`;
}

/** What kind of value is somewhere in a body; never the value, which may be a person's. Of an object, nothing: its fields are told. */
function kindAt({ body }: HttpAnswer, at: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  for (const name of tokensOf(`#${at.slice("body".length)}`)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name]; // An object, or an array, has any fields.
  }
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "string") return `a text of ${[...value].length} characters`;
  return typeof value === "number" || typeof value === "boolean" ? `a ${typeof value}` : undefined;
}

/** A server may send back what it was sent: what looks like a credential is none of a message's business. */
const credentials = /\b(?:Bearer|Basic)\s+[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]*(?:\.[\w-]*)?/gi;

function maskOf(secrets: readonly string[]): Mask {
  const mask = createMask(secrets, []);
  return (text) => mask(text).replaceAll(credentials, "***");
}

/** Names and media types are the server's, and may be of any length. */
const longest = 500;

function shorten(line: string): string {
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
