import type { Description, Operation } from "@spkey/model";
import { valuesByExample } from "./examples.ts";
import type { Language } from "./language.ts";
import { languages } from "./languages.ts";
import { requiredVariables, type SampleRequest, type SampleValues, sampleRequest } from "./request.ts";
import { type Setup, setupOf } from "./setup.ts";

/** One request in one language. */
export interface ExampleSample {
  /** The name of the request's example that it shows, if that has one. */
  readonly example?: string;
  /** The call: short, and as a native writes it. A comment that says why, where the language can't send the request. */
  readonly code: string;
  /** The same as a program that checks its environment, and tells its reader and its caller what went wrong. */
  readonly script: string;
  /** What it can't show. The script has it in its comments; beside the code it has to be said. */
  readonly notes: readonly string[];
}

/** The code of a request in one language. */
export interface Sample extends ExampleSample {
  /** The language: its `id`, its `label`, and what a highlighter calls it. */
  readonly language: string;
  readonly label: string;
  readonly highlight: string;
  readonly setup: Setup;
  /** The same for the other named examples of the request, in their order. */
  readonly others?: readonly ExampleSample[];
}

/** The samples of an operation, in every language: of the description's examples, or of the values that are given. */
export function samplesOf(description: Description, operation: Operation, values?: SampleValues): Sample[] {
  const request = sampleRequest(description, operation, values);
  return languages.map((language) => {
    const { id, label, highlight } = language;
    return { language: id, label, highlight, setup: setupOf(language, request), ...show(language, request) };
  });
}

/** The samples of an operation with one for each named example of its request: the first is the default, `others` has the rest. */
export function samplesByExample(description: Description, operation: Operation): Sample[] {
  const [first, ...rest] = valuesByExample(description, operation).map(({ name, values }) => ({
    name,
    samples: samplesOf(description, operation, values),
  }));
  return (first?.samples ?? []).map((sample, index) => {
    const others = rest.flatMap(({ name, samples }) =>
      samples.slice(index, index + 1).map((each) => shown(each, name)),
    );
    return { ...sample, ...shown(sample, first?.name), ...(others.length > 0 && { others }) };
  });
}

function shown({ code, script, notes }: Sample, name: string | undefined): ExampleSample {
  return { ...(name !== undefined && { example: name }), code, script, notes };
}

/** A sample in `x-codeSamples`, the extension that documentation tools show. */
export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/**
 * The samples as `x-codeSamples`: tools pair them with nothing, so that those of further examples say in their labels which one
 * they are of, and what a sample can't show is in its comments.
 */
export function codeSamplesOf(operation: Operation, samples: readonly Sample[]): CodeSample[] {
  const titles = new Map(
    (operation.requestBody?.content ?? []).flatMap(({ examples }) =>
      examples.map(({ name, summary }) => [name, summary ?? name] as const),
    ),
  );
  const row = ({ language, label }: Sample, { code, notes }: ExampleSample, title?: string) => ({
    lang: label,
    label: title === undefined ? label : `${label}: ${title}`,
    source: withNotes(language, code, notes),
  });
  const examples = samples[0]?.others ?? [];
  return [
    ...samples.map((sample) => row(sample, sample)),
    ...examples.flatMap(({ example }, index) =>
      samples.flatMap((sample) => {
        const other = sample.others?.[index];
        return other ? [row(sample, other, titles.get(example) ?? example)] : [];
      }),
    ),
  ];
}

function show(language: Language, request: SampleRequest): Omit<ExampleSample, "example"> {
  const refused = language.refuses?.(request);
  const limits = refused === undefined ? (language.limits?.(request) ?? []) : [refused];
  const notes = [...request.notes, ...limits];
  const variables = requiredVariables(request);
  const takes = variables.length > 0 ? [`Takes ${variables.join(" and ")} from the environment.`] : [];
  const title = request.operation.summary || request.operation.id;
  const head = comments(language, [title, language.needs(request), ...takes, ...notes]);
  if (refused !== undefined) return { notes, code: comments(language, [refused]), script: head };
  const code = `${language.emit(request, "code")}\n`;
  return { notes, code, script: withHead(`${language.emit(request, "script")}\n`, head) };
}

/** Code with notes before it, but where it is nothing else itself. */
function withNotes(id: string, code: string, notes: readonly string[]): string {
  const language = languages.find((each) => each.id === id);
  const unsaid = notes.filter((note) => !code.includes(oneLine(note)));
  return language ? withHead(code, comments(language, unsaid)) : code;
}

function comments({ comment }: Language, lines: readonly string[]): string {
  return lines.map((text) => `${comment} ${oneLine(text)}\n`).join("");
}

/** A comment ends with its line, whatever a reader of the language takes for the end of one; in PHP, it ends with `?>`, too. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll("?>", "? >");
}

/** PHP, for one, begins with a line that nothing may precede. */
function withHead(code: string, head: string): string {
  const [opening = ""] = /^(<\?php\n\n?)?/.exec(code) ?? [];
  return `${opening}${head}${code.slice(opening.length)}`;
}
