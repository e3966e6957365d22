import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkWitness, createJudge, planWitnesses, send, type Witness } from "../../src/index.ts";

describe("a small server that answers what our description allows, and what it forbids", async () => {
  const description = readDescription(await readDocument("ours"));
  const { witnesses } = planWitnesses(description);
  const judge = createJudge(description);
  const upstream = serve(witnesses);
  beforeAll(upstream.start);
  afterAll(upstream.stop);

  test.for(witnesses.map((witness, index) => ({ name: witness.name, witness, index })))(
    "$name",
    async ({ witness, index }) => {
      const answer = await send(upstream.url(), { method: "GET", target: `/${index}`, headers: [] });
      expect(checkWitness(judge, witness, answer)).toBeUndefined();
    },
  );
});

/** Answers `GET /<index>` with the witness of that index. */
function serve(witnesses: readonly Witness[]) {
  let server: Server;
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // It listens on a port.
    start: () => {
      server = createServer((request, response) => {
        const { status = 500, headers = [], body } = witnesses[Number((request.url ?? "").slice(1))]?.answer ?? {};
        response.writeHead(status, Object.fromEntries(headers)).end(body?.());
      });
      return new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
