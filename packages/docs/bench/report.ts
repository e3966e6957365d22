import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { chart, markdown, median, type Panel } from "@spkey/test-kit/bench";
import type { Measurement, Results } from "./bench.ts";
import { packageFile, type Renderer } from "./renderers.ts";
import { type Loading, network, patience, slowdown } from "./visit.ts";

/** What is measured of a load, and what is promised of it. */
interface Quantity {
  readonly name: string;
  /** How it is called in the chart. */
  readonly title: string;
  /** At most so many times the best of the others. */
  readonly goal: number;
  readonly show: (value: number) => string;
  readonly of: (loading: Loading) => number | undefined;
}

const quantities: readonly Quantity[] = [
  {
    name: "bytes",
    title: "Bytes over the wire, gzipped",
    goal: 0.065,
    show: kilobytes,
    of: ({ bytes }) => bytes,
  },
  {
    name: "LCP, operation in view",
    title: "Largest Contentful Paint with the operation in view",
    goal: 0.3,
    show: seconds,
    of: ({ shown }) => shown,
  },
  {
    name: "blocked",
    title: "Main thread blocked",
    goal: 0.1,
    show: seconds,
    of: ({ blocked }) => blocked,
  },
];

/** Writes what was measured as Markdown. */
export function report({ browser, others, plain, crowded }: Results): string {
  const rounds = plain[0]?.loads.length ?? 0;
  return `# Benchmark of the documentation

Written by \`pnpm bench docs\` on ${new Date().toISOString().slice(0, 10)}: ${browser}, ${process.platform} ${process.arch},
${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}).
${disturbance(others)}

![Bytes, time until the operation is in view, and blocked main thread](results.svg)

## One operation

Each opens the address of the operation in its documentation of the same description, on a phone of 412 × 823 px whose
processor is ${slowdown} times slower than this machine, with "Slow 4G" as Lighthouse sets it in DevTools (${network.latency} ms of latency,
${(network.download / 1e6).toFixed(2)} Mbit/s) and with an empty cache. Medians of ${rounds} rounds by turns. All files come from servers of the same kind, gzipped; no other
host can be reached.

- **bytes** of all bodies and **requests** until the page has nothing more to do. **headers** of the responses come on top, as
  HTTP/1.1 sends them; ours carry the site's policy. **other hosts** that were asked: what they would send is not counted.
- **LCP, operation in view**: when both the largest content is painted and the operation's title or path is in the viewport.
- **blocked**: what tasks of the main thread took beyond 50 ms each.
- **without JavaScript**: whether the operation's title, path, parameters and statuses can be read.
- **axe**: rules of axe-core ${versionOf("axe-core")} that are violated, and at how many elements.

${table(plain)}

${mannersTable(plain)}
${crowded ? crowdedPart(crowded) : ""}
## Goals

Ratios of ours to the best of the others.

${goalTable(plain)}

Each is set up as its own documentation says. Redoc is what \`redocly build-docs\` writes, with its script beside it and our
samples in it, as at \`/redoc/\` of our site. Of the other packages only the files for a browser are installed, which are whole.
`;
}

/** Draws what readers notice first. */
export function drawResults({ plain }: Results): string {
  const panels = quantities.map(({ title, goal, show, of }): Panel => {
    const best = bestOfOthers(plain, of);
    return {
      title,
      show,
      mark: { value: goal * (best ?? 0), label: `goal: ${goal}x of the best of the others` },
      bars: plain.flatMap((one) => {
        const value = middle(one, of);
        return value === undefined ? [] : [{ name: one.renderer.name, value, own: isOurs(one) }];
      }),
    };
  });
  return chart("The page of an operation on a slow phone, compared", panels);
}

/** How far the numbers can be trusted. */
function disturbance(others: readonly number[]): string {
  const busy = median(others);
  const text = `Other programs kept ${busy.toFixed(2)} cores busy between the rounds`;
  return busy > 0.1 ? `**${text}: times mean little, and ratios less than they could.**` : `${text}.`;
}

function table(measurements: readonly Measurement[]): string {
  return markdown(
    [
      "documentation",
      "version",
      "license",
      ...quantities.map(({ name }) => name),
      "requests",
      "headers",
      "other hosts",
    ],
    measurements.map((one) => {
      const { renderer, loads, failure } = one;
      const named = [renderer.name, renderer.package ? versionOf(renderer.package) : "", renderer.license];
      if (failure !== undefined) return [...named, `failed: ${failure}`];
      return [
        ...named,
        ...quantities.map(({ show, of }) => {
          const value = middle(one, of);
          return value === undefined ? `not within ${patience / 1000} s` : show(value);
        }),
        String(median(loads.map(({ requests }) => requests))),
        kilobytes(median(loads.map(({ headers }) => headers))),
        [...new Set(loads.flatMap(({ hosts }) => hosts))].join(", ") || "none",
      ];
    }),
  );
}

function mannersTable(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap(({ renderer, manners }) => {
    if (!manners) return [];
    const { missing, violations } = manners;
    const elements = violations.reduce((sum, { elements: count }) => sum + count, 0);
    return [
      [
        renderer.name,
        missing.length === 0 ? "all can be read" : `${missing.length} of ${manners.facts} are missing`,
        violations.length === 0 ? "none" : `${violations.length} rules, ${elements} elements`,
        violations.map(({ rule }) => rule).join(", "),
      ],
    ];
  });
  return markdown(["documentation", "without JavaScript", "axe", "rules"], rows);
}

function crowdedPart({ operations, measurements, largest }: NonNullable<Results["crowded"]>): string {
  const rounds = measurements[0]?.loads.length ?? 0;
  return `
## The last of ${operations} operations

The same of a description with so many operations, in ${rounds === 1 ? "one round" : `${rounds} rounds`}. The largest page of ours has ${kilobytes(largest)} over the wire with all
that it loads; the others have one page for all.

${table(measurements)}
`;
}

function goalTable(measurements: readonly Measurement[]): string {
  const rows = quantities.map(({ name, goal, show, of }) => {
    const own = measurements.find(isOurs);
    const value = own && middle(own, of);
    const best = bestOfOthers(measurements, of);
    const limit = `at most ${goal}x`;
    if (value === undefined || best === undefined) return [name, limit, "not measured", ""];
    const ratio = value / best;
    return [name, limit, `${ratio.toFixed(3)}x (${show(value)} to ${show(best)})`, ratio <= goal ? "met" : "missed"];
  });
  return markdown(["goal", "wanted", "measured", ""], rows);
}

/** The least of the others' medians. */
export function bestOfOthers(measurements: readonly Measurement[], of: Quantity["of"]): number | undefined {
  const values = measurements.filter((one) => !isOurs(one)).map((one) => middle(one, of));
  return values.reduce(
    (best, value) => (best === undefined || (value !== undefined && value < best) ? value : best),
    undefined,
  );
}

/** Nothing where there is none in some round, as of an operation that never came into view. */
export function middle({ loads }: Measurement, of: Quantity["of"]): number | undefined {
  const values = loads.map(of).filter((value) => value !== undefined);
  return values.length === 0 || values.length < loads.length ? undefined : median(values);
}

function isOurs({ renderer }: { readonly renderer: Renderer }): boolean {
  return renderer.package === undefined;
}

/** Of an installed package. */
function versionOf(name: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(packageFile(name, "package.json"), "utf8"));
  return manifest.version;
}

function kilobytes(value: number): string {
  const digits = value < 100_000 ? 1 : 0;
  return `${(value / 1000).toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits })} KB`;
}

function seconds(value: number): string {
  return `${(value / 1000).toFixed(2)} s`;
}
