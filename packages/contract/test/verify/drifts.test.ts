import { readSource } from "@spkey/model/source";
import { descriptionFile, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drifts, harmless } from "./drifts.ts";
import { errorsOf, type FaultyStage, openFaultyStage, verifyServer } from "./verify-server.ts";

const document = await readDocument("command");
const file = descriptionFile("command");
const source = await readSource(file);

let stage: FaultyStage;
beforeAll(async () => {
  stage = await openFaultyStage(document);
});
afterAll(() => stage?.stop());

const verify = () => verifyServer(stage.server.url, document, { source, route: stage.route });

describe("a server that differs in one thing", () => {
  test("there are more than thirty of them", () => {
    expect(drifts.length).toBeGreaterThan(31);
    expect(new Set(drifts.map(({ name }) => name)).size).toBe(drifts.length);
  });

  test.for(drifts)("$name", async ({ fault, kind, at }) => {
    stage.server.setFault(fault);
    const report = await verify();
    const errors = errorsOf(report);
    expect(errors.map((each) => ({ kind: each.kind, at: each.at }))).toEqual([{ kind, at }]);
    expect(report.exitCode).toBe(1);
    const [first] = errors;
    expect(first?.promised).toMatchObject({ file: expect.stringContaining("command.yaml") as unknown });
    expect(first?.promised.line).toBeGreaterThan(10);
    expect(first?.again?.curl).toMatch(/^curl /);
  });
});

describe("a server that keeps its description in another way", () => {
  test.for(harmless)("$name", async ({ fault }) => {
    stage.server.setFault(fault);
    const { findings, exitCode } = await verify();
    expect(findings).toEqual([]);
    expect(exitCode).toBe(0);
  });
});
