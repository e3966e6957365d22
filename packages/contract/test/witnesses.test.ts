import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkWitness, createJudge, planWitnesses, send, type Witness } from "../src/index.ts";
import { describeOperation } from "./describe-operation.ts";

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

describe.each(["all-kinds", "all-kinds-30", "museum", "workshop"] as const)("answers by %s", async (name) => {
  const description = readDescription(await readDocument(name));
  const { witnesses } = planWitnesses(description);
  const judge = createJudge(description);

  test.for(description.operations)("of $id: the judge tells those that it allows", (operation) => {
    const own = witnesses.filter((witness) => witness.operation === operation);
    expect(own.length).toBeGreaterThan(0);
    const problems = own.map((witness) => [witness.name, checkWitness(judge, witness, answerOf(witness))]);
    expect(problems.filter(([, problem]) => problem !== undefined)).toEqual([]);
  });

  test("each has an id of its own", () => {
    const ids = witnesses.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe("a judge is found out that", () => {
  const schema = {
    type: "object",
    required: ["a"],
    properties: { a: { type: "string" }, b: { type: "integer", minimum: 0 } },
  };
  const respond = (body: object, more: object = {}) => ({
    responses: {
      "200": { description: "It.", content: { "application/json": { schema: body, example: { a: "x" } } }, ...more },
    },
  });
  const { description } = describeOperation(respond(schema));
  const { witnesses } = planWitnesses(description);

  test.for([
    { what: "misses no property", body: { ...schema, required: [] } },
    { what: "misses a property more", body: { ...schema, required: ["a", "b"] } },
    { what: "knows a property less", body: { ...schema, properties: { a: schema.properties.a } } },
    { what: "takes any type", body: { ...schema, properties: { ...schema.properties, a: true } } },
    { what: "takes null", body: { ...schema, properties: { ...schema.properties, a: { type: ["string", "null"] } } } },
    {
      what: "has another bound",
      body: { ...schema, properties: { ...schema.properties, b: { type: "integer", minimum: 1 } } },
    },
    {
      what: "has a bound more",
      body: { ...schema, properties: { ...schema.properties, a: { type: "string", maxLength: 300 } } },
    },
    {
      what: "takes fractions",
      body: { ...schema, properties: { ...schema.properties, b: { type: "number", minimum: 0 } } },
    },
    { what: "closes the object", body: { ...schema, additionalProperties: false } },
  ])("$what", ({ body }) => {
    const { description: other, operation } = describeOperation(respond(body));
    const judge = createJudge(other);
    const wrong = witnesses.filter(
      (witness) => checkWitness(judge, { ...witness, operation }, answerOf(witness)) !== undefined,
    );
    expect(wrong.length).toBeGreaterThan(0);
  });
});

function answerOf({ answer }: Witness) {
  const { status, headers, body } = answer;
  return { status, headers: new Headers(headers.map(([name, value]) => [name, value])), body };
}

/** Answers `GET /<index>` with the witness of that index. */
function serve(witnesses: readonly Witness[]) {
  let server: Server;
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // It listens on a port.
    start: () => {
      server = createServer((request, response) => {
        const { status = 500, headers = [], body = "" } = witnesses[Number((request.url ?? "").slice(1))]?.answer ?? {};
        response.writeHead(status, Object.fromEntries(headers)).end(body);
      });
      return new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
