import type { MediaType, Operation, Parameter, SecurityScheme } from "@spkey/model";

/** One request, derived from the description, and what the description promises of its answer. */
export interface Case {
  /** A sentence that begins with the operation's id. No other case of the description has the same name. */
  readonly name: string;
  readonly operation: Operation;
  readonly request: CaseRequest;
  readonly wanted: Wanted;
}

/** A request as values: `send/request.ts` writes it. */
export interface CaseRequest {
  /** By their place, and by their name. */
  readonly parameters: Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;
  readonly body?: CaseBody;
  /** The schemes whose credentials are sent. */
  readonly credentials: readonly SecurityScheme[];
  /** The status to ask a mock for; a real server decides for itself. */
  readonly prefer?: number;
}

export interface CaseBody {
  /** One of the described media types, whose rules the body is about. */
  readonly media: MediaType;
  readonly value: unknown;
  /** The value of `Content-Type`; of a range such as `text/*`, a media type in it. */
  readonly contentType: string;
  /** The value as it is sent. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a server has to answer. */
export type Wanted =
  /** With one of the documented successes. */
  | { readonly outcome: "accepted" }
  /** With this status, where the server can be asked for it. */
  | { readonly outcome: "answered"; readonly status: number }
  /** With one of these statuses; the first is the likeliest. */
  | { readonly outcome: "refused"; readonly statuses: readonly number[]; readonly violation?: BrokenRule };

/** The one rule of the body that a request breaks. */
export interface BrokenRule {
  /** The keyword of JSON Schema. */
  readonly keyword: "required";
  /** Of the object that lacks the property, the place in the body; empty where the body itself is at fault. */
  readonly path: readonly string[];
  /** The property that is missing; none where it is the body. */
  readonly property?: string;
  /** Whether only one of several alternatives is broken, of which validators say what they like. */
  readonly inUnion: boolean;
}
