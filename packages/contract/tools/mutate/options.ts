import { parseArgs } from "node:util";

export const usage = `Usage: pnpm contract:mutate [description ...] [options]

Changes a description, and a server that keeps it, in one thing at a time, and counts how many of these mutants the contract
cases find. A description is one of the test kit's (ours, museum, all-kinds, ...) or a file. Default: ours.

  --sample N       only N mutants of each description, spread evenly over all of them
  --least PERCENT  exit with 1 where fewer are found on average (default: 100)
  --markdown FILE  write the table, and the survivors, to a file
  --help           show this`;

export interface Options {
  readonly descriptions: readonly string[];
  readonly sample?: number;
  readonly least: number;
  readonly markdown?: string;
}

/** @throws with what is wrong with the arguments, in words for their author */
export function readOptions(args: readonly string[]): Options | "help" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sample: { type: "string" },
      least: { type: "string", default: "100" },
      markdown: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const number = (name: "sample" | "least", most: number) => {
    const value = Number(values[name]);
    if (Number.isFinite(value) && value > 0 && value <= most) return value;
    throw new Error(`--${name} needs a number from 1 to ${most}, not ${JSON.stringify(values[name])}.`);
  };
  return {
    descriptions: positionals.length > 0 ? positionals : ["ours"],
    ...(values.sample !== undefined && { sample: Math.round(number("sample", 1e6)) }),
    least: number("least", 100),
    ...(values.markdown !== undefined && { markdown: values.markdown }),
  };
}
