import { isJson, kindOf } from "@spkey/model";
import type { Judgement } from "../check/judge.ts";
import { copyButton, h, segments } from "../dom.ts";
import { parseJson } from "../form/json.ts";
import type { Failure } from "./failure.ts";
import { prettyJson } from "./pretty.ts";
import type { Answer } from "./send.ts";

/** Of a longer text, the rest is not shown. */
const maxLength = 200_000;

/** Takes the credentials out of a text that a server has chosen. */
export type Mask = (text: string) => string;

/** An answer: its status, time and size, and its body and headers. */
export function answerView(answer: Answer, mask: Mask, crossOrigin: boolean): HTMLElement[] {
  const { status, statusText, time, body, cut, headers } = answer;
  const tone = status >= 400 ? "ac-bad" : status >= 300 ? "ac-odd" : "ac-good";
  const size = `${cut ? "more than " : ""}${bytes(body.length)}`;
  return [
    h("p", { class: "ac-status" }, [
      h("strong", { class: tone }, [`${status} ${mask(statusText)}`.trim()]),
      h("span", {}, [`${Math.round(time)} ms`]),
      h("span", {}, [size]),
    ]),
    tabs(
      bodyViews(answer, mask),
      h("dl", { class: "ac-headers" }, [
        ...headers.flatMap(([name, value]) => [h("dt", {}, [name]), h("dd", {}, [mask(value)])]),
      ]),
      crossOrigin
        ? "Of another origin, a browser shows a page only the headers that the server names in Access-Control-Expose-Headers."
        : "",
    ),
  ];
}

interface BodyViews {
  readonly pretty?: string;
  readonly raw: string;
}

/** A body as text; of bytes that are no text, how many there are. */
function bodyViews({ headers, body, cut }: Answer, mask: Mask): BodyViews {
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (body.length === 0) return { raw: "" };
  const text = textOf(body, kindOf(type) === "bytes" && type !== "");
  if (text === undefined) return { raw: `${bytes(body.length)} of ${type}` };
  const masked = mask(text);
  const shown = masked.length > maxLength ? `${masked.slice(0, maxLength)}\n… cut off here` : masked;
  const isWhole = !cut && masked.length <= maxLength && isJson(type) && "value" in parseJson(masked);
  return { ...(isWhole && { pretty: prettyJson(masked) }), raw: shown };
}

function textOf(body: Uint8Array, strict: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: strict }).decode(body);
  } catch {
    return undefined;
  }
}

function tabs({ pretty, raw }: BodyViews, headers: HTMLElement, note: string): HTMLElement {
  const pane = h("div", { class: "ac-pane" });
  let shown = "";
  const code = (text: string) =>
    text === ""
      ? h("p", { class: "ac-hint" }, ["No body."])
      : h("pre", { tabindex: 0, role: "region", "aria-label": "Body of the answer" }, [h("code", {}, [text])]);
  const show = (view: "pretty" | "raw" | "headers") => {
    shown = view === "headers" ? (headers.textContent ?? "") : view === "pretty" ? (pretty ?? "") : raw;
    const hint = note ? [h("p", { class: "ac-hint" }, [note])] : [];
    pane.replaceChildren(...(view === "headers" ? [headers, ...hint] : [code(shown)]));
  };
  const first = pretty === undefined ? "raw" : "pretty";
  show(first);
  const options = [
    ...(pretty === undefined ? [] : [["pretty", "Pretty"] as const]),
    ["raw", "Raw"] as const,
    ["headers", "Headers"] as const,
  ];
  return h("div", {}, [
    h("div", { class: "ac-bar" }, [segments("Show", options, first, show), copyButton(() => shown, "the answer")]),
    pane,
  ]);
}

/** How an answer compares with the description. @param href leads to what has an id on the page */
export function judgementView(judgement: Judgement, mask: Mask, href: (id: string) => string): HTMLElement {
  const { status, id, findings, unchecked } = judgement;
  const link = (text: string, to: string) => h("a", { href: href(to) }, [text]);
  const rest = unchecked.map((text) => h("p", { class: "ac-hint" }, [text]));
  if (status !== undefined && findings.length === 0) {
    return h("div", { class: "ac-verdict ac-good" }, [
      h("p", {}, ["Matches the ", link(`documented ${status} response`, id), "."]),
      ...rest,
    ]);
  }
  const items = findings.map((finding) =>
    h("li", {}, [
      ...(finding.subject === undefined ? [] : [link(mask(finding.subject), finding.id), " "]),
      mask(finding.message),
    ]),
  );
  const title =
    status === undefined
      ? h("p", {}, ["Not ", link("documented", id), "."])
      : h("p", {}, ["Deviates from the ", link(`documented ${status} response`, id), ":"]);
  return h("div", { class: "ac-verdict ac-odd" }, [title, h("ul", {}, items), ...rest]);
}

/** Why there is no answer. */
export function failureView({ title, reasons, headers }: Failure): HTMLElement[] {
  return [
    h("p", { class: "ac-status" }, [h("strong", { class: "ac-bad" }, [title])]),
    ...reasons.map((text) => h("p", {}, [text])),
    ...headers.flatMap(({ of, lines }) => [
      h("p", { class: "ac-hint" }, [`${of[0]?.toUpperCase()}${of.slice(1)}:`]),
      h("pre", { tabindex: 0, role: "region", "aria-label": "Headers that are missing" }, [
        h("code", {}, [lines.join("\n")]),
      ]),
    ]),
  ];
}

function bytes(count: number): string {
  return count < 1024 ? `${count} B` : `${(count / 1024).toFixed(1)} KB`;
}
