import { didYouMean, nearest } from "@spkey/model/nearest";
import { readCredentials } from "../call/credentials.ts";
import type { CallableOperation } from "../call/operation.ts";
import { callTools } from "../call/tools.ts";
import type { Tool } from "../tool.ts";
import { type CliOptions, UsageError } from "./options.ts";

/** What is around the command. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly ending: AbortSignal;
  readonly log: (line: string) => void;
}

/**
 * Makes the tools that call what was allowed by name.
 *
 * @param all the operations of the description
 * @throws {UsageError} where one is none, can't be called from here, or lacks a server or a credential
 */
export function allowedTools(
  all: readonly CallableOperation[],
  { allow, url, timeout }: CliOptions,
  { environment, ending, log }: Surroundings,
): Tool[] {
  const allowed = allow.map((name) => find(all, name));
  for (const { id, refusal, hasServer } of allowed) {
    if (refusal !== undefined) throw new UsageError(`\`${id}\` can't be called from here: ${refusal}`);
    if (!hasServer && url === undefined) {
      throw new UsageError(`The description does not say on which host \`${id}\` is: say it by --url.`);
    }
  }
  const { options, secrets, missing } = readCredentials(allowed, environment);
  const [lacking] = missing;
  if (lacking) {
    const [id, variables] = lacking;
    throw new UsageError(
      `\`${id}\` needs credentials: set ${variables.join(" and ")} in the environment that starts this command (\`env\` of the assistant's configuration).`,
    );
  }
  try {
    return callTools(allowed, { url, timeout, credentials: options, secrets, ending, log });
  } catch (error) {
    // The client says what is wrong with the URL, and does not repeat it.
    if (error instanceof TypeError && url !== undefined) throw new UsageError(`--url: ${error.message}`);
    throw error;
  }
}

function find(all: readonly CallableOperation[], name: string): CallableOperation {
  const found = all.find(({ id }) => id === name);
  if (found) return found;
  const near = nearest(
    name,
    all.map(({ id }) => id),
  );
  const shown = name.slice(0, 80).replaceAll(/[^\p{L}\p{N}._:/-]/gu, "?");
  throw new UsageError(
    `--allow: there is no operation \`${shown}\`.${didYouMean(near)} Names are operationIds, exactly as the description has them.`,
  );
}
