import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { readDocument } from "@spkey/test-kit";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("runs in a browser: without Node, and without code that is made of text", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL("../src/index.ts", import.meta.url))],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "model",
    metafile: true,
    write: false,
  });
  const code = outputFiles[0]?.text ?? "";
  expect(Object.keys(metafile.inputs).filter((name) => isBuiltin(name))).toEqual([]);
  expect(code).not.toMatch(/\beval\(|new Function\(/);

  // What browsers have besides the language.
  const context = createContext({ URL, structuredClone, document: await readDocument("museum") });
  const made = runInContext(
    `${code};
    const description = model.readDescription(document);
    JSON.stringify(description.operations.map((operation) => {
      const { missing, body, mediaType } = model.exampleRequest(description, operation);
      const media = operation.requestBody?.content.find((each) => each.mediaType === mediaType);
      return [operation.id, missing.length, media?.schema ? description.validate(media.schema.pointer, body, "request").length : 0];
    }))`,
    context,
  );
  const rows: [string, number, number][] = JSON.parse(made);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(([, missing, violations]) => missing + violations > 0)).toEqual([]);
});
