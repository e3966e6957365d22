import { exampleRequest, readDescription } from "@spkey/model";
import { descriptions, readDocument } from "@spkey/test-kit";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { createArgumentCheck } from "../src/validate.ts";
import { callableOperations } from "../tools/operations.ts";

describe.for(descriptions)("the tools' schemas of $name", ({ name }) => {
  test("stand alone, take the examples, and take nothing else", async () => {
    const description = readDescription(await readDocument(name));
    for (const { id, inputSchema, refusal } of callableOperations(description)) {
      const operation = description.operations.find((each) => each.id === id);
      if (!operation || refusal !== undefined) continue;
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      // A reference that leads nowhere throws.
      const validate = ajv.compile(inputSchema);
      const check = createArgumentCheck(inputSchema);

      const { parameters, body, missing } = exampleRequest(description, operation);
      if (missing.length > 0) continue;
      const places = Object.entries(parameters).filter(([, values]) => Object.keys(values).length > 0);
      const given = { ...Object.fromEntries(places), ...(body !== undefined && { body }) };
      validate(given);
      expect(validate.errors ?? [], id).toEqual([]);
      expect(check(given), id).toBeUndefined();

      const altered = [
        { ...given, further: 1 },
        { ...given, header: { ...Object(given)["header"], "X-Further": "1" } },
        ...Object.keys(given).map((place) => ({ ...given, [place]: undefined })),
      ];
      for (const other of altered) {
        const own: Record<string, unknown> = JSON.parse(JSON.stringify(other));
        expect([id, check(own) === undefined], JSON.stringify(own)).toEqual([id, validate(own)]);
      }
      expect(check({ ...given, further: 1 }), id).toBeDefined();
    }
  });
});
