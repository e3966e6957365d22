import type { Description, Operation } from "@spkey/model";
import { serverUrl } from "@spkey/model";
import { type Field, idPart } from "./field.ts";
import { type LinkView, linkView } from "./links.ts";
import { type MediaView, mediaViews } from "./media.ts";
import { type SecurityView, securityView } from "./security.ts";
import { serverFields } from "./servers.ts";
import { headerFields, type ParameterGroup, parameterGroups } from "./values.ts";

/** An operation as its page shows it. */
export interface OperationView {
  readonly operation: Operation;
  /** What the ids of its sections and rows begin with. */
  readonly prefix: string;
  readonly title: string;
  /** The URL of the first server, its variables filled in. */
  readonly server: string;
  /** Its servers, where they are its own. */
  readonly servers: readonly Field[];
  readonly security?: SecurityView;
  readonly parameters: readonly ParameterGroup[];
  readonly body?: { readonly description: string; readonly required: boolean; readonly content: readonly MediaView[] };
  readonly responses: readonly ResponseView[];
  readonly callbacks: readonly { readonly name: string; readonly operations: readonly OperationView[] }[];
}

export interface ResponseView {
  readonly id: string;
  readonly status: string;
  readonly summary: string;
  /** CommonMark. */
  readonly description: string;
  readonly headers: readonly Field[];
  readonly content: readonly MediaView[];
  /** The response above whose body has the same fields, which are not written out again. */
  readonly same?: { readonly id: string; readonly status: string };
  readonly links: readonly LinkView[];
}

/** @param prefix sets the ids of an operation apart that shares its page with another one */
export function operationView(description: Description, operation: Operation, prefix = ""): OperationView {
  const { id, summary, parameters, requestBody, responses, callbacks, servers, ownServers } = operation;
  const security = securityView(operation.security, prefix);
  return {
    operation,
    prefix,
    title: summary || id,
    server: serverUrl(servers[0]),
    servers: ownServers ? serverFields(servers, prefix) : [],
    ...(security && { security }),
    parameters: parameterGroups(parameters, prefix),
    ...(requestBody && {
      body: {
        description: requestBody.description,
        required: requestBody.required,
        content: mediaViews(description, requestBody.content, "request", `${prefix}body`),
      },
    }),
    responses: withoutRepetition(responses.map((response) => responseView(description, response, prefix))),
    callbacks: callbacks.map(({ name, operations }, index) => ({
      name,
      operations: operations.map((each, which) =>
        operationView(description, each, `${prefix}callback-${index + 1}-${which + 1}-`),
      ),
    })),
  };
}

function responseView(
  description: Description,
  response: Operation["responses"][number],
  prefix: string,
): ResponseView {
  const id = `${prefix}response-${idPart(response.status)}`;
  return {
    id,
    status: response.status,
    summary: response.summary ?? "",
    description: response.description,
    headers: headerFields(response.headers, "response", `${id}-header`),
    content: mediaViews(description, response.content, "response", id),
    links: response.links.map((link) => linkView(description, link, `${id}-link`)),
  };
}

/** APIs tend to answer all of their errors with one schema. */
function withoutRepetition(responses: readonly ResponseView[]): ResponseView[] {
  const first = new Map<string, ResponseView>();
  return responses.map((response) => {
    if (response.content.length === 0) return response;
    const fields = fieldsOf(response);
    const same = first.get(fields);
    if (!same) first.set(fields, response);
    return same ? { ...response, same: { id: same.id, status: same.status } } : response;
  });
}

/** What is said of a body but for its examples, whichever the response is. */
function fieldsOf({ id: prefix, content }: ResponseView): string {
  const bodies = content.map(({ mediaType, body, item }) => ({ mediaType, body, item }));
  return JSON.stringify(bodies, (key, value: unknown) =>
    key === "id" && typeof value === "string" ? value.replace(prefix, "") : value,
  );
}
