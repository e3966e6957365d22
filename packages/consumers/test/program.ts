// The one program of all runtimes, and of all TypeScripts: it is an integrator's, and knows nothing of where it runs.
import {
  ApiError,
  createClient,
  isRemoveAccessibleLockError,
  type RemoveAccessibleLockResponse,
  removeAccessibleLock,
} from "@spkey/client";

export interface Settings {
  readonly bearerToken: string;
  readonly apiKey: string;
  /** The base URLs of the mock, and of the server that never finishes an answer. */
  readonly mock: string;
  readonly stalling: string;
}

const body = { lockId: "lock-harbour-12-front", removedBy: "user-night-porter", reason: "Checked out" };
const request = { id: "user-ada-17", ...body };

/** @returns what became of each call: data, or what the error says of itself */
export async function run({ bearerToken, apiKey, mock, stalling }: Settings) {
  // None of our calls waits for so long. A timer that the client left behind would, and the program would not end.
  const options = { bearerToken, apiKey, timeout: 3_600_000 };
  const client = createClient({ ...options, baseUrl: mock });
  const controller = new AbortController();

  return {
    success: await removeAccessibleLock(client, request),
    post: await client
      .POST("/users/{id}/RemoveAccessibleLock", { params: { path: { id: request.id } }, body })
      .then(({ data, error, response }) => ({
        version: data?.version,
        message: error?.message,
        status: response.status,
      })),
    notFound: await failureOf(removeAccessibleLock(client, request, { headers: { Prefer: "code=404" } })),
    timeout: await failureOf(
      removeAccessibleLock(createClient({ ...options, baseUrl: `${stalling}/silent`, timeout: 500 }), request),
    ),
    abort: await failureOf(
      removeAccessibleLock(
        createClient({
          ...options,
          baseUrl: `${stalling}/half`,
          fetch: async (url, init) => {
            const response = await fetch(url, init);
            setTimeout(() => controller.abort()); // while it waits for the rest of the body
            return response;
          },
        }),
        request,
        { signal: controller.signal },
      ),
    ),
  };
}

async function failureOf(call: Promise<RemoveAccessibleLockResponse>) {
  try {
    return await call;
  } catch (error) {
    console.error(error, JSON.stringify(error)); // An error may be logged anywhere: nothing of it is secret.
    if (!isRemoveAccessibleLockError(error)) throw error;
    const { kind, operation, attempts, outcome, status } = error;
    const text: string | undefined = error.kind === "documented-status" ? error.body.error : undefined;
    return { kind, operation, attempts, outcome, status, text, isApiError: error instanceof ApiError };
  }
}
