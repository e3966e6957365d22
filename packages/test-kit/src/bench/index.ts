/** What the benches of several packages share. Apart from the rest, which needs vitest. */
export { type Bar, chart, type Panel } from "./chart.ts";
export { type BenchCommand, benchCommand, parts, type Running } from "./command.ts";
export { crowd } from "./crowd.ts";
export { markdown } from "./markdown.ts";
export { median } from "./median.ts";
export { write } from "./write.ts";
