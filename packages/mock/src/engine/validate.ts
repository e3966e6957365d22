import type { MIMEType } from "node:util";
import { type Answer, problem } from "../answer.ts";
import { withoutAbsent } from "../prism/absent-parameters.ts";
import { mockSoundly } from "../prism/dynamic.ts";
import { RefusedByMock } from "../prism/errors.ts";
import { type prismMock, validateBody, validateInput, validateOutput } from "../prism/index.ts";
import { toViolation } from "../prism/violations.ts";
import { MalformedBody } from "./decode-body.ts";
import { type Shape, withDetails } from "./error-details.ts";
import { contentType, covers, parseMediaType } from "./media-type.ts";
import type { Operation } from "./summarize.ts";

type Responses = Operation["responses"];
type Diagnostics = Parameters<typeof prismMock>[0]["input"]["validations"];

/** The codes of what Prism does not see: a body that its own media type, or the operation, does not allow. */
const malformed = "malformed";
const unsupported = 415;

/** Prism's validation, to which a body that can't be read, or is of another media type, is one more violation. */
export const validate: typeof validateInput = ({ resource, element }) => {
  const { body, headers = {} } = element;
  const judged = withoutAbsent(resource, element);
  if (body === undefined) return placed(validateInput({ resource: judged, element }));
  const contents = resource.request?.body?.contents ?? [];
  const described = contents.map(({ mediaType }) => mediaType);
  const sent = parseMediaType(headers["content-type"] ?? "");
  if (described.length > 0 && !described.some((one) => sent !== undefined && covers(one, sent))) {
    const message = `${sent ? `The Content-Type is ${sent.essence}` : "There is no valid Content-Type"}; supported: ${described.join(", ")}`;
    return { _tag: "Left", left: [{ path: ["header", "content-type"], code: unsupported, message, severity: 0 }] };
  }
  if (body instanceof MalformedBody) {
    return { _tag: "Left", left: [{ path: ["body"], code: malformed, message: body.reason, severity: 0 }] };
  }
  const content = sent && bestOf(contents, sent);
  if (!content || (contents.length === 1 && body)) return placed(validateInput({ resource: judged, element }));
  // To Prism all that end in `+json` are `application/json`, and null, false, 0 and an empty text are no body.
  const request = { ...judged.request, body: undefined };
  const bodiless = { ...element, body: undefined, headers: { ...headers, "content-length": "0" } };
  const others = validateInput({ resource: Object.assign({}, judged, { request }), element: bodiless });
  const bundle = (resource as { __bundled__?: object }).__bundled__; // Where Prism keeps what is referred to.
  const own = validateBody(body, [content], input, content.mediaType, sent.params.get("boundary") ?? undefined, bundle);
  const [first, ...more] = [own, others].flatMap((verdict) => (verdict._tag === "Left" ? verdict.left : []));
  return first ? { _tag: "Left", left: [first, ...more] } : { _tag: "Right", right: element };
};

/** Prism's name of the side that is validated. */
const input = 0;

/** The media type that was sent, where it is described, before the range that covers it. */
function bestOf<Content extends { readonly mediaType: string }>(
  contents: readonly Content[],
  sent: MIMEType,
): Content | undefined {
  const fitting = contents.filter(({ mediaType }) => covers(mediaType, sent));
  const stars = ({ mediaType }: Content) => mediaType.split("*").length;
  return fitting.toSorted((a, b) => stars(a) - stars(b))[0];
}

/** What Prism gives no place is wrong with the body: it is missing. */
function placed(verdict: ReturnType<typeof validateInput>): ReturnType<typeof validateInput> {
  if (verdict._tag === "Right") return verdict;
  const [first, ...more] = verdict.left.map((one) => ({ ...one, path: one.path ?? ["body"] }));
  return first ? { _tag: "Left", left: [first, ...more] } : verdict;
}

/** Prism's mocking, but that an error says what is wrong with this request. */
export const mock: typeof prismMock = ({ resource, input, config }) => {
  const errors = input.validations.filter(({ severity }) => severity === 0);
  const [first] = errors;
  if (!first) return mockSoundly({ resource, input, config });
  const { responses, otherwise } = errorResponses(resource.responses, errors);
  if (responses.length === 0 && otherwise) return () => ({ _tag: "Left", left: new RefusedByMock(otherwise, errors) });
  const narrowed = { ...resource, responses };
  return (logger) => {
    const result = mockSoundly({ resource: narrowed, input, config })(logger);
    if (result._tag === "Left") return result;
    const response = result.right;
    const schema = schemaOf(responses, response.statusCode, contentType(response.headers ?? {}));
    const body = withDetails(
      response.body,
      schema,
      errors.map((error) => toViolation("request", error)),
    );
    if (body === undefined) return result;
    // What was put into it must not make it break its schema.
    const filled = { ...response, body };
    return validateOutput({ resource: narrowed, element: filled })._tag === "Left"
      ? result
      : { ...result, right: filled };
  };
};

/** Those of the documented responses that fit what is wrong, and the mock's own for want of one. */
function errorResponses(documented: Responses, errors: Diagnostics): { responses: Responses; otherwise?: Answer } {
  const of = (status: number) =>
    documented.filter(({ code }) => [String(status), `${String(status)[0]}XX`, "default"].includes(code));
  if (errors.some(({ code }) => code === 401)) return { responses: documented };
  const [{ code, message }] = errors as [Diagnostics[number]]; // The caller has seen that there is one.
  if (code === unsupported) {
    // Prism would answer another documented 4xx.
    return { responses: of(unsupported), otherwise: problem(unsupported, "media-type", `${message}.`) };
  }
  if (code === malformed && of(400).length > 0) return { responses: of(400) };
  if (code === malformed && of(422).length === 0) {
    return { responses: [], otherwise: problem(400, "malformed-body", `${message}.`) };
  }
  return { responses: documented };
}

function schemaOf(responses: Responses, status: number, mediaType: string | undefined): Shape {
  const response = responses.find(({ code }) => [String(status), `${String(status)[0]}XX`, "default"].includes(code));
  const content = response?.contents?.find((one) => one.mediaType === mediaType);
  return (content?.schema ?? {}) as Shape; // Prism's type has all keywords of JSON Schema; each is looked at before it is used.
}
