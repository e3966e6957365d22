import {
  type Description,
  type Example,
  examplesOf,
  kindOf,
  type MediaType,
  partForm,
  propertiesOf,
  type RequestBody,
  resolved,
  sentMedia,
} from "@spkey/model";
import { h, segments, select, uniqueId } from "../dom.ts";
import type { Draft } from "../draft.ts";
import { control, isObject } from "../form/control.ts";
import { parseJson } from "../form/json.ts";
import type { Marks } from "../form/marks.ts";
import { section } from "./section.ts";

/** How a body is edited. */
type View = "form" | "json" | "text" | "file";

/** What a body begins with. */
export function startBody(description: Description, body: RequestBody | undefined): Pick<Draft, "mediaType" | "body"> {
  const media = sentMedia(body?.content ?? []);
  if (!media) return { mediaType: undefined, body: undefined };
  return { mediaType: media.mediaType, body: startValue(description, media) };
}

/** The first example; without files that may be left out, since the reader would have to choose them. */
function startValue(description: Description, media: MediaType): unknown {
  const value = examplesOf(description, media, "request")[0]?.value;
  if (kindOf(media.mediaType) !== "multipart" || !isObject(value)) return value;
  const properties = media.schema ? propertiesOf(media.schema) : [];
  const required = new Set(properties.flatMap((property) => (property.required ? [property.name] : [])));
  const kept = Object.entries(value).filter(([name]) => required.has(name) || !partForm(media, name).file);
  return Object.fromEntries(kept);
}

/** The body of a request: its media type, its examples, and a form or a text for it. */
export function bodySection(
  description: Description,
  body: RequestBody,
  draft: Draft,
  marks: Marks,
  change: () => void,
): HTMLElement {
  const editor = h("div", { class: "ac-editor" });
  const tools = h("div", { class: "ac-beside" });
  let view: View | undefined;
  const media = () => body.content.find(({ mediaType }) => mediaType === draft.mediaType);
  const update = (value: unknown, malformed?: string) => {
    draft.body = value;
    draft.malformed = malformed;
    change();
  };
  const build = (focus?: readonly string[]) => {
    marks.forget([]);
    const chosen = media();
    const views = chosen ? viewsOf(chosen, draft.body) : [];
    view = view !== undefined && views.includes(view) ? view : views[0];
    tools.replaceChildren(
      ...viewChoice(views, view, (next) => {
        // A text that is no JSON yet can't be shown as a form.
        view = draft.malformed === undefined ? next : "json";
        build();
        change();
      }),
    );
    editor.replaceChildren(...(chosen && view ? [edit(chosen, view, draft, marks, update, build)] : []));
    if (focus) marks.focus(focus);
  };
  const begin = (mediaType: string | undefined) => {
    draft.mediaType = mediaType;
    draft.malformed = undefined;
    draft.files.clear();
    const chosen = media();
    draft.body = chosen && startValue(description, chosen);
    examples.replaceChildren(
      ...exampleChoice(description, chosen, (value) => {
        update(value);
        build();
      }),
    );
    build();
    change();
  };
  const examples = h("div", { class: "ac-examples" });
  examples.append(
    ...exampleChoice(description, media(), (value) => {
      update(value);
      build();
    }),
  );
  build();
  return section("Body", [mediaChoice(body, draft.mediaType, begin), examples, tools, editor]);
}

/** The media types of a body, and that it is not sent, where it may be left out. */
function mediaChoice(body: RequestBody, chosen: string | undefined, choose: (mediaType: string | undefined) => void) {
  const options = [
    ...body.content.map(({ mediaType }) => ({ value: mediaType as string | undefined, label: mediaType })),
    ...(body.required ? [] : [{ value: undefined, label: "No body" }]),
  ];
  const [only] = options;
  if (options.length === 1 && only) return h("p", { class: "ac-hint" }, [only.label]);
  return select({ "aria-label": "Content type" }, options, chosen, choose);
}

