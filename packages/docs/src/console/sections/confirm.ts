import { h, uniqueId } from "../dom.ts";

/** Asks, in the page, before something is done that can't be undone. @returns whether to do it */
export function ask(host: HTMLElement, title: string, text: string, action: string): Promise<boolean> {
  const [heading, words] = [uniqueId(), uniqueId()];
  const cancel = h("button", { type: "button", class: "ac-quiet" }, ["Don't send"], { click: () => dialog.close() });
  const confirm = h("button", { type: "button", class: "ac-send ac-danger" }, [action], {
    click: () => dialog.close("yes"),
  });
  const dialog = h("dialog", { class: "ac-dialog", "aria-labelledby": heading, "aria-describedby": words }, [
    h("h2", { id: heading }, [title]),
    h("p", { id: words }, [text]),
    h("div", { class: "ac-actions" }, [cancel, confirm]),
  ]);
  host.append(dialog);
  dialog.showModal();
  cancel.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
