import { createPortableValidate } from "@spkey/model/portable/validate";
import type { Arguments } from "./tool.ts";

/** Mistakes that are told at once. */
const mostTold = 5;

/** A schema of a tool's arguments: JSON Schema 2020-12, which refers to nothing but its own `definitions`. */
export type InputSchema = Readonly<Record<string, unknown>>;

/** @returns a function that says what is wrong with arguments; nothing where they fit */
export function createArgumentCheck({
  definitions = {},
  ...schema
}: InputSchema): (given: Arguments) => readonly string[] | undefined {
  const named = Object.entries(Object(definitions)).map(([name, each]) => [`#/definitions/${name}`, each] as const);
  const input = "#/input";
  const request = Object.fromEntries([[input, schema], ...named]);
  const validate = createPortableValidate({ schemas: { request, response: {} } });
  return (given) => {
    const violations = validate(input, given, "request");
    if (violations.length === 0) return undefined;
    const told = violations.map(
      ({ path, message }) => `- ${path.length > 0 ? `\`${path.join(".")}\`: ` : ""}${message}`,
    );
    const unique = [...new Set(told)];
    const more = unique.length - mostTold;
    return [...unique.slice(0, mostTold), ...(more > 0 ? [`- and ${more} more`] : [])];
  };
}
