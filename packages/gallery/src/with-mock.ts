import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Case, createJudge, createReferee, runCase } from "@spkey/contract";
import { type Description, readDescription } from "@spkey/model";
import { MockRefusal, startMockServer } from "./mock-server.ts";
import { bundleName, type Context, type Fault, reportFile, type StepReport } from "./outcome.ts";
import { createOwnFaults } from "./own-faults.ts";
import { sendPlain } from "./send.ts";
import { faultsOf } from "./whose.ts";

/** A mock of the bundled description. */
export interface RunningMock {
  readonly description: Description;
  /** How long it took until it served. */
  readonly milliseconds: number;
  /** Sends a case to it. */
  run(given: Case): Promise<Fault[]>;
}

/** Calls a mock in a process of its own, which is stopped in any case. */
export async function withMock(
  { folder }: Context,
  use: (mock: RunningMock) => Promise<StepReport>,
): Promise<StepReport> {
  const file = join(folder, bundleName);
  const server = await startMockServer(file).catch((error: unknown) => {
    if (error instanceof MockRefusal) return error;
    throw error;
  });
  if (server instanceof MockRefusal) return refusal(folder, server.message);
  const { url, milliseconds, stop } = server;
  try {
    const description = readDescription(JSON.parse(await readFile(file, "utf8")));
    const options = {
      description,
      judge: createJudge(description),
      isMock: true,
      referee: createReferee(description),
      sendCase: sendPlain,
    };
    const own = createOwnFaults(description);
    const run = async (given: Case) => faultsOf(description, own, await runCase(url, given, options));
    return await use({ description, milliseconds, run });
  } finally {
    stop();
  }
}

/** What the mock refuses, the lint has to find wrong as well: two paths that only differ in the names of their parameters. */
async function refusal(folder: string, message: string): Promise<StepReport> {
  const lint: StepReport = JSON.parse(
    await readFile(reportFile(folder, "lint"), "utf8").catch(() => '{ "faults": [] }'),
  );
  const found = lint.faults.find(({ kind }) => kind === "no-identical-paths");
  const isOwn = found !== undefined && message.includes("is described twice");
  const fault: Fault = {
    whose: isOwn ? "description" : "ours",
    kind: "the mock refuses it",
    message,
    ...(isOwn && found.place !== undefined && { place: found.place }),
    ...(isOwn && { evidence: `Redocly's lint: ${found.message}` }),
  };
  return { counts: {}, faults: [fault], refused: message };
}
