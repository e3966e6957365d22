import type { Description, Operation, Parameter, SecurityRequirement } from "@spkey/model";
import { serverUrl } from "@spkey/model";
import { type SampleRequest, sampleRequest } from "@spkey/samples/browser";
import { baseUrlOf } from "./origin.ts";

/** A request as far as it has been filled in. */
export interface Draft {
  /** Where it goes, as it has been typed. */
  target: string;
  /** The credentials that were chosen among the alternatives; none where it goes without any. */
  security: SecurityRequirement;
  readonly parameters: Record<Parameter["in"], Record<string, unknown>>;
  /** The media type of the body; none where no body is sent. */
  mediaType: string | undefined;
  body: unknown;
  /** What stands in place of the body, where it should be JSON and is none. */
  malformed: string | undefined;
  /** Files of the body, by the paths of their values, each written as JSON. */
  readonly files: Map<string, File>;
}

/**
 * What a draft asks for, as samples show it. It is what is sent, too: the console has no other way to write a request.
 */
export function requestOf(description: Description, operation: Operation, draft: Draft): SampleRequest {
  const { security, parameters, mediaType, body, malformed } = draft;
  const { requestBody, ...bodiless } = operation;
  const [server] = operation.servers;
  const chosen: Operation = {
    ...bodiless,
    ...(requestBody && mediaType !== undefined && { requestBody }),
    security: security.length > 0 ? [security] : [],
    // Its variables have been filled in.
    servers: [{ url: serverUrl(server), variables: [] }],
  };
  const base = baseUrlOf(draft.target);
  const request = sampleRequest({ ...description, operations: [chosen] }, chosen, {
    parameters,
    ...(mediaType !== undefined && { mediaType }),
    ...(body !== undefined && { body }),
    ...(base !== undefined && { baseUrl: base }),
  });
  return {
    ...request,
    ...(malformed !== undefined && mediaType !== undefined && { body: { kind: "text", mediaType, text: malformed } }),
  };
}
