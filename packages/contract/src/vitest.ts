/**
 * A matcher for Vitest: does a response keep to the description?
 *
 * @example
 * ```ts
 * import "@spkey/contract/vitest";
 *
 * await expect(response).toMatchContract("returnBook");
 * ```
 */
import { expect } from "vitest";
import { checkOptions, match } from "./testing/match.ts";
import { openContract } from "./testing/opened-contract.ts";
import type { ReleasedOperationId } from "./testing/operation-ids.d.ts";
import type { MatchOptions } from "./testing/options.ts";

export type { ReleasedOperationId } from "./testing/operation-ids.d.ts";
export type { MatchOptions, Spec } from "./testing/options.ts";

/** An `operationId`, or a method and a path template, as in `POST /users/{id}`. Those of the released description are offered. */
export type OperationId = ReleasedOperationId | (string & {});

let defaults: MatchOptions = {};

/**
 * Sets the options of all assertions that follow, instead of those that were set before.
 *
 * @returns when the description has been read
 * @throws {Error} where it can't be read; {TypeError} where there is no such option
 */
export async function setupContract(options: Omit<MatchOptions, "status">): Promise<void> {
  checkOptions(options);
  defaults = options;
  await openContract(options.spec);
}

interface MatcherState {
  readonly isNot?: boolean;
}

expect.extend({
  async toMatchContract(this: MatcherState, received: unknown, operation: string, options: MatchOptions = {}) {
    const { verdict, message } = await match(received, operation, { ...defaults, ...options });
    // What can't be judged is no success, whichever way it is asked for.
    const pass = verdict === "unjudged" ? this.isNot === true : verdict === "kept";
    return { pass, message: () => message };
  },
});

// All assertions of Vitest 3 to 5 have what Chai's have, whereas the type parameters of its own `Matchers` differ between them.
declare global {
  namespace Chai {
    interface Assertion {
      /**
       * Holds a response against what the description says of its operation: status, media type, headers and body. It reads a copy,
       * and so has to be awaited.
       *
       * @param operation an `operationId`, or a method and a path template
       */
      toMatchContract(operation: OperationId, options?: MatchOptions): Promise<void>;
    }
  }
}
