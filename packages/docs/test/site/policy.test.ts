import { describe, expect, test } from "vitest";
import { headersFile, parseHeadersFile } from "../../src/site/headers-file.ts";
import { nginxConfiguration } from "../../src/site/nginx.ts";
import { headersAt, metaPolicy, policyOf } from "../../src/site/policy.ts";

const rules = policyOf({});

/** A path of each kind that a site has. */
const paths = [
  "/",
  "/404.html",
  "/errors/",
  "/errors/index.md",
  "/operations/listDoors/",
  "/operations/listDoors/index.md",
  "/webhooks/onAlarm/",
  "/redoc/",
  "/redoc/reference.js",
  "/assets/page-12345678.js",
  "/openapi.yaml",
  "/postman-collection.json",
  "/llms.txt",
  "/nowhere/at/all",
];

describe("the table", () => {
  test.for(paths)("no header is in two rows of %s", (path) => {
    const matching = rules.filter((rule) => headersAt([rule], path) && Object.keys(headersAt([rule], path)).length > 0);
    const names = matching.flatMap(({ headers }) => Object.keys(headers));
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBe(new Set(names).size);
  });

  test.for(paths)("every file of %s is told to be what its type says", (path) => {
    expect(headersAt(rules, path)["X-Content-Type-Options"]).toBe("nosniff");
  });

  test("what has a hash in its name is kept, everything else asked for again", () => {
    const cachingOf = (path: string) => headersAt(rules, path)["Cache-Control"];
    expect(cachingOf("/assets/page-1.js")).toContain("immutable");
    for (const path of paths.filter((each) => !/^\/(assets|nowhere)\//.test(each))) {
      expect(cachingOf(path), path).toBe("no-cache");
    }
  });

  test.for(["/", "/404.html", "/errors/", "/operations/a/", "/webhooks/a/"])("no code in the page %s runs", (path) => {
    const policy = metaPolicy(rules, path);
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("base-uri 'none'");
  });

  test("only pages with a console may call other hosts", () => {
    expect(metaPolicy(rules, "/operations/a/")).toContain(
      "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
    );
    for (const path of ["/", "/errors/", "/webhooks/a/"])
      expect(metaPolicy(rules, path)).toContain("connect-src 'self';");
  });

  test("every page may send its reader's answer to where the site was built to send it", () => {
    const policy = policyOf({ feedbackUrl: "https://feedback.example.com:8443/docs?key=1" });
    for (const path of ["/", "/errors/", "/operations/a/", "/webhooks/a/"]) {
      expect(metaPolicy(policy, path), path).toContain("connect-src 'self' https://feedback.example.com:8443");
    }
    expect(policyOf({ feedbackUrl: "/feedback" })).toEqual(rules);
  });

  test("a page says nothing that only a header can", () => {
    expect(headersAt(rules, "/")["Content-Security-Policy"]).toContain("frame-ancestors");
    expect(metaPolicy(rules, "/")).not.toContain("frame-ancestors");
  });

  test("a page without a row is an error", () => {
    expect(() => metaPolicy(rules, "/nowhere/")).toThrow("/nowhere/");
  });
});

describe("_headers", () => {
  test.for(paths)("says of %s what the table says", (path) => {
    expect(headersAt(parseHeadersFile(headersFile(rules)), path)).toEqual(headersAt(rules, path));
  });

  test("is within the limits of Cloudflare Pages: 100 rules, 2,000 characters a line", () => {
    expect(parseHeadersFile(headersFile(rules)).length).toBeLessThanOrEqual(100);
    expect(
      Math.max(
        ...headersFile(rules)
          .split("\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(2000);
  });
});

describe.for(["/", "/docs/v2/"])("the configuration of nginx for a site at %s", (base) => {
  const configuration = nginxConfiguration(rules, base);
  const locations = parseLocations(configuration);

  test.for(paths)("says of %s what the table says", (path) => {
    expect(nginxHeaders(locations, `${base}${path.slice(1)}`)).toEqual(headersAt(rules, path));
  });

  test("answers with the site's own page where there is none", () => {
    expect(configuration).toContain(`error_page 404 ${base}404.html;`);
  });

  test("has each brace closed and each line ended", () => {
    const lines = configuration.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
    expect(lines.filter((line) => !/[;{}]$/.test(line))).toEqual([]);
    expect(configuration.match(/\{/g)?.length).toBe(configuration.match(/\}/g)?.length);
  });
});

interface Location {
  readonly exact: boolean;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

function parseLocations(configuration: string): Location[] {
  return Array.from(
    configuration.matchAll(/^location (=|\^~) (\S+) \{\n([\s\S]*?)^\}/gm),
    ([, kind, path = "", body = ""]) => ({
      exact: kind === "=",
      path,
      headers: Object.fromEntries(
        Array.from(body.matchAll(/^ {2}add_header (\S+) "([^"]*)" always;$/gm), ([, name = "", value = ""]) => [
          name,
          value,
        ]),
      ),
    }),
  );
}

/** As nginx chooses: the exact location, or else the longest one that the path begins with. */
function nginxHeaders(locations: readonly Location[], path: string): Readonly<Record<string, string>> | undefined {
  const exact = locations.find((location) => location.exact && location.path === path);
  const prefixes = locations.filter((location) => !location.exact && path.startsWith(location.path));
  return (exact ?? prefixes.toSorted((a, b) => b.path.length - a.path.length)[0])?.headers;
}
