import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type ExampleRequest,
  exampleRequest,
  jsonMedia,
  type Operation,
  propertiesOf,
  readDescription,
  successesOf,
} from "@spkey/model";
import { median } from "@spkey/test-kit/bench";
import openapiTS, { astToString } from "openapi-typescript";
import { requestOf, type Signature, signaturesOf } from "../generator/signature.ts";
import { clientOf, large } from "../test/support/package.ts";
import { type Consumer, packageFolder } from "./consumer.ts";
import { generateHeyApi } from "./modules.ts";

const run = promisify(execFile);
const tsc = join(packageFolder("typescript"), "bin/tsc");

/** What the compiler says of a program that calls every operation of a description. */
export interface Check {
  /** All of its run, in seconds. */
  readonly time: number;
  /** Instantiations of types, those of the empty project left out. */
  readonly instantiations: number;
}

/** Programs, by their names; each has a check for each number of operations. */
export interface Checks {
  readonly counts: readonly number[];
  readonly empty: Check;
  readonly programs: ReadonlyMap<string, readonly Check[]>;
}

/** One program, as its client's documentation says to write it. */
interface Program {
  readonly name: string;
  readonly head: string;
  call(signature: Signature, request: ExampleRequest): string;
}

const programs: readonly Program[] = [
  {
    name: "openapi-fetch",
    head: 'import createClient from "openapi-fetch";\nimport type { paths } from "./schema.d.ts";\nconst client = createClient<paths>({ baseUrl: "https://api.example.com" });',
    call: ({ operation: { method, path } }, request) =>
      `(await client.${method}(${JSON.stringify(path)}, ${JSON.stringify({ params: { path: request.parameters.path }, body: request.body })})).data?`,
  },
  {
    name: "@hey-api/openapi-ts",
    head: 'import * as api from "./hey-api/index.ts";\nimport { createClient, createConfig } from "./hey-api/client/index.ts";\nconst client = createClient(createConfig({ baseUrl: "https://api.example.com" }));',
    call: ({ name }, { parameters: { path }, body }) =>
      `(await api.${name}({ client, path: ${JSON.stringify(path)}, body: ${JSON.stringify(body)}, throwOnError: true })).data`,
  },
  {
    name: "ours, `client.POST`",
    head: 'import { createClient } from "@spkey/client/by-path";\nconst client = createClient({ token: "jwt", key: "key" });',
    call: ({ operation: { method, path } }, request) =>
      `(await client.${method}(${JSON.stringify(path)}, ${JSON.stringify({ params: { path: request.parameters.path }, body: request.body })})).data?`,
  },
  {
    name: "ours, operation",
    head: 'import * as api from "@spkey/client";\nconst client = api.createClient({ token: "jwt", key: "key" });',
    call: (signature, request) =>
      `(await api.${signature.name}(client, ${JSON.stringify(requestOf(signature, request))}))`,
  },
];

