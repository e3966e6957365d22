import { type ParseArgsConfig, parseArgs, styleText } from "node:util";

/** Of a bench that is under way. */
export interface Running {
  /** Aborts at Ctrl-C: the bench ends what it has started, and rejects. */
  readonly signal: AbortSignal;
  /** Tells what is being done: one line that changes on a terminal, a line for each step elsewhere. An empty text clears it. */
  readonly progress: (text: string) => void;
}

type Declared = NonNullable<ParseArgsConfig["options"]>;
type Values<Options extends Declared> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options & { help: { type: "boolean" } } }>
>["values"];

/** A bench as a command: what is shown for `--help`, and what is done. */
export interface BenchCommand<Options extends Declared, Chosen> {
  readonly help: string;
  /** As `parseArgs` of `node:util` takes them; `--help` is among them anyway. */
  readonly options: Options;
  /** What the values mean. Throws where one of them means nothing: its message is shown above the help. */
  readonly read: (values: Values<Options>) => Chosen;
  readonly run: (chosen: Chosen, running: Running) => Promise<void>;
}

/**
 * Runs a bench by the arguments of the process, and sets its exit code: 0 where it ran, 1 where it failed, 2 where the
 * arguments are wrong, 130 where it was interrupted.
 */
export async function benchCommand<const Options extends Declared, Chosen>(
  command: BenchCommand<Options, Chosen>,
): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
  const chosen = readArguments(command);
  if (!chosen) return;
  try {
    await command.run(chosen.value, { signal: stopping.signal, progress });
  } catch (error) {
    progress("");
    if (stopping.signal.aborted) process.exitCode = 130;
    else {
      const message = error instanceof Error ? error.message : String(error);
      console.error(styleText("red", message, { stream: process.stderr }));
      process.exitCode = 1;
    }
  }
}

/** @returns nothing where there is nothing to do: help was asked for, or the arguments are wrong */
function readArguments<const Options extends Declared, Chosen>({
  help,
  options,
  read,
}: BenchCommand<Options, Chosen>): { readonly value: Chosen } | undefined {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2),
      options: { ...options, help: { type: "boolean" } },
    });
    // The compiler can't see that what is spread has a `help`.
    if (!(values as { help?: boolean }).help) return { value: read(values as Values<Options>) };
    console.log(help);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (text) process.stderr.write(`${text}\n`);
}

/**
 * Those whose names have one of the parts in them, and the first one, which all others are measured against.
 *
 * @param only parts of names, with commas between them
 * @param what what they are called where a part is in no name
 */
export function parts<Named extends { readonly name: string }>(
  all: readonly Named[],
  only: string,
  what: string,
): Named[] {
  const wanted = only.split(",").map((part) => part.trim().toLowerCase());
  const has = ({ name }: Named, part: string) => name.toLowerCase().includes(part);
  for (const part of wanted) {
    if (part && all.some((named) => has(named, part))) continue;
    throw new Error(`--only takes parts of the ${what}' names; \`${part}\` is part of none.`);
  }
  return all.filter((named, index) => index === 0 || wanted.some((part) => has(named, part)));
}
