import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { type Description, readDescription } from "@spkey/model";
import { type DescriptionName, type Listening, listen, readDocument } from "@spkey/test-kit";
import { build } from "esbuild";
import { consoleDocument } from "../../src/console/document.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console as browsers load it: its entry, and what that loads on demand, by their names. */
export async function bundleConsole() {
  const { outputFiles, metafile } = await build({
    entryPoints: { console: here("../../src/console/index.ts") },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: ["chrome123", "firefox122", "safari17.5"],
    outdir: "/",
    chunkNames: "[name]-[hash]",
    metafile: true,
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ""), contents]));
  return { files, metafile };
}

/** What the page around the console has to say: the policy of our pages, and the fields that findings lead to. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' https: http:; base-uri 'none'; form-action 'none'";

const style = `:root { color-scheme: light dark;
  --ground: light-dark(#fff, #0f1216); --panel: light-dark(#f7f8fa, #161b22); --line: light-dark(#e3e7ee, #2a313c);
  --control: light-dark(#858d99, #6b7482); --text: light-dark(#14181f, #e6eaf0); --muted: light-dark(#5b6472, #9aa4b2);
  --accent: light-dark(#0b6e5f, #5fd0b8); --danger: light-dark(#b3261e, #ff9d92); --warning: light-dark(#8a5a00, #e8b64c);
  --mono: ui-monospace, "DejaVu Sans Mono", monospace; --radius: 6px; font: 15px/24px system-ui, "DejaVu Sans", sans-serif; }
*, ::before, ::after { box-sizing: border-box }
a { color: var(--accent) } [hidden] { display: none !important }
body { margin: 0; background: var(--ground); color: var(--text) } main { max-width: 520px; margin: auto; padding: 20px 16px }`;

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Console</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><link rel="stylesheet" href="/console.css">
<script type="module" src="/mount.js"></script></head><body><main><h1>Console</h1><div id="host"></div></main></body></html>`;

/** Mounts by what stands in the address: the file of the document, and the mock. */
const mount = `import { mountConsole } from "/console.js";
const query = new URLSearchParams(location.search);
mountConsole(document.querySelector("#host"), {
  document: query.get("document"), operationId: query.get("operation") ?? "", mock: query.get("mock") ?? undefined,
}).then(() => document.body.setAttribute("data-ready", ""), () => document.body.setAttribute("data-failed", ""));`;

/** A server of pages with a console each. */
export interface Stage extends Listening {
  /** The address of the page of an operation. */
  page(name: DescriptionName | object, operationId: string, mock?: string): Promise<string>;
}

export async function startStage(): Promise<Stage> {
  const { files } = await bundleConsole();
  const css = await readFile(here("../../src/console/console.css"));
  const documents = new Map<string, string>();
  const read = new Map<unknown, Description>();
  const fixed: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
    "/": ["text/html", html],
    "/style.css": ["text/css", style],
    "/console.css": ["text/css", css],
    "/mount.js": ["text/javascript", mount],
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? "/", "http://stage");
    const script = files.get(pathname.slice(1));
    const json = documents.get(pathname.slice(1));
    const [type, body] =
      fixed[pathname] ??
      (script ? ["text/javascript", script] : json === undefined ? ["text/plain", ""] : ["application/json", json]);
    response.writeHead(body === "" ? 404 : 200, { "Content-Type": type, "Content-Security-Policy": policy }).end(body);
  };
  const server: Server = createServer(answer);
  const listening = await listen(server);
  return {
    ...listening,
    async page(name, operationId, mock) {
      const description = read.get(name) ?? readDescription(typeof name === "string" ? await readDocument(name) : name);
      read.set(name, description);
      const operation = description.operations.find(({ id }) => id === operationId);
      if (!operation) throw new Error(`There is no operation ${operationId}.`);
      const file = `${documents.size}.json`;
      documents.set(file, JSON.stringify(consoleDocument(description, operation)));
      const query = new URLSearchParams({ document: `/${file}`, operation: operationId, ...(mock && { mock }) });
      return `${listening.url}/?${query}`;
    },
  };
}
