import { type Recorded, type Reply, startRecorder } from "@spkey/test-kit";
import { afterAll, beforeAll } from "vitest";
import { programFolder } from "./toolchains.ts";

/** Where the programs of a test file run: a folder of their own, and a server that keeps what they send. */
export interface Stage {
  url(test: string): string;
  of(test: string): readonly Recorded[];
  readonly folder: string;
}

/** Sets the stage before the tests of a file, and takes it down after them. TypeScript's client may be that of another document. */
export function useStage(answer: (request: Recorded, test: string) => Promise<Reply> | Reply, api?: object): Stage {
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  let folder: Awaited<ReturnType<typeof programFolder>>;
  beforeAll(async () => {
    recorder = await startRecorder(answer);
    folder = await programFolder(api);
  });
  afterAll(async () => {
    await folder?.remove();
    await recorder?.stop();
  });
  return {
    url: (test) => recorder.url(test),
    of: (test) => recorder.of(test),
    get folder() {
      return folder.path;
    },
  };
}
