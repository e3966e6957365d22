import type { DecodedBody } from "./decode-body.ts";

/** A request as far as the HTTP server has read it. */
export interface EngineRequest {
  /** The index of its operation in {@link Engine.operations}. */
  readonly operation: number;
  /** Still encoded. */
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RawBody | DecodedBody;
  /** What its path has for the parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Which response is wanted; none where the request itself says it, or leaves it to the mock. */
  readonly preference?: Preference | undefined;
  /** What a real server has answered to it, which is to be judged; none where the mock is to answer. */
  readonly observed?: ObservedResponse | undefined;
}

/** What a real server has answered. */
export interface ObservedResponse {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without its content coding. */
  readonly body: RawBody;
  /** Whether it has no body because it answers a request for its head, or is a 304 (RFC 9110, section 6.4.1). */
  readonly bodiless: boolean;
  /** Why its body can't be read, where it can't. */
  readonly unreadable?: string | undefined;
}

/**
 * The text of a body where it is UTF-8, else its bytes; none where it is empty. A text is a part of the message between the
 * threads itself: bytes would take memory outside of the heap, which is freed late.
 */
export type RawBody = string | Uint8Array | undefined;

/** Which of the documented responses is wanted, and how it is made. */
export interface Preference {
  readonly code?: number | undefined;
  /** The name of an example. */
  readonly example?: string | undefined;
  readonly dynamic?: boolean | undefined;
  readonly seed?: string | undefined;
}
