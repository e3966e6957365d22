/**
 * Builds the mock into `dist/`: Prism and all that it needs become one file. It then starts faster than from its 1,500
 * modules, and `npx` installs one package instead of two hundred.
 */
import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeNotices } from "@spkey/test-kit/notices";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");

/** What Prism loads and we don't need, and what is loaded in its place. */
const replacements: Readonly<Record<string, string>> = {
  // Prism uses the English names, and loads all of its seventy locales.
  "@faker-js/faker": "@faker-js/faker/locale/en",
  // Its other build has imports that no bundler can see.
  "jsonc-parser": "jsonc-parser/lib/esm/main.js",
};

/** What Prism and its dependencies do slowly, for each request or at the start, and the same in fast. */
const shortcuts: readonly { readonly file: RegExp; readonly slow: string; readonly fast: string }[] = [
  {
    // Each function of fp-ts that can be called in two ways copies its arguments one by one, and again.
    file: /\/fp-ts\/lib\/function\.js$/,
    slow: `return function () {
        var args = Array.from(arguments);
        if (isDataFirst(arguments)) {
            return body.apply(this, args);
        }
        return function (self) { return body.apply(void 0, __spreadArray([self], args, false)); };
    };`,
    fast: `return function (...args) {
        if (isDataFirst(args)) return body.apply(this, args);
        return (self) => body(self, ...args);
    };`,
  },
  {
    // It makes all of lodash's other functions for one of them, which a request without credentials needs.
    file: /\/prism-http\/dist\/validator\/validators\/security\/index\.js$/,
    slow: `const fp_1 = require("lodash/fp");`,
    fast: `const fp_1 = { get set() { return require("lodash/fp").set; } };`,
  },
  {
    // It writes each header, and each body as JSON, for a log that the mock does not keep.
    file: /\/prism-http\/dist\/utils\/logger\.js$/,
    slow: `function logHeaders({ logger, prefix = '', headers, }) {`,
    fast: `function logHeaders() {}
function logAllHeaders({ logger, prefix = '', headers, }) {`,
  },
  {
    file: /\/prism-http\/dist\/utils\/logger\.js$/,
    slow: `function logBody({ logger, prefix = '', body }) {`,
    fast: `function logBody() {}
function logWholeBody({ logger, prefix = '', body }) {`,
  },
  {
    // XML is written rarely.
    file: /\/prism-http-server\/dist\/serialize\.js$/,
    slow: `const fast_xml_parser_1 = require("fast-xml-parser");
const type_is_1 = require("type-is");
const xmlSerializer = new fast_xml_parser_1.XMLBuilder({});`,
    fast: `const type_is_1 = require("type-is");
const xmlSerializer = { build: (data) => new (require("fast-xml-parser").XMLBuilder)({}).build(data) };`,
  },
];

/**
 * What Prism loads at its start and uses rarely: generated values (500 KB of names and words), requests to other servers, its own
 * validators, six of them, and the media types of two thousand names of files.
 */
const rare =
  /\/(prism-http\/dist\/(forwarder\/index|mocker\/callback\/callbacks|mocker\/generator\/JSONSchema|utils\/operations|validator\/validators\/utils)|mime-types\/index)\.js$/;
const whole = "?whole";

const lean: Plugin = {
  name: "lean",
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^(@faker-js\/faker|jsonc-parser)$/ }, ({ path, resolveDir, kind }) =>
      resolve(replacements[path] ?? path, { resolveDir, kind }),
    );
    // Prism also reads Postman's collections, for which it loads Postman's library.
    onLoad({ filter: /http-spec\/postman\/operation\.js$/ }, () => ({
      contents: `exports.transformPostmanCollectionOperations = () => {
        throw new Error("This is a Postman collection; the mock reads OpenAPI.");
      };`,
    }));
    // Prism's proxy can reach servers through other ones, for which it loads all of TLS.
    onLoad({ filter: /\/https?-proxy-agent\/dist\/index\.js$/ }, () => ({
      contents: `export class HttpProxyAgent {
        constructor() { throw new Error("The mock reaches no server through another one."); }
      }
      export { HttpProxyAgent as HttpsProxyAgent };`,
    }));
    // Each function of a module that is used rarely loads it when it is used.
    onLoad({ filter: rare }, async ({ path, suffix }) => {
      if (suffix === whole) return undefined;
      const module = JSON.stringify(`./${basename(path)}${whole}`);
      const getters = exportsOf(await readFile(path, "utf8"), path).map(
        (name) => `get ${name}() { return require(${module}).${name}; }`,
      );
      return { contents: `module.exports = { __esModule: true, ${getters.join(", ")} };` };
    });
    onResolve({ filter: /\?whole$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -whole.length)),
      suffix: whole,
    }));
    for (const [source, own] of Map.groupBy(shortcuts, ({ file }) => file.source)) {
      onLoad({ filter: new RegExp(source) }, async ({ path }) => {
        const written = await readFile(path, "utf8");
        const contents = own.reduce((text, { slow, fast }) => {
          if (text.split(slow).length === 2) return text.replace(slow, () => fast);
          throw new Error(`${path} has changed: \`${slow}\`, which is to be made faster, is not once in it.`);
        }, written);
        return { contents };
      });
    }
  },
};

/** What a module of CommonJS exports, by its text: to load Prism's would take longer than all else here. */
function exportsOf(text: string, path: string): string[] {
  const names = new Set([...text.matchAll(/\bexports\.(\w+) *= */g)].map(([, name = ""]) => name));
  if (names.size > 0 && !/\bmodule\.exports\b|__exportStar\(/.test(text)) return [...names];
  throw new Error(`${path} has changed: its exports are not all written as \`exports.name = \`.`);
}

if (import.meta.main) {
  await rm(dist, { recursive: true, force: true });
  const [inputs] = await Promise.all([bundle(dist), writeDeclarations()]);
  await writeNotices(join(dist, "THIRD-PARTY-LICENSES.txt"), root, inputs);
}

/** Writes the types of what is exported. They are not checked here, which takes as long again: that is `typecheck`. */
async function writeDeclarations(): Promise<void> {
  const compiler = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
  const args = [compiler, "-p", "tsconfig.build.json", "--noCheck"];
  await promisify(execFile)(process.execPath, args, { cwd: root }).catch((error) => {
    throw new Error(error.stdout?.trim() || error.message, { cause: error });
  });
}

/**
 * Builds the mock into a folder.
 *
 * @param sourcemap writes beside it what comes from where
 * @returns all files that are in it
 */
export async function bundle(outdir: string, sourcemap = false): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: {
      index: join(root, "src/index.ts"),
      cli: join(root, "src/cli/entry.ts"),
      service: join(root, "src/cli/service.ts"),
      worker: join(root, "src/worker/entry.ts"),
    },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    external: ["@spkey/spec"],
    // Modules of CommonJS ask for Node's own by `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    // Identifiers stay: to shorten them and keep the names of functions would cost an assignment for each function made.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    sourcemap,
    metafile: true,
    absWorkingDir: root,
    plugins: [lean],
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}
