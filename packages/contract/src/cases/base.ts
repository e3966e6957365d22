import {
  type Description,
  type Example,
  exampleRequest,
  examplesOf,
  type MediaType,
  type Notice,
  type Operation,
  parseMediaType,
  type SecurityRequirement,
} from "@spkey/model";
import { writeBody } from "../send/body.ts";
import { clashOf } from "../send/credentials.ts";
import { isObject } from "./alter.ts";
import { type CaseBody, type CaseRequest, parameterValue } from "./case.ts";
import type { GivenValues, Settings } from "./plan.ts";
import { unwritable } from "./read-back.ts";

/** A valid request, from which the cases of an operation differ in one thing each. */
export interface BaseRequest extends CaseRequest {
  /** One body for each example of each media type; empty where the operation has none. */
  readonly bodies: readonly ExampleBody[];
  /** What of the bodies no case could be made of. */
  readonly unwritten: readonly Notice[];
}

/** A body, and the example that it was made of. */
export interface ExampleBody {
  readonly body: CaseBody;
  readonly example: Example;
}

/** @returns why there is none, where no valid request can be made, or none that can be sent */
export function baseRequest(
  description: Description,
  operation: Operation,
  { canSend, given }: Pick<Settings, "canSend" | "given">,
): BaseRequest | { readonly leftOut: readonly Notice[] } {
  const { parameters, missing } = exampleRequest(description, operation);
  // A body of which no example can be made is reported with its media type, below.
  const { content = [] } = operation.requestBody ?? {};
  const isGiven = ({ pointer }: Notice) =>
    operation.parameters.some(
      (each) => pointer.startsWith(each.pointer) && given && parameterValue(given.parameters, each) !== undefined,
    );
  const unmade = missing.filter(
    (notice) => content.every((media) => media.pointer !== notice.pointer) && !isGiven(notice),
  );
  const unread = operation.parameters.flatMap((parameter) => {
    const message = unwritable(parameter, parameterValue(parameters, parameter));
    return message === undefined ? [] : [{ pointer: parameter.pointer, message }];
  });
  const unsent = unsentMethod(operation);
  const credentials = sendableAlternative(operation, canSend);
  const { bodies, unwritten } = exampleBodies(description, operation, given?.body);
  const bodiless = operation.requestBody?.required && bodies.length === 0;
  const leftOut = [
    ...unmade,
    ...unread,
    ...(unsent === undefined ? [] : [{ pointer: operation.pointer, message: unsent }]),
    ...(credentials ? [] : [{ pointer: operation.pointer, message: unmet(operation) }]),
    ...(bodiless ? unwritten : []),
  ];
  if (leftOut.length > 0 || !credentials) return { leftOut };
  const [first] = bodies;
  return {
    parameters: given ? withGiven(parameters, given.parameters) : parameters,
    credentials: credentials.map(({ scheme }) => scheme),
    ...(first && { body: first.body }),
    bodies,
    unwritten,
  };
}

function withGiven(parameters: CaseRequest["parameters"], given: GivenValues["parameters"]): CaseRequest["parameters"] {
  return {
    path: { ...parameters.path, ...given.path },
    query: { ...parameters.query, ...given.query },
    header: { ...parameters.header, ...given.header },
    cookie: { ...parameters.cookie, ...given.cookie },
  };
}

/** The base as one request. */
export function withoutBodies({ bodies: _bodies, unwritten: _unwritten, ...request }: BaseRequest): CaseRequest {
  return request;
}

/** What `fetch` refuses to send (Fetch, sections 2.2.1 and 5.4). */
function unsentMethod({ method, requestBody }: Operation): string | undefined {
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return `\`fetch\` does not send ${method}.`;
  return /^(GET|HEAD)$/.test(method) && requestBody?.required
    ? `\`fetch\` sends no body with ${method}, and this operation requires one.`
    : undefined;
}

/** The first alternative whose credentials can all be sent; an empty one where none is needed. */
function sendableAlternative({ security }: Operation, canSend: Settings["canSend"]): SecurityRequirement | undefined {
  if (security.length === 0) return [];
  return security.find((requirement) => isSendable(requirement, canSend));
}

/** Whether all credentials of a requirement can be sent, and together. */
export function isSendable(requirement: SecurityRequirement, canSend: Settings["canSend"]): boolean {
  return requirement.every(({ scheme }) => canSend(scheme)) && clashOf(requirement) === undefined;
}

function unmet({ security }: Operation): string {
  const needed = security.map((requirement) => requirement.map(({ scheme }) => scheme.key).join(" and "));
  const clashes = security.flatMap((requirement) => clashOf(requirement) ?? []);
  return [`None of its security requirements can be met: ${needed.join(", or ")}.`, ...clashes].join(" ");
}

function exampleBodies(
  description: Description,
  { method, requestBody }: Operation,
  given: GivenValues["body"],
): { readonly bodies: readonly ExampleBody[]; readonly unwritten: readonly Notice[] } {
  const unwritten: Notice[] = [];
  const { content = [] } = requestBody ?? {};
  if (/^(GET|HEAD)$/.test(method)) {
    const message = `\`fetch\` sends no body with ${method}: its body is not tried.`;
    return { bodies: [], unwritten: content.map(({ pointer }) => ({ pointer, message })) };
  }
  const bodiesOf = (media: MediaType) => {
    if (!parseMediaType(media.mediaType)) {
      const message = `\`${media.mediaType}\` is no media type: a server may refuse what is sent as it.`;
      unwritten.push({ pointer: media.pointer, message });
      return [];
    }
    const examples = examplesOf(description, media, "request");
    if (examples.length === 0) unwritten.push({ pointer: media.pointer, message: "No example of it can be made." });
    return examples.flatMap((example) => {
      const value = given && isObject(example.value) ? merged(example.value, given) : example.value;
      const written = writeBody(content, media, value);
      if ("bytes" in written) return [{ body: { media, value, ...written }, example }];
      unwritten.push({ pointer: example.pointer, message: written.impossible });
      return [];
    });
  };
  return { bodies: content.flatMap(bodiesOf), unwritten };
}

/** With other fields, also within fields that are objects. */
function merged(
  value: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(given).map(([name, field]) => {
    const inner = value[name];
    return [name, isObject(inner) && isObject(field) ? merged(inner, field) : field];
  });
  return { ...value, ...Object.fromEntries(entries) };
}
