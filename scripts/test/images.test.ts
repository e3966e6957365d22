import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { execute, makeFolder, startProgram } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../turbo.ts";
import { allowedBy, layImage, readImage } from "./image.ts";

interface Row {
  readonly name: string;
  readonly dockerfile: string;
  /** The folder that `docker build` is given. */
  readonly context: string;
}

const images: readonly Row[] = [
  { name: "docs", dockerfile: "packages/docs/Dockerfile", context: "packages/docs" },
  { name: "mock", dockerfile: "packages/mock/Dockerfile", context: "." },
];

const textOf = (file: string) => readFile(join(root, file), "utf8");

describe.for(images)("the image of the $name", ({ dockerfile, context }) => {
  test("stands on an exact one, runs as nobody in particular, and says whether it is well", async () => {
    const image = readImage(await textOf(dockerfile));
    expect(image.from).toMatch(/^[\w./-]+:\d+\.\d+\.\d+[\w.-]*@sha256:[0-9a-f]{64}$/);
    expect(image.user).toMatch(/^(101|node)$/);
    expect(image.healthcheck).not.toEqual([]);
    // The first process gets the signals: no shell is in between.
    expect(image.entrypoint[0]).not.toBe("sh");
    // Nothing is installed, fetched or unpacked while it is built, and no instruction but USER comes as another user.
    expect(image.instructions).not.toContain("RUN");
    expect(image.instructions).not.toContain("ADD");
    expect(image.instructions.indexOf("USER")).toBeGreaterThan(image.instructions.lastIndexOf("COPY"));
  });

  test("gets the files that it copies, and its context has no other", async () => {
    const { path, remove } = await makeFolder();
    const image = readImage(await textOf(dockerfile));
    const ignore = `${dockerfile}.dockerignore`;
    await layImage(image, join(root, context), join(root, ignore), path);
    expect(allowedBy(await textOf(ignore)).toSorted()).toEqual(image.copies.map(({ source }) => source).toSorted());
    await remove();
  });
});

