/** One half of the chart: a bar for each peer. */
export interface Panel {
  readonly title: string;
  /** What is said of a value beside its bar. */
  readonly show: (value: number) => string;
  /** A line across the bars, as of a goal. */
  readonly mark: { readonly value: number; readonly label: string };
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Whether it is one of ours. */
  readonly own: boolean;
}

/** In pixels. */
const size = { width: 900, margin: 24, names: 190, bar: 18, row: 26, head: 64, value: 70 };

/**
 * Draws panels one below another as an SVG that can be read on a dark page and on a bright one, and by a screen reader
 * (SVG 2, section 5.8: `title` and `desc`).
 */
export function chart(title: string, panels: readonly Panel[]): string {
  let top = size.margin;
  const parts = panels.map((panel) => {
    const drawn = draw(panel, top);
    top += size.head + panel.bars.length * size.row + size.margin;
    return drawn;
  });
  const summary = panels.map(
    (panel) => `${panel.title}: ${panel.bars.map(({ name, value }) => `${name} ${panel.show(value)}`).join(", ")}.`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${top}" role="img" aria-labelledby="title desc">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml(summary.join(" "))}</desc>
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.head { font-weight: 600; font-size: 15px }
.mark { font-size: 11px; fill: #59636e }
rect { fill: #afb8c1 }
.own { fill: #0969da }
line { stroke: #59636e; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.mark { fill: #9198a1 }
rect { fill: #656c76 }
.own { fill: #4493f8 }
line { stroke: #9198a1 }
}
</style>
${parts.join("\n")}
</svg>
`;
}

function draw({ title, show, mark, bars }: Panel, top: number): string {
  const left = size.margin + size.names;
  const most = Math.max(mark.value, ...bars.map(({ value }) => value));
  const length = (value: number) => Math.round((value / most) * (size.width - left - size.value - size.margin));
  const first = top + size.head;
  const line = left + length(mark.value);
  return [
    `<text class="head" x="${size.margin}" y="${top + 16}">${escapeXml(title)}</text>`,
    ...bars.flatMap(({ name, value, own }, index) => {
      const y = first + index * size.row;
      return [
        `<text x="${left - 10}" y="${y + 14}" text-anchor="end">${escapeXml(name)}</text>`,
        `<rect${own ? ' class="own"' : ""} x="${left}" y="${y}" width="${length(value)}" height="${size.bar}" rx="2"/>`,
        `<text x="${size.width - size.margin}" y="${y + 14}" text-anchor="end">${escapeXml(show(value))}</text>`,
      ];
    }),
    `<line x1="${line}" x2="${line}" y1="${first - 8}" y2="${first + bars.length * size.row}"/>`,
    `<text class="mark" x="${line}" y="${first - 14}" text-anchor="middle">${escapeXml(mark.label)}</text>`,
  ].join("\n");
}

/** Text and attribute values (XML 1.0, section 2.4). */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
