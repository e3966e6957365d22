import { setImmediate } from "node:timers/promises";
import { prismMock, validateOutput } from "../prism/index.ts";
import { silentLogger } from "../prism/logger.ts";
import { type Finding, operationKey } from "../worker/messages.ts";
import type { Operation } from "./summarize.ts";

type Response = Operation["responses"][number];
type Content = NonNullable<Response["contents"]>[number];

/**
 * Gives each static answer, that is each example, and the one that Prism makes where there is none, to its own schema.
 * Lets others have their turn between two of them.
 */
export async function* check(operations: readonly Operation[]): AsyncIterable<Finding> {
  for (const operation of operations) {
    for (const response of operation.responses) {
      for (const content of response.contents ?? []) {
        const keys = content.examples?.map(({ key }) => key) ?? [];
        for (const example of keys.length > 0 ? keys : [undefined]) {
          await setImmediate();
          const reasons = faults(operation, response, content, example);
          if (reasons.length === 0) continue;
          const name = example === "default" ? undefined : example; // Prism's name of what has none.
          const pointer = pointerOf(operation, response, content, name);
          yield {
            response: `${operationKey(operation)} ${response.code}`,
            mediaType: content.mediaType,
            example: name,
            pointer,
            reasons,
          };
        }
      }
    }
  }
}

function faults(
  operation: Operation,
  response: Response,
  { mediaType }: Content,
  example: string | undefined,
): string[] {
  const result = prismMock({
    resource: operation,
    input: {
      data: {
        method: operation.method as "get", // One of those that Prism knows, since Prism has read it.
        url: { path: operation.path },
        headers: {},
      },
      validations: [],
    },
    config: {
      code: statusOf(response),
      dynamic: false,
      mediaTypes: [mediaType],
      ...(example !== undefined && { exampleKey: example }),
    },
  })(silentLogger);
  if (result._tag === "Left") return [result.left.message];
  const verdict = validateOutput({ resource: operation, element: result.right });
  return verdict._tag === "Left" ? verdict.left.map(({ message }) => message) : [];
}

/** A status that the response is for. */
function statusOf({ code }: Response): number {
  if (code === "default") return 500;
  return Number(code.replaceAll(/x/gi, "0"));
}

/** Where it stands, as if what is referred to stood in its place. */
function pointerOf(
  { path, method }: Operation,
  { code }: Response,
  { mediaType }: Content,
  example: string | undefined,
) {
  const tokens = ["paths", path, method, "responses", code, "content", mediaType];
  if (example !== undefined) tokens.push("examples", example);
  return `#/${tokens.map((token) => token.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
