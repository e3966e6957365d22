/** Writes lines together, once for each turn of the event loop: a write for each would cost more than the answers. */
export function lineWriter(stream: NodeJS.WritableStream): (line: string) => void {
  let lines: string[] = [];
  return (line) => {
    if (lines.push(line) > 1) return;
    setImmediate(() => {
      stream.write(`${lines.join("\n")}\n`);
      lines = [];
    });
  };
}
