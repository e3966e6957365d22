import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { descriptionFile, type Program } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { copyWorkspace, type Workspace } from "./workspace.ts";

/** The tests bring a description of their own, whatever is published. */
let workspace: Workspace;
beforeAll(async () => {
  workspace = await copyWorkspace();
  await workspace.write(description, await readFile(descriptionFile("library"), "utf8"));
  await workspace.edit("spec/redocly.yaml", "spec.yaml\n", "house.yaml\n").catch(() => {}); // It has the house's already.
});
afterAll(() => workspace.remove());

const description = "spec/openapi.yaml";

/** Runs `pnpm start` or `pnpm dev` on free ports, until the test has finished. */
function serve(command: "start" | "dev", ...args: string[]): Program {
  const run = workspace.run(command, "--docs-port", "0", "--mock-port", "0", ...args);
  onTestFinished(() => run[Symbol.asyncDispose]());
  return run;
}

/** Where the docs and the mock are, once they are served. */
async function served(run: Program): Promise<{ docs: string; mock: string }> {
  const [, docs = "", mock = ""] = await run.says(/^docs {2}(http:\S+)\nmock {2}(http:\S+)$/m);
  return { docs, mock };
}

/** Resolves when no process of the group that the run leads is there any more: the last may still have to be reaped. */
async function groupEnded({ pid }: Program): Promise<void> {
  await expect.poll(() => isGroupAlive(pid), { timeout: 5_000, interval: 20 }).toBe(false);
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Changes the description, and undoes it when the test has finished. */
async function edit(from: string, to: string): Promise<void> {
  const before = await workspace.read(description);
  onTestFinished(() => workspace.write(description, before));
  await workspace.edit(description, from, to);
}

describe("pnpm start", () => {
  test("builds from nothing, serves docs and mock, and prints a request that works when pasted", async () => {
    const run = serve("start");
    const { docs, mock } = await served(run);

    const page = await (await fetch(docs)).text();
    expect(page).toContain("Get a book");
    expect((await fetch(`${docs}/redoc/`)).status).toBe(200);
    expect((await fetch(`${mock}/nowhere`)).status).toBe(404);

    const [request] = await run.says(/^curl [\s\S]*?(?=\n\n)/m);
    const { stdout } = await promisify(execFile)("sh", ["-c", request.replace("curl", "curl --silent --max-time 5")]);
    expect(JSON.parse(stdout)).toEqual({ title: "Emma" });
  });

  test.for(["SIGINT", "SIGTERM"] as const)("ends within 5 seconds of %s, with all of its processes", async (signal) => {
    const run = serve("start");
    const { docs, mock } = await served(run);
    await fetch(docs); // leaves a connection open, as a browser does
    const began = performance.now();
    run.kill(signal);
    await run.exit;
    await groupEnded(run);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const url of [docs, mock]) await expect(fetch(url)).rejects.toThrow();
  });

  test("ends when only the shell that started pnpm has ended, as npm leaves it behind", async () => {
    const command = "pnpm run start --docs-port 0 --mock-port 0; true";
    const shell = spawn("sh", ["-c", command], {
      cwd: workspace.folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const mock = await new Promise<string>((resolve) => {
      let output = "";
      shell.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        const [, url] = /^mock {2}(http:\S+)$/m.exec(output) ?? [];
        if (url) resolve(url);
      });
    });
    const ended = once(shell.stdout, "close"); // when the last process that writes to it has ended
    shell.kill("SIGTERM");
    await ended;
    await expect(fetch(mock)).rejects.toThrow();
  });

  test("ends while it is still building", async () => {
    await workspace.edit(description, "title:", "title: New");
    onTestFinished(() => workspace.edit(description, "title: New", "title:"));
    const run = serve("start");
    await run.says(/Building/);
    run.kill("SIGINT");
    await run.exit;
    expect(run.output()).not.toContain("docs  ");
    await groupEnded(run);
  });

  test("takes the next free port where one is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { docs } = await served(serve("start", "--docs-port", String(port)));
    expect(Number(new URL(docs).port)).toBeGreaterThan(port);
  });

  test.for([
    { args: ["--docs-port", "http"], says: "A port is a number from 0 to 65535, not `http`." },
    { args: ["--prot", "1"], says: "Unknown option '--prot'" },
  ])("refuses $args, and says how it is called", async ({ args, says }) => {
    const run = workspace.run("start", ...args);
    expect(await run.exit).not.toBe(0);
    expect(run.output()).toContain(says);
    expect(run.output()).toContain("Usage: pnpm start");
  });
});

