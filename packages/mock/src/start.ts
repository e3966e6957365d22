import { fileURLToPath } from "node:url";
import type { Mock, MockOptions } from "./mock.ts";
import { Pool } from "./worker/pool.ts";

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
    static: isStatic = false,
    workers = 1,
    ...server
  } = options;
  const pool = new Pool({ workers, answerTimeout, onWarning });
  try {
    // Beside the engines, which take longer to start than all else.
    const { startServer } = await import("./http/server.ts");
    return await startServer(
      pool,
      { description, dynamic, static: isStatic, seed, callbacks },
      { ...server, onWarning },
    );
  } catch (error) {
    await pool.stop();
    throw error;
  }
}
