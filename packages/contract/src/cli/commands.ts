import { readFile } from "node:fs/promises";
import { styleText } from "node:util";
import { startMock } from "@spkey/mock";
import type { Report } from "../report/report.ts";
import { terminalReport } from "../report/terminal.ts";
import { type Credentials, readCredentials } from "../verify/credentials.ts";
import { InvalidInput } from "../verify/invalid-input.ts";
import { madeUpCredentials } from "../verify/made-up-credentials.ts";
import { type OpenedDescription, openDescription } from "../verify/open-description.ts";
import { exampleValues, parseValues, type Values } from "../verify/values.ts";
import { shellQuoted, type VerifyOptions, verify } from "../verify/verify.ts";
import type { CliOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { writeReports } from "./write-reports.ts";

/** @returns the exit code */
export async function run(options: CliOptions, signal: AbortSignal): Promise<number> {
  const opened = await openDescription(options.spec);
  checkOperations(options, opened);
  switch (options.command) {
    case "verify":
    case "case":
      return tell(options, await verifyServer(options, opened, signal));
    case "test":
      return tell(options, await verifyMock(options, opened, signal));
    case "replay":
      return tell(options, await replayRecording(options, opened, signal));
    case "coverage": {
      const { coverage } = await import("./coverage.ts");
      return coverage(options, opened);
    }
  }
}

async function verifyServer(options: CliOptions, opened: OpenedDescription, signal: AbortSignal): Promise<Report> {
  const { url = "", command, subject } = options;
  const { description } = opened;
  const credentials = readCredentials(description.securitySchemes, options, process.env);
  return verify({
    ...common(options, opened, credentials, signal),
    command: command === "case" ? "case" : "verify",
    url,
    leave: { allow: options.allow, readOnly: options.readOnly, values: await readValues(options.values, opened) },
    rate: options.rate,
    only: command === "case" ? subject : undefined,
    ...(command === "case" && { phases: ["examples", "coverage", "fuzz"] as const }),
  });
}

async function verifyMock(options: CliOptions, opened: OpenedDescription, signal: AbortSignal): Promise<Report> {
  const { description, document } = opened;
  const mock = await startMock({ description: document });
  try {
    return await verify({
      ...common(options, opened, madeUpCredentials, signal),
      command: "test",
      url: mock.url,
      leave: {
        allow: description.operations.flatMap(({ id, path }) => [id, ...unsafe.map((method) => `${method} ${path}`)]),
        readOnly: false,
        values: exampleValues(description),
      },
      onDemand: true,
    });
  } finally {
    await mock.stop();
  }
}

async function replayRecording(options: CliOptions, opened: OpenedDescription, signal: AbortSignal): Promise<Report> {
  const { subject: recording = "", spec, operations, url, accept } = options;
  const text = await readFile(recording, "utf8").catch((error: Error) => {
    throw new InvalidInput(`The recording can't be read: ${error.message}`);
  });
  const [{ readHar }, { replay }] = await Promise.all([import("../replay/har.ts"), import("../replay/replay.ts")]);
  const entries = readHar(recording, text);
  return replay({
    ...opened,
    file: spec,
    recording,
    entries,
    url,
    ...(operations.length > 0 && { operations }),
    accept,
    signal,
  });
}

const unsafe = ["PUT", "POST", "DELETE", "PATCH"] as const;

function common(
  options: CliOptions,
  { document, description, source }: OpenedDescription,
  credentials: Credentials,
  signal: AbortSignal,
): Omit<VerifyOptions, "command" | "url" | "leave"> {
  const progress = createProgress(process.stderr);
  const { spec, values, seed, operations } = options;
  return {
    document,
    description,
    source,
    file: spec,
    credentials,
    ...(operations.length > 0 && { operations }),
    phases: options.phases,
    seed,
    shard: options.shard,
    timeout: options.timeout,
    accept: options.accept,
    repeatOptions: [
      ...(spec === undefined ? [] : [`--spec ${shellQuoted(spec)}`]),
      ...(values === undefined ? [] : [`--values ${shellQuoted(values)}`]),
      ...credentials.options,
      ...(seed === 0 ? [] : [`--seed ${seed}`]),
    ],
    signal,
    progress: (operation, index, count) =>
      index === count ? progress.clear() : progress.show(`${index + 1} of ${count}: ${operation}`),
  };
}

/** @throws {InvalidInput} where one is named that the description doesn't have: it would be left out in silence */
function checkOperations(
  { operations, allow, command, subject = "" }: CliOptions,
  { description }: OpenedDescription,
): void {
  const names = description.operations.flatMap(({ id, operationId, method, path }) => [
    id,
    operationId,
    `${method} ${path}`,
  ]);
  const paths = description.operations.map(({ path }) => path);
  const isKnown = (name: string) => names.includes(name) || paths.includes(name.replace(/^[A-Z]+ /, ""));
  const unknown = [...operations, ...allow].find((name) => !isKnown(name));
  if (unknown !== undefined) throw new InvalidInput(`The description has no operation ${shown(unknown)}.`);
  const ofCase = command === "case" && description.operations.every(({ id }) => !subject.startsWith(`${id}/`));
  if (ofCase)
    throw new InvalidInput(`No operation has a case ${shown(subject)}: an id begins with that of its operation.`);
}

/** A name; what does not look like one may be a credential. */
function shown(text: string): string {
  return /^[\w /{}.-]{1,80}$/.test(text) ? `\`${text}\`` : "of that name";
}

async function readValues(file: string | undefined, { description }: OpenedDescription): Promise<Values> {
  if (file === undefined) return new Map();
  if (file === "examples") return exampleValues(description);
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new InvalidInput(`The values can't be read: ${error.message}`);
  });
  return parseValues(file, text, description);
}

async function tell({ report: files, noColor }: CliOptions, report: Report): Promise<number> {
  const hasColors = !noColor && styleText("dim", " ", { stream: process.stdout }) !== " ";
  createProgress(process.stderr).clear();
  process.stdout.write(terminalReport(report, hasColors));
  await writeReports(files, report);
  return report.exitCode;
}
