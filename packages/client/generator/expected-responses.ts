import { isExact, isOfClass, type Response, successesOf } from "@spkey/model";
import { type BodyKind, bodyKindOf, mediaPattern } from "./media.ts";
import type { Signature } from "./signature.ts";
import type { Validators } from "./validators.ts";

/** What an operation answers by the description (`ExpectedResponses` of `src/response.ts`), as properties of an object literal. */
export function expectedResponses({ operation }: Signature, validators: Validators): string[] {
  const bodiless = operation.method === "HEAD"; // RFC 9110, section 9.3.2.
  const byStatus: string[] = [];
  const media: string[] = [];
  for (const { status, content } of withoutDefault(operation.responses)) {
    const key = statusKey(status);
    const [first] = content;
    if (bodiless || !first) {
      byStatus.push(`${key}: 0`);
    } else if (content.length === 1 && bodyKindOf(first.mediaType) === "json") {
      byStatus.push(`${key}: ${validators.expression(first.schema)}`);
    } else {
      byStatus.push(`${key}: ""`);
      media.push(`${key}: [${content.map((each) => mediaCode(each, isOfClass(status, 4, 5), validators)).join(", ")}]`);
    }
  }
  return [`responses: { ${byStatus.join(", ")} }`, ...(media.length > 0 ? [`media: { ${media.join(", ")} }`] : [])];
}

function mediaCode({ mediaType, schema }: Response["content"][number], error: boolean, validators: Validators): string {
  const kind = bodyKindOf(mediaType);
  const validator = kind === "json" ? `, validator: ${validators.expression(schema)}` : "";
  // An error is read to its end, whatever it is.
  const as: BodyKind = error && kind !== "json" ? "text" : kind;
  return `{ type: ${mediaPattern(mediaType)}${readers[as]}${validator} }`;
}

/** How each kind of body is handed over, as code. */
const readers: Readonly<Record<BodyKind, string>> = {
  json: "",
  stream: ', as: "stream"',
  text: ", as: asText",
  blob: ", as: asBlob",
};

export function statusKey(status: string): string {
  return isExact(status) ? status : JSON.stringify(status);
}

/**
 * Beside a success of its own, `default` is what is no success: an answer of it with a 2xx that nobody has described is none
 * either.
 */
function withoutDefault(responses: readonly Response[]): Response[] {
  const [success] = successesOf(responses);
  if (!success || success.status === "default") return [...responses];
  return responses.flatMap((response) =>
    response.status === "default"
      ? ["4XX", "5XX"]
          .filter((range) => !responses.some(({ status }) => status === range))
          .map((status) => ({ ...response, status }))
      : [response],
  );
}
