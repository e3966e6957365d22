import { escapeMarkup as xml } from "./escape.ts";
import type { CaseReport, Cause, OperationReport, Report } from "./report.ts";
import { placeText } from "./terminal.ts";

/** A report as build servers read it: JUnit's XML, a suite for each operation, a test for each case. */
export function junitReport({ operations, findings, verdict, reason, target }: Report): string {
  const suites = operations.map((operation) => suite(operation, findings, target));
  // A run that says nothing is no success.
  if (verdict === "could-not-run") {
    suites.push({
      tests: 1,
      failures: 0,
      errors: 1,
      skipped: 0,
      text: element(
        "testsuite",
        { name: "run", tests: 1, failures: 0, errors: 1, skipped: 0, time: 0 },
        element(
          "testcase",
          { classname: "run", name: "could run", time: 0 },
          element("error", { message: reason ?? "It could not run.", type: "could-not-run" }, ""),
        ),
      ),
    });
  }
  const sum = (field: "tests" | "failures" | "errors" | "skipped") =>
    suites.reduce((all, each) => all + each[field], 0);
  const counts = { tests: sum("tests"), failures: sum("failures"), errors: sum("errors"), skipped: sum("skipped") };
  const body = suites.map(({ text }) => text).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "@spkey/contract", ...counts, time: 0 }, `\n${body}\n`)}\n`;
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly text: string;
}

function suite(
  { id, method, path, cases, reason }: OperationReport,
  findings: readonly Cause[],
  target: string,
): Suite {
  const untried: CaseReport[] =
    cases.length > 0
      ? []
      : [{ id, name: `${id} is tried`, verdict: "not-judged", causes: [], reason: reason ?? "not tried" }];
  const all = [...cases, ...untried];
  const counts = {
    tests: all.length,
    failures: all.filter(({ verdict }) => verdict === "broken").length,
    errors: 0,
    skipped: all.filter(({ verdict }) => verdict === "not-judged").length,
  };
  const tests = all.map((each) => test(id, each, findings)).join("\n");
  const properties = element(
    "properties",
    {},
    element("property", { name: "operation", value: `${method} ${path}` }, "") +
      element("property", { name: "server", value: target }, ""),
  );
  return { ...counts, text: element("testsuite", { name: id, ...counts, time: 0 }, `\n${properties}\n${tests}\n`) };
}

function test(
  operation: string,
  { id, verdict, causes, reason, status }: CaseReport,
  findings: readonly Cause[],
): string {
  const name = { classname: operation, name: id, time: 0 };
  if (verdict === "not-judged")
    return element("testcase", name, element("skipped", { message: reason ?? "not judged" }, ""));
  if (verdict === "kept") return element("testcase", name, "");
  const [first, ...others] = causes.flatMap((index) => findings[index] ?? []);
  if (!first) return element("testcase", name, "");
  const message = `${first.at}: ${first.came}`;
  const details = [first, ...others].map((each) =>
    [
      `${each.kind}: ${each.title}`,
      `promised: ${placeText(each.promised)}`,
      `came: ${each.at}: ${each.came}${status === undefined ? "" : ` (status ${status})`}`,
      ...(each.again ? [`again: ${each.again.command}`] : []),
    ].join("\n"),
  );
  return element("testcase", name, element("failure", { message, type: first.kind }, xml(details.join("\n\n"))));
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}
