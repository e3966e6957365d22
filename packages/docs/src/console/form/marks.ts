/** Something that is wrong with a value, and where in it. */
export interface Mark {
  readonly path: readonly string[];
  readonly message: string;
}

interface Place {
  /** None of a group, for which there is no `aria-invalid` (WAI-ARIA 1.2, section 6.6.13). */
  readonly input?: HTMLElement;
  readonly note: HTMLElement;
  readonly focus: HTMLElement;
}

/** The fields of a form by the paths of their values, and what is wrong with them. */
export class Marks {
  readonly #places = new Map<string, Place>();

  /** Makes a field known; `note` is where its message is shown. Of two with the same path, the first one is the inner one. */
  add(path: readonly string[], place: Place): void {
    const key = JSON.stringify(path);
    if (!this.#places.has(key)) this.#places.set(key, place);
  }

  /** Gives the focus to the field at a path, or to the nearest one around it. */
  focus(path: readonly string[]): void {
    this.#nearest(path)?.focus.focus();
  }

  /** Forgets the fields below a path: they are made anew. */
  forget(path: readonly string[]): void {
    for (const key of this.#places.keys()) {
      const own: readonly string[] = JSON.parse(key);
      if (path.every((step, index) => step === own[index])) this.#places.delete(key);
    }
  }

  /** Shows these and no others, each at its field, or at the nearest one around it. */
  show(marks: readonly Mark[]): void {
    const messages = new Map<Place, Set<string>>();
    for (const { path, message } of marks) {
      const place = this.#nearest(path);
      if (place) messages.set(place, (messages.get(place) ?? new Set()).add(message));
    }
    for (const place of this.#places.values()) {
      const text = [...(messages.get(place) ?? [])].join(" ");
      if (text) place.input?.setAttribute("aria-invalid", "true");
      else place.input?.removeAttribute("aria-invalid");
      place.note.hidden = text === "";
      if (place.note.textContent !== text) place.note.textContent = text;
    }
  }

  #nearest(path: readonly string[]): Place | undefined {
    for (let length = path.length; length >= 0; length--) {
      const place = this.#places.get(JSON.stringify(path.slice(0, length)));
      if (place) return place;
    }
    return undefined;
  }
}
