/** Something that a reader of the description should know, and where it stands. */
export interface Notice {
  /** A JSON Pointer, as a fragment of a URI. */
  readonly pointer: string;
  readonly message: string;
}

/** Collects, each once, what the model can't say (`unsupported`), and what it had to decide (`warning`). */
export interface Report {
  unsupported(pointer: string, message: string): void;
  warning(pointer: string, message: string): void;
}

/** A {@link Report}, and what has been reported. */
export function createReport(): Report & { readonly notices: Readonly<Record<"unsupported" | "warnings", Notice[]>> } {
  const notices = { unsupported: [] as Notice[], warnings: [] as Notice[] };
  const seen = new Set<string>();
  const add = (list: Notice[], pointer: string, message: string) => {
    const key = `${pointer} ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    list.push({ pointer, message });
  };
  return {
    notices,
    unsupported: (pointer, message) => add(notices.unsupported, pointer, message),
    warning: (pointer, message) => add(notices.warnings, pointer, message),
  };
}