describe("a description that is broken", () => {
  const faults = [
    {
      name: "a syntax error",
      from: "    get:",
      to: "    get: [",
      says: /spec\/openapi\.yaml:\d+:\d+[\s\S]*This is not valid YAML/,
    },
    {
      name: "a reference that leads nowhere",
      from: '$ref: "#/components/schemas/Error"',
      to: '$ref: "#/components/schemas/Eror"',
      says: /spec\/openapi\.yaml:\d+:\d+ [\s\S]*Can't resolve \$ref/,
    },
    {
      name: "an example that breaks its schema",
      from: "title: Emma\n",
      to: "title: 1\n",
      says: /spec\/openapi\.yaml:\d+:\d+ [\s\S]*`title` property type must be string/,
    },
    {
      name: "an operationId that stands twice",
      from: "paths:\n",
      to: "paths:\n  /again:\n    get:\n      operationId: getBook\n",
      says: /spec\/openapi\.yaml:\d+:\d+ [\s\S]*operation-operationId-unique/,
    },
  ];

  test.for(faults)(
    "$name stops start and build, with its place, and leaves what was built as it was",
    async (fault) => {
      expect(await workspace.run("build").exit).toBe(0);
      const before = await builtFiles();
      await edit(fault.from, fault.to);
      for (const run of [serve("start"), workspace.run("build")]) {
        expect(await run.exit).not.toBe(0);
        expect(run.output()).toMatch(fault.says);
        expect(run.output()).toMatch(/^.*\d+ \| /m); // a code frame; `build` prefixes each line with its task
      }
      expect(await builtFiles()).toEqual(before);
    },
  );

  /** Everything that is built, with its content, and the names of what lies beside it. */
  async function builtFiles(): Promise<string[]> {
    const folders = [
      "spec",
      "spec/dist",
      "packages/client/src/generated",
      "packages/client/dist",
      "packages/docs",
      "packages/docs/dist",
    ];
    const lists = folders.map(async (folder) => {
      const built = folder.endsWith("dist") || folder.endsWith("generated");
      const entries = await readdir(join(workspace.folder, folder), { recursive: built, withFileTypes: true });
      return entries.map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        if (!built || !entry.isFile()) return file;
        return `${file} ${createHash("sha256")
          .update(await readFile(file))
          .digest("hex")}`;
      });
    });
    return (await Promise.all((await Promise.all(lists)).flat())).toSorted();
  }
});

describe("pnpm build", () => {
  const cached = /Cached:\s+(\d+) cached, (\d+) total/;

  test("does nothing the second time, and says so", async () => {
    await workspace.run("build").exit;
    const run = workspace.run("build");
    expect(await run.exit).toBe(0);
    expect(run.output()).toMatch(/FULL TURBO/);
  });

  test.for([
    {
      name: "a comment in the description",
      file: description,
      from: "openapi: 3",
      to: "# A remark.\nopenapi: 3",
      runs: ["spec:bundle"],
    },
    {
      name: "a style of the docs",
      file: "packages/docs/src/assets/styles/1-base.css",
      from: "body {",
      to: "body {\n  --x: 1;",
      runs: ["docs:build"],
    },
    {
      name: "a word in the description",
      file: description,
      from: "Finds one book by its number.",
      to: "Finds a book by its number.",
      // The contract knows the names of operations.
      runs: [
        "spec:bundle",
        "client:generate",
        "client:build",
        "contract:build",
        "samples:generate",
        "docs:build",
        "mcp:build",
      ],
    },
  ])("after $name runs $runs and nothing else", async ({ file, from, to, runs }) => {
    await workspace.run("build").exit;
    const before = await workspace.read(file);
    await workspace.edit(file, from, to);
    const run = workspace.run("build");
    expect(await run.exit).toBe(0);
    await workspace.write(file, before);
    const ran = [...run.output().matchAll(/^@spkey\/(\S+): cache miss/gm)].map(([, task]) => task);
    expect(ran.toSorted()).toEqual(runs.toSorted());
    expect(run.output()).toMatch(cached);
  });
});

