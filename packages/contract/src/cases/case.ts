import type { MediaType, Operation, Parameter, SecurityScheme } from "@spkey/model";
import type { TestCredential } from "../send/credentials.ts";

/** One request, derived from the description, and what the description promises of its answer. */
export interface Case {
  /** Stays the same as long as what it is about does: `addBook/refused/body.title/type/null`, say. */
  readonly id: string;
  /** A sentence that begins with the operation's id. No other case of the description has the same name. */
  readonly name: string;
  readonly operation: Operation;
  readonly request: CaseRequest;
  readonly wanted: Wanted;
  /** The rules of the description that it tries. */
  readonly tries: readonly Tried[];
}

/** A rule of the description, and how it is tried. */
export interface Tried {
  /** Where what it is a rule of stands. */
  readonly pointer: string;
  /** A keyword of JSON Schema or a field of the specification. */
  readonly keyword: string;
  readonly as: "valid" | "invalid";
}

/** A request as values: `send/request.ts` writes it. */
export interface CaseRequest {
  /** That of the operation, unless another one is tried. */
  readonly method?: string;
  /** By their place, and by their name. */
  readonly parameters: Readonly<Record<Parameter["in"], Readonly<Record<string, unknown>>>>;
  readonly body?: CaseBody;
  /** The schemes whose credentials are sent. */
  readonly credentials: readonly SecurityScheme[];
  /** What is sent beside them: credentials that are none. */
  readonly malformedCredentials?: readonly TestCredential[];
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
  | {
      readonly outcome: "refused";
      readonly statuses: readonly number[];
      /** Where another method than the described ones is tried: those that the path has, and those that it may have. */
      readonly allow?: { readonly least: readonly string[]; readonly most: readonly string[] };
      readonly violation?: BrokenRule;
    };

/** The one rule that a request breaks. */
export interface BrokenRule {
  readonly in: "body" | Parameter["in"];
  /** The keyword of JSON Schema. */
  readonly keyword: string;
  /** Of the value that breaks it, the place in the body, or in what stands in the query, say; empty where the body itself is at fault. */
  readonly path: readonly string[];
  /** The property that is missing. */
  readonly property?: string;
  /** Whether only one of several alternatives is broken, of which validators say what they like. */
  readonly inUnion: boolean;
}

/** The value that a request has for a parameter, which may be called like what every object has. */
export function parameterValue(
  parameters: CaseRequest["parameters"],
  { in: place, name }: { readonly in: keyof CaseRequest["parameters"]; readonly name: string },
): unknown {
  return Object.hasOwn(parameters[place], name) ? parameters[place][name] : undefined;
}
