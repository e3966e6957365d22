/** Measures how good the contract cases are: `pnpm contract:mutate`. */
import { rename, writeFile } from "node:fs/promises";
import { openDescription } from "./open-description.ts";
import { readOptions, usage } from "./options.ts";
import { markdownOf, type Row, rowText } from "./report.ts";
import { type Progress, scoreDescription, scoreServers } from "./score.ts";

const options = readOrExit();
if (options === "help") {
  console.log(usage);
} else {
  const rows: Row[] = [];
  for (const name of options.descriptions) {
    const document = await openDescription(name);
    rows.push({
      description: name,
      kind: "description",
      score: await scoreDescription(document, options.sample, progress(name)),
    });
    rows.push({
      description: name,
      kind: "server",
      score: await scoreServers(document, options.sample, progress(`servers of ${name}`)),
    });
    for (const row of rows.slice(-2)) console.log(rowText(row));
  }
  if (options.markdown !== undefined) {
    await writeFile(`${options.markdown}.part`, markdownOf(rows));
    await rename(`${options.markdown}.part`, options.markdown);
  }
  const scores = rows.map(({ score }) => (100 * score.killed) / score.mutants);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  if (mean < options.least) {
    console.error(`\n${mean.toFixed(1)}% were found on average; at least ${options.least}% are wanted.`);
    process.exitCode = 1;
  }
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
function progress(what: string): Progress {
  if (!process.stderr.isTTY) return () => {};
  return (done, all) => process.stderr.write(done === all ? "\r\x1b[K" : `\r${what}: ${done} of ${all}`);
}
