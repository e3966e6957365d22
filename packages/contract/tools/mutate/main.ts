/** Measures how good the contract cases are: `pnpm contract:mutate`. */
import { rename, writeFile } from "node:fs/promises";
import { openDescription } from "./open-description.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { markdownOf, type Row, rowText } from "./report.ts";
import { scoreDescription, scoreServers } from "./score.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

const options = readOrExit();
if (options === "help") console.log(usage);
else {
  try {
    await measure(options);
  } catch (error) {
    if (stopping.signal.aborted) process.exitCode = 130;
    else {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    }
  }
}

async function measure({ descriptions, sample, least, markdown }: Options): Promise<void> {
  const rows: Row[] = [];
  for (const name of descriptions) {
    const document = await openDescription(name);
    const scoring = (what: string) => ({
      ...(sample !== undefined && { sample }),
      progress: progressOf(what),
      signal: stopping.signal,
    });
    rows.push({ description: name, kind: "description", score: await scoreDescription(document, scoring(name)) });
    rows.push({
      description: name,
      kind: "server",
      score: await scoreServers(document, scoring(`servers of ${name}`)),
    });
    for (const row of rows.slice(-2)) console.log(rowText(row));
  }
  if (markdown !== undefined) {
    await writeFile(`${markdown}.part`, markdownOf(rows));
    await rename(`${markdown}.part`, markdown);
  }
  const scores = rows.map(({ score }) => (score.mutants === 0 ? 100 : (100 * score.killed) / score.mutants));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  if (mean >= least) return;
  console.error(`\n${mean.toFixed(1)}% were found on average; at least ${least}% are wanted.`);
  process.exitCode = 1;
}

function readOrExit() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** A line that is written over, on a terminal only. */
function progressOf(what: string): (done: number, all: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, all) => process.stderr.write(done === all ? "\r\x1b[K" : `\r${what}: ${done} of ${all}`);
}
