import { isOfClass, lookUpStatus, type Operation, type Response } from "@spkey/model";
import { nearest } from "@spkey/model/nearest";
import { InvalidInput } from "../verify/invalid-input.ts";
import type { Answer } from "./options.ts";

/**
 * Writes what an answer is to be, as the mock reads it (RFC 7240).
 *
 * @throws {InvalidInput} where the description has no such response or example; the message says which there are
 */
export function preferenceOf(operation: Operation, { code, example, dynamic }: Answer): string {
  const { id, responses } = operation;
  const described = code === undefined ? undefined : lookUpStatus(responses, code);
  if (code !== undefined && !described) {
    const all = responses.map(({ status }) => status).join(", ");
    throw new InvalidInput(`\`${id}\` has no response ${code}; it has ${all || "none"}.`);
  }
  const candidates = described ? [described] : responses;
  const having = candidates.filter((response) => example !== undefined && namesOf(response).includes(example));
  if (example !== undefined && having.length === 0) throw new InvalidInput(noExample(id, example, code, candidates));
  const chosen = code ?? statusOf(having.toSorted((a, b) => Number(isSuccess(b)) - Number(isSuccess(a)))[0]);
  return [
    ...(chosen === undefined ? [] : [`code=${chosen}`]),
    ...(example === undefined ? [] : [`example=${example}`]),
    ...(dynamic === undefined ? [] : [`dynamic=${dynamic}`]),
  ].join(", ");
}

function noExample(id: string, example: string, code: number | undefined, candidates: readonly Response[]): string {
  const names = [...new Set(candidates.flatMap(namesOf))];
  const near = nearest(example, names);
  const hint = near === undefined ? `it has ${names.join(", ") || "none"}.` : `did you mean ${JSON.stringify(near)}?`;
  const which = code === undefined ? "" : ` of its response ${code}`;
  return `\`${id}\` has no example ${JSON.stringify(example.slice(0, 80))}${which}; ${hint}`;
}

function namesOf({ content }: Response): string[] {
  return content.flatMap(({ examples }) => examples.flatMap(({ name }) => name ?? []));
}

function isSuccess({ status }: Response): boolean {
  return isOfClass(status, 2);
}

/** Of a range or `default`, the mock chooses. */
function statusOf(response: Response | undefined): number | undefined {
  return response && /^\d+$/.test(response.status) ? Number(response.status) : undefined;
}
