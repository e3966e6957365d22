import {
  type Description,
  type ExampleRequest,
  exampleRequest,
  jsonMedia,
  type Operation,
  type SecurityScheme,
} from "@spkey/spec";

/** One request, derived from the description, and what the description promises of its answer. */
export interface Case {
  readonly name: string;
  readonly operation: Operation;
  readonly parameters: ExampleRequest["parameters"];
  readonly body: unknown;
  /** The status to ask a mock for; a real server decides for itself. */
  readonly prefer?: number;
  /** The credential to leave out. */
  readonly without?: SecurityScheme;
  readonly wanted: Wanted;
}

export interface Wanted {
  /** One of these statuses; the first is the likeliest. */
  readonly statuses: readonly number[];
  /** What Prism must find wrong with the request; nothing where there is no such expectation. */
  readonly violation?: { readonly code: string; readonly mentions: string };
}

/** Statuses for a request that breaks the description (RFC 9110, sections 15.5.1 and 15.5.21). */
const refusals = [400, 422];
const unauthorized = 401;

/** All cases of a description, operation by operation. */
export function casesOf(description: Description): Case[] {
  return description.operations.flatMap((operation) => [
    ...accepted(operation),
    ...answered(operation),
    ...unauthenticated(operation),
    ...incomplete(description, operation),
  ]);
}

/** Each example of a request is accepted. */
function accepted(operation: Operation): Case[] {
  const { requestBody } = operation;
  const examples = requestBody
    ? (jsonMedia(requestBody.content)?.examples ?? [])
    : [{ value: undefined, name: undefined }];
  return examples.map(({ name, value }) => ({
    ...base(operation),
    name: `${operation.id} accepts ${name ? `the example ${name}` : "a valid request"}`,
    body: value,
    wanted: { statuses: successes(operation) },
  }));
}

/** Each response with a status of its own can be had, and is what the description says. */
function answered(operation: Operation): Case[] {
  return operation.responses
    .filter(({ status }) => /^\d{3}$/.test(status))
    .map(({ status }) => ({
      ...base(operation),
      name: `${operation.id} answers the documented ${status}`,
      prefer: Number(status),
      wanted: { statuses: [Number(status)] },
    }));
}

/** Each credential that is required is missed when it is missing. */
function unauthenticated(operation: Operation): Case[] {
  const [requirement, ...alternatives] = operation.security;
  if (!requirement || alternatives.length > 0) return [];
  return requirement.map((scheme) => ({
    ...base(operation),
    name: `${operation.id} is refused without ${scheme.key}`,
    without: scheme,
    wanted: { statuses: [unauthorized] },
  }));
}

/** Each required field of a JSON body is missed when it is missing. */
function incomplete(description: Description, operation: Operation): Case[] {
  const media = operation.requestBody && jsonMedia(operation.requestBody.content);
  const { body } = base(operation);
  if (!media?.schema || typeof body !== "object" || body === null) return [];
  const { required = [] } = description.schema(media.schema);
  return required.map((field) => ({
    ...base(operation),
    name: `${operation.id} is refused without ${field}`,
    body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)),
    wanted: { statuses: refusals, violation: { code: "required", mentions: `'${field}'` } },
  }));
}

/** A valid request: the first example of everything. */
function base(operation: Operation): Pick<Case, "operation" | "parameters" | "body"> {
  const { parameters, body } = exampleRequest(operation);
  return { operation, parameters, body };
}

function successes({ responses }: Operation): number[] {
  const statuses = responses.map(({ status }) => Number(status)).filter((status) => status >= 200 && status < 300);
  return statuses.length > 0 ? statuses.toSorted((a, b) => a - b) : [200];
}
