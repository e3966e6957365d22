/** A line that tells how far a run is; only where a person looks at it. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = () => stream.write("\r\u001b[2K");
  return {
    show: (text) => {
      clear();
      stream.write(text.slice(0, Math.max(10, stream.columns - 1)));
    },
    clear,
  };
}