function exampleChoice(
  description: Description,
  media: MediaType | undefined,
  choose: (value: unknown) => void,
): HTMLElement[] {
  const examples = media ? examplesOf(description, media, "request") : [];
  const [first] = examples;
  if (!first || examples.length < 2) return [];
  const label = ({ name, summary }: Example) => summary ?? name ?? "Example";
  const options = examples.map((example) => ({ value: example, label: label(example) }));
  return [select({ "aria-label": "Example of the body" }, options, first, ({ value }) => choose(value))];
}

const labels: Readonly<Record<View, string>> = { form: "Form", json: "JSON", text: "Text", file: "File" };

function viewChoice(views: readonly View[], chosen: View | undefined, choose: (view: View) => void): HTMLElement[] {
  if (views.length < 2 || chosen === undefined) return [];
  return [
    segments(
      "Edit the body as",
      views.map((view) => [view, labels[view]]),
      chosen,
      choose,
    ),
  ];
}

/** How a body of a media type can be edited; first the way that suits most. */
function viewsOf({ mediaType, schema }: MediaType, value: unknown): readonly View[] {
  const end = schema && resolved(schema);
  switch (kindOf(mediaType)) {
    case "json":
      return schema ? ["form", "json"] : ["json"];
    case "form":
      return typeof value === "string" ? ["text"] : ["form", "json"];
    case "multipart":
      return ["form"];
    case "bytes":
      // What nothing is said of is bytes, too (OpenAPI 3.1, section 4.8.14.2).
      return end && end.kind !== "bytes" && end.kind !== "any" ? ["text"] : ["file"];
    case "stream":
      return Array.isArray(value) ? ["json"] : ["text"];
    default:
      return ["text"];
  }
}

function edit(
  media: MediaType,
  view: View,
  draft: Draft,
  marks: Marks,
  update: (value: unknown, malformed?: string) => void,
  build: (focus: readonly string[]) => void,
): HTMLElement {
  if (view === "form" && media.schema) {
    const file = (path: readonly string[], chosen: File | undefined) => {
      if (chosen) draft.files.set(JSON.stringify(path), chosen);
      else draft.files.delete(JSON.stringify(path));
    };
    const isMultipart = kindOf(media.mediaType) === "multipart";
    return control(
      { marks, rebuild: build, ...(isMultipart && { file }) },
      {
        schema: media.schema,
        value: draft.body,
        place: { label: "Body", named: false, path: [] },
        change: (value) => update(value),
      },
    );
  }
  return view === "file" ? fileInput(draft, update) : textArea(view, draft, marks, update);
}

function textArea(
  view: View,
  draft: Draft,
  marks: Marks,
  update: (value: unknown, malformed?: string) => void,
): HTMLElement {
  const { body, malformed } = draft;
  const isText = view === "text";
  const text = malformed ?? (body === undefined ? "" : isText ? String(body) : JSON.stringify(body, null, 2));
  const note = h("p", { class: "ac-note", id: uniqueId(), hidden: true });
  const area = h(
    "textarea",
    {
      class: "ac-code",
      rows: Math.min(16, Math.max(4, text.split("\n").length + 1)),
      "aria-label": isText ? "Body as text" : "Body as JSON",
      "aria-describedby": note.id,
      spellcheck: "false",
      autocapitalize: "off",
    },
    [text],
  );
  area.addEventListener("input", () => {
    const typed = area.value;
    const parsed = isText || typed.trim() === "" ? { value: typed === "" ? undefined : typed } : parseJson(typed);
    if ("value" in parsed) update(parsed.value);
    else update(undefined, typed);
  });
  marks.add([], { input: area, note, focus: area });
  return h("div", {}, [area, note]);
}

function fileInput(draft: Draft, update: (value: unknown) => void): HTMLElement {
  const { body: example } = draft;
  const input = h("input", { type: "file", "aria-label": "File of the body" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) draft.files.set("[]", file);
    else draft.files.delete("[]");
    update(file?.name ?? example);
  });
  return input;
}
