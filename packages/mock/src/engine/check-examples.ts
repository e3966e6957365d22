import { setImmediate } from "node:timers/promises";
import { append } from "@spkey/model/http/pointer.ts";
import { mockValid } from "../prism/dynamic.ts";
import type { Operation, PrismResponse } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import { errorsOf } from "./diagnostics.ts";
import type { ExampleIssue } from "./example-issue.ts";
import { operationKey } from "./operation-summary.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { withValidHeaders } from "./valid-headers.ts";
import { responseDiagnostics } from "./validate-response.ts";

type Response = Operation["responses"][number];
type Content = NonNullable<Response["contents"]>[number];

/** One static response. */
interface Documented extends DescribedOperation {
  readonly response: Response;
  readonly content: Content;
  /** Prism's name of the example: `default` where it has none; none where there is no example. */
  readonly key: string | undefined;
}

/**
 * Validates each static response, that is each example, and the one that Prism generates where there is none, against its own
 * schema. Lets others have their turn between two of them.
 */
export async function* checkExamples(
  operations: readonly DescribedOperation[],
  validator: SchemaValidator,
): AsyncIterable<ExampleIssue> {
  for (const documented of operations.flatMap(responsesOf)) {
    await setImmediate();
    const reasons = reasonsOf(documented, validator);
    if (reasons.length === 0) continue;
    const { prism, response, content, key } = documented;
    yield {
      response: `${operationKey(prism)} ${response.code}`,
      mediaType: content.mediaType,
      example: key === "default" ? undefined : key,
      pointer: pointerOf(documented),
      reasons,
    };
  }
}

function responsesOf(operation: DescribedOperation): Documented[] {
  return operation.prism.responses.flatMap((response) =>
    (response.contents ?? []).flatMap((content) => {
      const keys = content.examples?.map(({ key }) => key) ?? [];
      return (keys.length > 0 ? keys : [undefined]).map((key) => ({ ...operation, response, content, key }));
    }),
  );
}

function reasonsOf(documented: Documented, validator: SchemaValidator): string[] {
  const { prism: operation, model, exemplified, response, content, key } = documented;
  const request = {
    method: operation.method as "get", // One of those that Prism knows, since Prism has read it.
    url: { path: operation.path },
    headers: {},
  };
  const config = {
    code: statusOf(response),
    dynamic: false,
    mediaTypes: [content.mediaType],
    ...(key !== undefined && { exampleKey: key }),
  };
  const validate = (mocked: PrismResponse) => responseDiagnostics(model, mocked, validator);
  const { callbacks: _, ...quiet } = operation;
  const mocked = mockValid(quiet, request, [], config, validate, exemplified);
  if (mocked instanceof Error) return [mocked.message];
  const answered = withValidHeaders(documented, mocked.response, validator);
  return errorsOf(validate(answered)).map(({ message }) => message);
}

/** A status that the response is for. */
function statusOf({ code }: Response): number {
  if (code === "default") return 500;
  return Number(code.replaceAll(/x/gi, "0"));
}

/** Where it stands, as if what is referred to stood in its place. */
function pointerOf({ prism: { path, method }, response, content, key }: Documented): string {
  const tokens = ["paths", path, method, "responses", response.code, "content", content.mediaType];
  if (key !== undefined && key !== "default") tokens.push("examples", key);
  return append("#", ...tokens);
}
