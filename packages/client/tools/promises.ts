import type { Operation, Response } from "@spkey/spec";
import { kindOf, mediaPattern } from "./media.ts";
import type { Shapes } from "./shapes.ts";

/** What an operation promises (`Promises` of `src/response.ts`), as the properties of an object literal. */
export function promisesOf(operation: Operation, shapes: Shapes, responses = operation.responses): string {
  const bodiless = operation.method === "HEAD"; // RFC 9110, section 9.3.2.
  const shapesByStatus: string[] = [];
  const media: string[] = [];
  for (const { status, content } of ranged(responses)) {
    const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
    const [first] = content;
    if (bodiless || !first) {
      shapesByStatus.push(`${key}: 0`);
    } else if (content.length === 1 && kindOf(first.mediaType) === "json") {
      shapesByStatus.push(`${key}: ${shapes.expression(first.schema)}`);
    } else {
      shapesByStatus.push(`${key}: ""`);
      media.push(
        `${key}: [${content.map((each) => mediaOf(each.mediaType, isError(status), shapes, each.schema)).join(", ")}]`,
      );
    }
  }
  return `responses: { ${shapesByStatus.join(", ")} }${media.length > 0 ? `, media: { ${media.join(", ")} }` : ""}`;
}

function mediaOf(
  mediaType: string,
  error: boolean,
  shapes: Shapes,
  schema: Parameters<Shapes["expression"]>[0],
): string {
  const kind = kindOf(mediaType);
  const shape = kind === "json" ? `, shape: ${shapes.expression(schema)}` : "";
  // An error is read to its end, whatever it is.
  return `{ type: ${mediaPattern(mediaType)}, as: "${error && kind !== "json" ? "text" : kind}"${shape} }`;
}

/**
 * Whether the rule for operations that nobody has imported (a 2xx has JSON that is an object or an array) says too much of
 * this one.
 */
export function isUnusual({ method, responses }: Operation, shapes: Shapes): boolean {
  return (
    method !== "HEAD" &&
    successesOf(responses).some(({ content }) => {
      const [first] = content;
      if (content.length !== 1 || !first || kindOf(first.mediaType) !== "json") return true;
      const types = shapes.types(first.schema);
      return !types || [...types].some((type) => type !== "object" && type !== "array");
    })
  );
}

/** The responses of a success; `default` is one where nothing else is. */
export function successesOf(responses: readonly Response[]): readonly Response[] {
  const named = responses.filter(({ status }) => status.startsWith("2"));
  return named.length > 0 ? named : responses.filter(({ status }) => status === "default");
}

/** The documented errors: what the API itself answers with 400 or more. */
export function errorsOf(responses: readonly Response[]): readonly Response[] {
  return responses.filter(({ status }) => isError(status) || status === "default");
}

function isError(status: string): boolean {
  return /^[45]/.test(status);
}

/**
 * Ranges in capitals (OpenAPI 3.1, section 4.8.16). Beside a success of its own, `default` is what is no success: an answer
 * of its shape with a 2xx that nobody has described is none either.
 */
function ranged(responses: readonly Response[]): Response[] {
  const all = responses.map((response) => ({ ...response, status: response.status.replace(/^(\d)xx$/i, "$1XX") }));
  if (!all.some(({ status }) => status.startsWith("2"))) return all;
  return all.flatMap((response) =>
    response.status === "default"
      ? ["4XX", "5XX"]
          .filter((range) => !all.some(({ status }) => status === range))
          .map((status) => ({ ...response, status }))
      : [response],
  );
}
