import { fileURLToPath } from "node:url";
import type { Mock, MockOptions } from "./mock.ts";
import { startPool } from "./worker/pool.ts";

/**
 * Starts a mock of a description.
 *
 * @throws where the description can't be read, a scenario has what it doesn't have, or the port is taken
 *   (`code: "EADDRINUSE"`)
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const {
    description = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")),
    answerTimeout = 5_000,
    callbacks = false,
    dynamic = false,
    onWarning = () => {},
    seed,
    workers = 1,
    ...front
  } = options;
  const pool = startPool({ workers, patience: answerTimeout, onEnd: onWarning });
  try {
    // Beside the engines, which take longer to start than all else.
    const { openFront } = await import("./http/server.ts");
    return await openFront(pool, { description, dynamic, seed, callbacks }, { ...front, onWarning });
  } catch (error) {
    await pool.stop();
    throw error;
  }
}
