import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { readDescription } from "@spkey/model";
import { readSource } from "@spkey/model/source";
import { descriptionFile, readDocument } from "@spkey/test-kit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { githubAnnotations } from "../../src/report/github.ts";
import { htmlReport } from "../../src/report/html.ts";
import { junitReport } from "../../src/report/junit.ts";
import type { Report } from "../../src/report/report.ts";
import { terminalReport } from "../../src/report/terminal.ts";
import { readCredentials } from "../../src/verify/credentials.ts";
import { parseValues } from "../../src/verify/values.ts";
import { junitSchema } from "./junit-schema.ts";
import { openStage, type Stage, verifyServer } from "./verify-server.ts";

const document = await readDocument("command");
const description = readDescription(document);
const source = await readSource(descriptionFile("command"));

/** What must be read nowhere. */
const canaries = {
  token: "eyJ0b2tlbiI6Im9uZSJ9.canary/token+one=",
  key: "canary-key-with-ünicode",
  guard: "canary guard & <one>",
  post: "canary/post/one",
};
const options = { bearerEnv: ["TOKEN"], apiKeyEnv: ["KEY"], basicEnv: [] };
const environment = { TOKEN: canaries.token, KEY: "canary-key-with-ascii" };

let stage: Stage;
let report: Report;
beforeAll(async () => {
  stage = await openStage(document);
  // It sends back all that it is sent, wherever a server can: names of fields, the media type, headers, the reason.
  stage.answer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const echo = [
      request.headers.authorization,
      request.headers["x-watch-key"],
      decodeURIComponent(request.url ?? ""),
      body,
    ].join(" ");
    response.writeHead(request.method === "POST" && body.startsWith("{") ? 200 : 418, {
      "content-type": request.url?.includes("nobody")
        ? `x/${encodeURIComponent(echo).slice(0, 500)}`
        : "application/json",
      allow: "POST, canary",
    });
    response.end(
      JSON.stringify({ [echo]: echo, "\u001b[31mred": 1, event: { [String(request.headers.authorization)]: echo } }),
    );
  });
  const values = `dismissGuard:
  throwAway: false
  values:
    - path: { guardId: ${JSON.stringify(canaries.guard)} }
      body: { postId: ${canaries.post} }
`;
  report = await verifyServer(stage.url, document, {
    route: stage.route,
    source,
    credentials: readCredentials(description.securitySchemes, options, environment),
    leave: { allow: ["dismissGuard"], readOnly: false, values: parseValues("v.yaml", values, description) },
    phases: ["examples", "coverage", "fuzz"],
    repeatOptions: ["--bearer-env TOKEN"],
  });
});
afterAll(() => stage?.stop());

const forms = [
  { name: "terminal", write: (each: Report) => terminalReport(each, true) },
  { name: "html", write: htmlReport },
  { name: "junit", write: junitReport },
  { name: "json", write: (each: Report) => JSON.stringify(each) },
  { name: "github", write: githubAnnotations },
];

/** All ways in which a text is commonly written. */
function spellings(text: string): string[] {
  const base64 = Buffer.from(text).toString("base64").replace(/=+$/, "");
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    base64,
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  ];
}

describe("a report of a server that sends back all that it is sent", () => {
  test("has findings", () => {
    expect(report.exitCode).toBe(1);
    expect(report.findings.length).toBeGreaterThan(3);
    expect(report.suggestions.length).toBeGreaterThan(0);
  });

  test.for(forms)("has no credential and no value that was given ($name)", ({ write }) => {
    const text = write(report);
    expect(text.length).toBeGreaterThan(200);
    const secrets = [environment.TOKEN, environment.KEY, canaries.guard, canaries.post];
    expect(secrets.flatMap(spellings).filter((each) => text.toLowerCase().includes(each.toLowerCase()))).toEqual([]);
    // Of the path of a URL, too, each part of it.
    expect(text).not.toMatch(/canary[ /-](key|guard|post|token)/i);
  });

  test("has commands with variables in their place", () => {
    const commands = report.findings.flatMap(({ again }) => again?.curl ?? []).join("\n");
    expect(commands).toContain("Authorization: Bearer $TOKEN");
    expect(commands).toContain("X-Watch-Key: $KEY");
    expect(commands).toMatch(/\$\{PATH_GUARDID\}/);
    expect(commands).toMatch(/\$\{BODY_POSTID\}/);
    expect(report.findings[0]?.again?.command).toContain("npx @spkey/contract case ");
  });

  test("does nothing to a terminal", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the one that is looked for
    expect(terminalReport(report, false)).not.toMatch(/\u001b/);
  });
});

describe("the forms", () => {
  test("JUnit's XML is well-formed, of its schema, and counts what there is", () => {
    const xml = junitReport(report);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: "@",
      isArray: (name) => ["testsuite", "testcase", "failure", "skipped", "property"].includes(name),
    });
    const tree: unknown = parser.parse(xml);
    const validate = new Ajv2020({ allErrors: true }).compile(junitSchema);
    expect(validate(tree), JSON.stringify(validate.errors)).toBe(true);
    const { testsuites } = tree as { testsuites: { "@tests": string; "@failures": string } }; // It fits the schema.
    expect(Number(testsuites["@tests"])).toBe(report.counts.sent);
    expect(Number(testsuites["@failures"])).toBe(report.counts.broken);
    expect(xml.match(/<failure /g)).toHaveLength(report.counts.broken);
    // What is no such XML is told to be none.
    expect(validate({ testsuites: { testsuite: [{ "@name": "no counts" }] } })).toBe(false);
  });

  test("JUnit's XML of a run that could not be is no success", () => {
    const none: Report = { ...report, verdict: "could-not-run", reason: "down", operations: [], findings: [] };
    expect(junitReport(none)).toContain('<error message="down"');
  });

  test("GitHub's annotations name file, line and column", () => {
    const lines = githubAnnotations(report).trimEnd().split("\n");
    expect(lines).toHaveLength(report.findings.length);
    expect(lines[0]).toMatch(/^::error file=[^,]*command\.yaml,line=\d+,col=\d+,title=[\w-]+%3A [^:]+::dismissGuard/);
    expect(lines.every((line) => /^::(error|warning) /.test(line))).toBe(true);
  });

  test("the page asks for nothing, and runs nothing", () => {
    const page = htmlReport(report);
    expect(page).not.toMatch(/<script|\son\w+=|<link|<img|url\(|@import/i);
    expect(page).toContain("default-src 'none'");
  });

  test("the terminal says where it stands, what came, who is hurt and how to see it again", () => {
    const text = terminalReport(report, false);
    for (const name of ["promised", "came", "hurts", "seen", "again"])
      expect(text).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(text).toMatch(/command\.yaml:\d+:\d+/);
  });

  test("the description lacks what is suggested, and the YAML is one", async () => {
    const { parse } = await import("yaml");
    for (const { yaml, places } of report.suggestions) {
      expect(typeof parse(yaml)).toBe("object");
      expect(places[0]?.line).toBeGreaterThan(0);
    }
  });
});

test("the sheet of the page has the colors of the documentation", async () => {
  const { style } = await import("../../src/report/style.ts");
  const colors = [...style.matchAll(/--(\w+): (light-dark\([^)]*\))/g)].map(([, name, value]) => `--${name}: ${value}`);
  const base = await readFile(new URL("../../../docs/src/assets/styles/1-base.css", import.meta.url), "utf8");
  expect(colors.length).toBeGreaterThan(6);
  expect(colors.filter((each) => !base.includes(each))).toEqual([]);
});
