import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { propertiesOf, readDescription, resolved, successesOf } from "@spkey/model";
import ts from "typescript59";
import { expect, test } from "vitest";
import { signaturesOf } from "../generator/signature.ts";

// What an editor shows of the built package. TypeScript 7 has no language service for programs yet.

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** The properties of a type that an editor has nothing to say of. */
function silentOf(program: ts.Program, file: string, alias: string): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const declaration = source?.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === alias,
  );
  if (!declaration) throw new Error(`There is no ${alias}.`);
  const type = checker.getTypeAtLocation(declaration);
  const properties = type.isUnion() ? type.types.flatMap((each) => each.getProperties()) : type.getProperties();
  expect(properties.length, alias).toBeGreaterThan(0);
  return properties
    .filter((property) => property.getDocumentationComment(checker).length === 0)
    .map(({ name }) => `${alias}.${name}`);
}

const { signatures } = signaturesOf(description);

test("each credential, option and event is explained in the editor, and each field that the description explains", async () => {
  const answers = signatures.flatMap(({ operation, responseType }) => {
    const schemas = successesOf(operation.responses).map(
      ({ content }) => content[0]?.schema && resolved(content[0].schema),
    );
    if (!schemas.every((schema) => schema?.kind === "object")) return [];
    const properties = schemas.flatMap((schema) => (schema ? propertiesOf(schema) : []));
    // Those that the description says nothing of.
    const fields = properties.filter((each) => !each.schema.description).map(({ name }) => name);
    return properties.length > 0 ? [{ responseType, fields }] : [];
  });
  const lines = [
    ...["ClientOptions", "CallOptions", "RetryOptions", "CallDetails", "CallEvent", "Hooks", "LogOptions", "Client"],
    ...answers.map(({ responseType }) => responseType),
  ].map((name) => `export type The${name} = import("./index.js").${name};`);
  const file = `${dist}hover-test.ts`;
  await writeFile(file, lines.join("\n"));
  try {
    const program = ts.createProgram([file], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: [],
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    });
    const silent = lines.flatMap((line) => silentOf(program, file, /type (\w+)/.exec(line)?.[1] ?? ""));
    const fields = new Set(
      answers.flatMap(({ responseType, fields: all }) => all.map((name) => `The${responseType}.${name}`)),
    );
    expect(silent.filter((name) => !fields.has(name))).toEqual([]);
  } finally {
    await rm(file, { force: true });
  }
});

test("the paths of a method are offered in the editor", () => {
  const [signature] = signatures.filter(({ operation }) => operation.method !== "TRACE");
  if (!signature) return; // Nothing can be called.
  const { method, path } = signature.operation;
  const file = `${dist}offer-test.ts`;
  const code = `import { createClient } from "./by-path.js";\ncreateClient({}).${method}("", {  });\n`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    types: [],
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  };
  const read = (name: string) => (name === file ? code : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => dist,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
  });
  const offered = (place: number) => service.getCompletionsAtPosition(file, place, {})?.entries.map(({ name }) => name);
  expect(offered(code.indexOf('("') + 2)).toContain(path);
});
