import { styleText } from "node:util";
import { turbo } from "./turbo.ts";

/** What a run of turbo says besides what went wrong. */
const chatter = /^(\s+• |cache (hit|miss)|\$ |\[ELIFECYCLE\]|\s*(Tasks|Cached|Time|Failed):|\S+#\S+:.* ERROR | ERROR )/;

/** The packages that a person looks at, as options of turbo. */
const looked = ["docs", "mock"].map((name) => `--filter=@spkey/${name}`);

/**
 * Builds what is not built yet.
 *
 * @returns whether it is; what went wrong has been said
 */
export async function build(products: "all" | "docs and mock", signal: AbortSignal): Promise<boolean> {
  const began = performance.now();
  console.log(styleText("dim", `Building ${products} from spec/openapi.yaml …`));
  const color = process.stdout.isTTY && !process.env["NO_COLOR"] ? "--color" : "--no-color";
  const chosen = products === "all" ? [] : looked;
  const { code, text } = await turbo(["build", ...chosen, "--output-logs=errors-only", "--log-prefix=none", color], {
    output: "capture",
    signal,
  });
  if (signal.aborted) return false;
  if (code !== 0) {
    const lines = text.split("\n").filter((line) => !chatter.test(line));
    console.error(lines.join("\n").trim() || text);
    return false;
  }
  console.log(styleText("dim", `Built in ${seconds(began)}.`));
  return true;
}

/** How long it is since, as in `0.6 s`. */
export function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
