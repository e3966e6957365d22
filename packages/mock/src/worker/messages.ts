/**
 * What the threads of the HTTP server and of an engine say to each other. Whatever ends or blocks the engine is answered for
 * by the HTTP server.
 */
import type { Answer } from "../answer.ts";
import type { EngineSource } from "../engine/engine.ts";
import type { ExampleIssue } from "../engine/example-issue.ts";
import type { OperationSummary } from "../engine/operation-summary.ts";
import type { EngineRequest } from "../engine/request.ts";

/**
 * A request, and the generation of the description that it was routed by: the index of its operation has a meaning in that
 * one only.
 */
export interface RoutedRequest extends EngineRequest {
  readonly generation: number;
}

export type ToEngine =
  /** Read a description, beside the one in use. */
  | { readonly type: "load"; readonly source: EngineSource; readonly generation: number }
  /** Answer by that generation from now on, where it has been read, and forget any other. */
  | { readonly type: "use"; readonly generation: number }
  | { readonly type: "check-examples" }
  | { readonly type: "requests"; readonly requests: readonly (readonly [id: number, request: RoutedRequest])[] };

export type FromEngine =
  /** It begins to read a description, and answers nothing until it has. */
  | { readonly type: "loading" }
  | { readonly type: "loaded"; readonly operations: readonly OperationSummary[]; readonly warnings: readonly string[] }
  /** `isInvalid` where the description is at hand, and none that can be mocked. */
  | { readonly type: "not-loaded"; readonly message: string; readonly isInvalid: boolean }
  /** It compiles the schemas of an operation, and can't answer meanwhile; told that there is none, it can again. */
  | { readonly type: "compiling"; readonly operation: number | undefined }
  /** What can't be compiled: nothing is held against it. */
  | { readonly type: "warnings"; readonly warnings: readonly string[] }
  | { readonly type: "example-issues"; readonly issues: readonly ExampleIssue[] }
  | { readonly type: "answers"; readonly answers: readonly (readonly [id: number, answer: Answer])[] };
