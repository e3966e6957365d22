import { expect, test } from "vitest";
import { descriptions } from "../src/index.ts";
import { redocly } from "./redocly.ts";

test.for(descriptions)("$name keeps the rules of the specification", async ({ file }) => {
  const { code, stdout, stderr } = await redocly(["lint", "--extends", "spec", file]);
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: "" });
});
