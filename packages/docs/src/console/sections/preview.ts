import { curl, type Language, type SampleRequest, sampleOf } from "@spkey/samples/browser";
import { copyButton, h, select } from "../dom.ts";

/** The request as code. */
export interface Preview {
  readonly element: HTMLElement;
  show(request: SampleRequest): void;
  /** Offers these languages, which come after cURL. */
  offer(languages: readonly Language[]): void;
}

/** Shows a request as `@spkey/samples` writes it: with variables of the environment in the place of credentials. */
export function previewSection(): Preview {
  let language: Language = curl;
  let current: SampleRequest | undefined;
  const code = h("code", {});
  const update = () => code.replaceChildren(current ? sampleOf(language, current).code.trimEnd() : "");
  const choice = h("div", {});
  const offer = (languages: readonly Language[]) => {
    const options = languages.map((value) => ({ value, label: value.label }));
    const choose = (next: Language) => {
      language = next;
      update();
    };
    choice.replaceChildren(
      select(
        { "aria-label": "Language" },
        options,
        options.find(({ value }) => value.id === language.id)?.value,
        choose,
      ),
    );
  };
  offer([curl]);
  const element = h("section", { class: "ac-preview", "aria-label": "Request preview" }, [
    h("div", { class: "ac-bar" }, [
      h("span", { class: "ac-heading" }, ["Request"]),
      choice,
      copyButton(() => code.textContent ?? "", "the request"),
    ]),
    h("pre", { tabindex: 0, role: "region", "aria-label": "Code of the request" }, [code]),
  ]);
  return {
    element,
    show(request) {
      current = request;
      update();
    },
    offer,
  };
}