// Builds follow each other in one test, on cores that other packages' tests have as well.
describe("pnpm dev", { timeout: 120_000 }, () => {
  test("shows an edit in docs, types and mock without a restart, and keeps the last good build up", async () => {
    const run = serve("dev");
    const { docs, mock } = await served(run);

    const name = `Probe${process.pid}`;
    const before = await workspace.read(description);
    let from = run.output().length;
    await workspace.write(description, withSecondOperation(before, name));
    await run.says(/mock are up to date/, from);
    expect(await (await fetch(docs)).text()).toContain(name);
    expect((await fetch(`${mock}/${name}/1`)).status).toBe(401);
    await run.says(/client (is|are) up to date/, from);
    expect(await workspace.read("packages/client/dist/generated/schema.d.ts")).toContain(`probe${process.pid}`);

    from = run.output().length;
    await workspace.edit(description, "title: Emma\n", "title: 1\n");
    await run.says(/spec\/openapi\.yaml:\d+:\d+[\s\S]*\d+ \| [\s\S]*The last good build stays up\./, from);
    expect(await (await fetch(docs)).text()).toContain(name);
    expect((await fetch(`${mock}/${name}/1`)).status).toBe(401);

    from = run.output().length;
    await workspace.edit(description, '$ref: "#/components/schemas/Error"', '$ref: "#/components/schemas/Eror"');
    await run.says(/spec\/openapi\.yaml:\d+:\d+[\s\S]*Can't resolve \$ref[\s\S]*The last good build stays up\./, from);
    expect(await (await fetch(docs)).text()).toContain(name);

    from = run.output().length;
    await workspace.write(description, before);
    // What builds it has been there since the first edit.
    await run.says(/mock are up to date after \d+\.\d s/, from);
    expect(await (await fetch(docs)).text()).not.toContain(name);
    expect((await fetch(`${mock}/${name}/1`)).status).toBe(404);
    await run.says(/reference and the client are up to date/, from);
    expect(await workspace.read("packages/client/dist/generated/schema.d.ts")).not.toContain(`probe${process.pid}`);
    expect(await (await fetch(`${docs}/redoc/`)).text()).not.toContain(name);

    from = run.output().length;
    await workspace.write(description, `# A remark.\n${before}`);
    await run.says(/All is up to date: the description says what it said before\./, from);
    await workspace.write(description, before);

    run.kill("SIGINT");
    await run.exit;
    await groupEnded(run);
  });

  test("shows an edit that comes while the client of the one before is still built", async () => {
    const run = serve("dev");
    const { docs } = await served(run);
    const before = await workspace.read(description);
    onTestFinished(() => workspace.write(description, before));
    await workspace.edit(description, "Get a book", "Get one book");
    // What is said of the first build, or of an edit where that is already over.
    await run.says(/client follows?\b/);
    const from = run.output().length;
    await workspace.edit(description, "Get one book", "Get any book");
    await run.says(/mock are up to date/, from);
    expect(await (await fetch(docs)).text()).toContain("Get any book");
    await run.says(/client (is|are) up to date/, from);
    // The one before was given up, or was finished: that its client failed is said of neither.
    expect(run.output()).not.toContain("stays as it was");
  });
});

describe("pnpm dev notices", { timeout: 120_000 }, () => {
  /** The first operation's page. */
  const pageOf = async (docs: string) => {
    const [, href = ""] = /href="(?:\.?\/)?(operations\/[^"]+)"/.exec(await (await fetch(docs)).text()) ?? [];
    return (await fetch(`${docs}/${href}`)).text();
  };
  const rows = [
    {
      name: "a sample's language",
      file: "packages/samples/src/languages/curl.ts",
      from: 'label: "cURL"',
      to: 'label: "The curl"',
      shows: (docs: string, _: string) => pageOf(docs),
    },
    {
      name: "the mock's own words",
      file: "packages/mock/src/http/responder.ts",
      from: '"The description has no such path."',
      to: '"Nothing is there."',
      shows: async (_: string, mock: string) => (await fetch(`${mock}/nowhere/at/all`)).text(),
    },
  ];

  test("every source of what it serves: samples, the mock", async () => {
    const run = serve("dev");
    const { docs, mock } = await served(run);
    for (const { name, file, from, to, shows } of rows) {
      const before = await workspace.read(file);
      onTestFinished(() => workspace.write(file, before));
      const seen = run.output().length;
      await workspace.edit(file, from, to);
      await run.says(/mock are up to date/, seen);
      const [, words = to] = /"(.*)"/.exec(to) ?? [];
      expect(await shows(docs, mock), name).toContain(words);
    }
  });
});

/** The first operation once more, under another name. */
function withSecondOperation(text: string, name: string): string {
  const [item = ""] = /(?<=\npaths:\n) {2}\/[\s\S]*?\n(?= {2}\/|components:)/.exec(text) ?? [];
  const [, path = ""] = /^ {2}\/([^/]+)\//.exec(item) ?? [];
  const [, id = ""] = /operationId: (\S+)/.exec(item) ?? [];
  const again = item
    .replaceAll(`/${path}/`, `/${name}/`)
    .replaceAll(id, name.slice(0, 1).toLowerCase() + name.slice(1))
    .replaceAll("Get a book", `Get a ${name}`);
  return text.replace(item, item + again);
}
