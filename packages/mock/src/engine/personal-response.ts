import { isOfClass } from "@spkey/model/http/status.ts";
import type { Diagnostic, MockConfig, PrismRequest, PrismResponse } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import type { Mocked } from "./mock-response.ts";
import { type SentValues, withRequestValues } from "./request-values.ts";
import { selectExample } from "./select-example.ts";

export interface PersonalOptions {
  /** Leaves examples as they are written. */
  readonly isStatic: boolean;
  readonly sent: SentValues;
  /** Chooses and makes a response. */
  readonly make: (config: MockConfig) => Mocked;
  /** What in a response breaks the description. */
  readonly validate: (response: PrismResponse) => readonly Diagnostic[];
}

/**
 * A response that is about this request: the example that belongs to it, or else the usual one with the request's values in it. What
 * was chosen by name, is generated, or refuses the request, is as it is.
 *
 * @param diagnostics what is wrong with the request
 */
export function personalResponse(
  operation: DescribedOperation,
  request: PrismRequest,
  diagnostics: readonly Diagnostic[],
  config: MockConfig,
  { isStatic, sent, make, validate }: PersonalOptions,
): Mocked {
  const isRefused = diagnostics.some(({ severity }) => severity === 0);
  if (isRefused || config.dynamic || config.exampleKey !== undefined) return make(config);
  const selected = config.code === undefined ? selectExample(operation.prism, request, sent.path) : undefined;
  if (selected) {
    const made = make({ ...config, code: selected.code, exampleKey: selected.example });
    // It may not be of a media type that is accepted.
    if (!(made instanceof Error) && "response" in made) return made;
  }
  const made = make(config);
  if (isStatic || made instanceof Error || !("response" in made) || !isSuccess(made.response)) return made;
  // What breaks its schema as it is written is told as it is written.
  if (made.diagnostics.length > 0) return made;
  return { ...made, response: withRequestValues(operation, made.response, sent, validate) };
}

/** What an error says is not what was sent. */
function isSuccess({ statusCode }: PrismResponse): boolean {
  return isOfClass(String(statusCode), 2);
}