describe("what would go wrong is found", () => {
  test.for([
    { name: "a file that isn't there", copy: "dist/nothing", allows: "!dist", says: "no such file" },
    { name: "a file that is left out", copy: "package.json", allows: "!dist", says: "leaves it out" },
    { name: "a list of what is left out", copy: "package.json", allows: "node_modules", says: "leave out everything" },
  ])("$name", async ({ copy, allows, says }) => {
    const { path, remove } = await makeFolder();
    await writeFile(join(path, "ignore"), `*\n${allows}\n`);
    const image = readImage(`FROM a:1\nCOPY ${copy} ./\n`);
    await expect(
      layImage(image, join(root, "packages/mock"), join(path, "ignore"), join(path, "image")),
    ).rejects.toThrow(says);
    await remove();
  });

  test("an instruction that isn't read here", () => {
    expect(() => readImage("FROM a:1\nRUN npm install\n")).toThrow("RUN is not read here");
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(options: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(options, async (response) => {
      resolve({ status: response.statusCode, headers: response.headers, body: await text(response) });
    })
      .on("error", reject)
      .end();
  });
}

/** All files of a folder. */
async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

describe("the mock, by the command of its image and with the files of its image alone", () => {
  let folder: Awaited<ReturnType<typeof makeFolder>>;
  const at = () => join(folder.path, "app");
  beforeAll(async () => {
    folder = await makeFolder();
    const image = readImage(await textOf("packages/mock/Dockerfile"));
    await layImage(image, root, join(root, "packages/mock/Dockerfile.dockerignore"), folder.path);
  });
  afterAll(() => folder?.remove());

  test("answers, is well, writes no file, and ends by the signal", async () => {
    const { entrypoint, environment, healthcheck, stopSignal } = readImage(await textOf("packages/mock/Dockerfile"));
    const before = await filesOf(folder.path);
    const env = { ...environment, PATH: process.env["PATH"], HOME: "/nonexistent" };
    await using mock = startProgram([...entrypoint, "--port", "0", "--log", "json"], { cwd: at(), env });
    const [, port = ""] = await mock.says(/http:\/\/[^:\s"]+:(\d+)/);
    expect(JSON.stringify(healthcheck)).toContain(":4010/");
    const check = (port: string) =>
      execute(
        healthcheck.map((word) => word.replace(":4010/", `:${port}/`)),
        { env },
      );
    expect((await check(port)).code).toBe(0);
    expect((await check("1")).code).toBe(1);
    const { status } = await ask({ port, path: "/" });
    expect(status).toBe(404);
    expect(await filesOf(folder.path)).toEqual(before);
    mock.kill(stopSignal as NodeJS.Signals); // The Dockerfile names one, or SIGTERM holds.
    expect(await mock.exit).toBe(0);
  });
});

const nginx = ["nginx", "/usr/sbin/nginx"];
const found = await Promise.all(nginx.map(async (name) => (await execute([name, "-v"])).code === 0));
const command = nginx[found.indexOf(true)];
if (command === undefined && process.env["CI"]) throw new Error("CI needs nginx.");

describe.skipIf(command === undefined)("the docs, by the configuration of their image and with its files alone", () => {
  test.for(["/", "/docs/v1/"])("answer at %s, are well, and write to /tmp alone", async (base) => {
    const { path, remove } = await makeFolder();
    const image = readImage(await textOf("packages/docs/Dockerfile"), { BASE_PATH: base });
    await layImage(image, join(root, "packages/docs"), join(root, "packages/docs/Dockerfile.dockerignore"), path);
    await mkdir(join(path, "tmp"));
    const files = async () => (await filesOf(path)).filter((file) => !file.startsWith(join(path, "tmp/")));
    const before = await files();
    // The same configuration, with the image's folder as the root, and a socket for its port.
    const changes: readonly (readonly [from: string, to: string])[] = [
      ["/tmp/", `${path}/tmp/`],
      ["/usr/share/nginx/html", `${path}/usr/share/nginx/html`],
      ["/etc/nginx/docs.conf", `${path}/etc/nginx/docs.conf`],
      ["listen 8080;", `listen unix:${path}/tmp/socket;`],
      ["/dev/stdout", `${path}/tmp/access.log`],
    ];
    const written = await readFile(join(path, "etc/nginx/nginx.conf"), "utf8");
    for (const [from] of changes) expect(written).toContain(from);
    const configuration = changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), written);
    await writeFile(join(path, "tmp/nginx.conf"), `${process.getuid?.() === 0 ? "user root;\n" : ""}${configuration}`);
    await chmod(join(path, "tmp"), 0o777);
    {
      await using server = startProgram([command ?? "", "-c", join(path, "tmp/nginx.conf"), "-e", "stderr"]);
      const socketPath = join(path, "tmp/socket");
      const answers = () =>
        ask({ socketPath, path: base }).then(
          ({ status }) => status,
          () => undefined,
        );
      await expect.poll(answers).toBe(200);
      const page = await ask({ socketPath, path: base });
      expect(page.body).toBe(await textOf("packages/docs/dist/index.html"));
      expect(page.headers["server"]).toBe("nginx");
      expect(await files()).toEqual(before);
      server.kill(image.stopSignal as NodeJS.Signals); // The Dockerfile names it.
      expect(await server.exit).toBe(0);
    }
    const [, , check = ""] = image.healthcheck;
    expect(check).toContain(`http://127.0.0.1:8080$`);
    expect(image.environment["BASE_PATH"]).toBe(base);
    await remove();
  });
});

/** Needs no network: only where the images that ours stand on are there. CI fetches them first. */
const bases = await Promise.all(images.map(async ({ dockerfile }) => readImage(await textOf(dockerfile)).from));
const inspected = await Promise.all(bases.map((base) => execute(["docker", "image", "inspect", base])));
const hasDocker = inspected.every(({ code }) => code === 0);
if (!hasDocker && process.env["GITHUB_ACTIONS"])
  throw new Error(`GitHub's CI needs Docker, and has to pull ${bases.join(", ")}.`);

describe.skipIf(!hasDocker)("built by Docker", () => {
  test.for(images)(
    "the $name run read-only, without any capability, and are well",
    { timeout: 300_000 },
    async (row) => {
      const tag = `spkey-test-${row.name}-${process.pid}`;
      const docker = async (...words: string[]) => {
        const outcome = await execute(["docker", ...words], { cwd: root, timeout: 120_000 });
        expect(outcome.code, outcome.stderr).toBe(0);
        return outcome.stdout.trim();
      };
      await docker("build", "--quiet", "--tag", tag, "--file", row.dockerfile, row.context);
      const hardened = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"];
      const id = await docker("run", "--detach", "--health-interval", "1s", ...hardened, tag);
      try {
        await expect.poll(() => docker("inspect", "--format", "{{.State.Health.Status}}", id)).toBe("healthy");
        await docker("stop", id);
        expect(await docker("inspect", "--format", "{{.State.ExitCode}}", id)).toBe("0");
      } finally {
        await execute(["docker", "rm", "--force", id]);
        await execute(["docker", "rmi", "--force", tag]);
      }
    },
  );
});