/** What is checked, and how often. */
export interface CheckPlan {
  readonly consumer: Consumer;
  /** Of operations. */
  readonly counts: readonly number[];
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/**
 * Has the compiler check programs that call all operations of a description, by turns.
 *
 * @throws {Error} with what the compiler says, where a program has an error
 */
export async function measureChecks({ consumer, counts, rounds, signal, onProgress }: CheckPlan): Promise<Checks> {
  await using resources = new AsyncDisposableStack();
  const empty = await project(consumer, "empty", "export {};\n");
  const projects: { readonly name: string; readonly folder: string; readonly runs: Check[] }[] = [
    { name: "", folder: empty, runs: [] },
  ];
  for (const count of counts) {
    onProgress(`type check: clients of ${count} operations`);
    const document = large(count);
    const own = await clientOf(document);
    resources.defer(() => own.remove());
    await build(consumer, own.folder, signal);
    const description = readDescription(document);
    for (const program of programs) {
      const calls = signaturesOf(description).signatures.map((signature, index) => {
        const request = exampleRequest(description, signature.operation);
        return `export const _${index} = ${program.call(signature, request)}${property(signature.operation)};`;
      });
      const folder = await project(consumer, `check-${projects.length}`, `${program.head}\n${calls.join("\n")}\n`);
      const name = folder.slice(consumer.folder.length + 1);
      if (program.head.includes("./schema.d.ts")) {
        await consumer.write(
          `${name}/schema.d.ts`,
          astToString(await openapiTS(JSON.stringify(document), { silent: true })),
        );
      }
      if (program.head.includes("./hey-api/")) await generateHeyApi(document, join(folder, "hey-api"));
      await mkdir(join(folder, "node_modules/@spkey"), { recursive: true });
      await symlink(own.folder, join(folder, "node_modules/@spkey/client"), "junction");
      projects.push({ name: program.name, folder, runs: [] });
    }
  }
  for (let round = 1; round <= rounds; round++) {
    for (const [index, { folder, runs }] of projects.entries()) {
      onProgress(`type check: round ${round} of ${rounds}, ${index + 1} of ${projects.length}`);
      runs.push(await check(folder, signal));
    }
  }
  const [base, ...others] = projects.map(({ name, runs }) => ({
    name,
    time: median(runs.map(({ time }) => time)),
    instantiations: median(runs.map(({ instantiations }) => instantiations)),
  }));
  if (!base) throw new Error("There is no empty project to compare with.");
  const checks = others.map(({ name, time, instantiations }) => ({
    name,
    check: { time, instantiations: instantiations - base.instantiations },
  }));
  return {
    counts,
    empty: base,
    programs: new Map(
      programs.map(({ name }) => [name, checks.filter((each) => each.name === name).map(({ check }) => check)]),
    ),
  };
}

/** What a consumer gets: declarations, and a manifest that names them. */
async function build(consumer: Consumer, folder: string, signal: AbortSignal): Promise<void> {
  const configuration = JSON.stringify({
    extends: join(packageFolder("@spkey/client"), "tsconfig.build.json"),
    compilerOptions: { outDir: join(folder, "dist"), rootDir: join(folder, "src") },
    include: [join(folder, "src")],
    exclude: [join(folder, "src", "node.ts")], // As the build has it: it alone is for Node.js.
  });
  const manifest = JSON.stringify({
    type: "module",
    exports: { ".": "./dist/index.js", "./by-path": "./dist/by-path.js" },
  });
  await compile([await consumer.write(`build-${folder.replace(/\W/g, "")}/tsconfig.json`, configuration)], signal);
  await writeFile(join(folder, "package.json"), manifest);
}

async function project(consumer: Consumer, name: string, program: string): Promise<string> {
  const compilerOptions = {
    allowImportingTsExtensions: true,
    lib: ["es2023", "dom", "dom.iterable"],
    module: "nodenext",
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    target: "es2023",
    types: [],
  };
  await consumer.write(`${name}/program.ts`, program);
  await consumer.write(`${name}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["program.ts"] }));
  return join(consumer.folder, name);
}

async function check(folder: string, signal: AbortSignal): Promise<Check> {
  const said = await compile([folder, "--extendedDiagnostics"], signal);
  const number = (name: string) => {
    const [, digits] = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(said) ?? [];
    if (digits === undefined) throw new Error(`The compiler does not tell \`${name}\` any more:\n${said}`);
    return Number(digits);
  };
  return { time: number("Total time"), instantiations: number("Instantiations") };
}

async function compile(args: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    return (await run(process.execPath, [tsc, "-p", ...args], { signal, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`A program that is to be checked has errors:\n${Object(error).stdout?.slice(0, 2000) ?? error}`);
  }
}

/** Reads something of the answer, so that its type has to be known. */
function property({ responses }: Operation): string {
  const [success] = successesOf(responses);
  const schema = jsonMedia(success?.content ?? [])?.schema;
  const [first] = schema ? propertiesOf(schema) : [];
  return first ? `.${first.name}` : "";
}
