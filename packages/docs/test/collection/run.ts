import { createReadStream, type Stats, stat } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@spkey/test-kit";
import { Collection } from "postman-collection";
import { Runner } from "postman-runtime";

/** A request as Postman's runtime has sent it. */
export interface SentRequest {
  readonly name: string;
  readonly status: number | undefined;
  readonly error: string | undefined;
}

/** Postman's runtime, which has no types. */
interface Run {
  start(callbacks: {
    request(
      error: Error | null,
      cursor: object,
      response: { code: number } | undefined,
      request: object,
      item: { name: string },
    ): void;
    exception(cursor: object, error: Error): void;
    done(error: Error | null): void;
  }): void;
}

/** Sends all requests of a collection, one after the other, as Postman and Newman do. */
export async function runCollection(collection: object): Promise<readonly SentRequest[]> {
  const sent: SentRequest[] = [];
  // Whatever file a request sends, these are its bytes.
  const file = join(await temporaryFolder({ "file.bin": "a file" }), "file.bin");
  const fileResolver = {
    stat: (_: string, done: (error: Error | null, stats: Stats) => void) => stat(file, done),
    createReadStream: () => createReadStream(file),
  };
  await new Promise<void>((resolve, reject) => {
    const options = { timeout: { request: 10_000 }, fileResolver, requester: { followRedirects: false } };
    new Runner().run(new Collection(collection), options, (error: Error | null, run: Run) => {
      if (error) return reject(error);
      run.start({
        request: (failed, _, response, __, { name }) =>
          sent.push({ name, status: response?.code, error: failed?.message }),
        exception: (_, thrown) => reject(thrown),
        done: (failed) => (failed ? reject(failed) : resolve()),
      });
    });
  });
  return sent;
}
