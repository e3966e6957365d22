/** The look of the documentation, in one sheet for one page. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fff, #0f1216);
  --panel: light-dark(#f7f8fa, #161b22);
  --line: light-dark(#e3e7ee, #2a313c);
  --text: light-dark(#14181f, #e6eaf0);
  --muted: light-dark(#5b6472, #9aa4b2);
  --accent: light-dark(#0b6e5f, #5fd0b8);
  --danger: light-dark(#b3261e, #ff9d92);
  --warning: light-dark(#8a5a00, #e8b64c);
  --good: light-dark(#1a6e35, #6fd59b);
  font: 15px / 24px system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); overflow-wrap: anywhere; }
header, main, footer { max-width: 960px; margin: 0 auto; padding: 24px 16px; }
main { padding-top: 0; }
main > section:first-child h2 { margin-top: 8px; }
h1 { margin: 0; font-size: 30px; line-height: 36px; font-weight: 650; letter-spacing: -0.015em; }
h2 { margin: 40px 0 12px; font-size: 20px; line-height: 28px; font-weight: 600; }
h3 { margin: 0; font-size: 16px; line-height: 24px; font-weight: 600; }
p { margin: 8px 0; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.muted, footer { color: var(--muted); font-size: 13px; line-height: 20px; }
.verdict { font-weight: 600; }
.kept { color: var(--good); }
.broken, .error { color: var(--danger); }
.could-not-run, .warning { color: var(--warning); }
.cause { margin: 16px 0; padding: 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--panel); }
.cause .kind { font-weight: 600; font-size: 13px; }
dl { display: grid; grid-template-columns: 96px 1fr; gap: 4px 12px; margin: 12px 0 0; }
dt { color: var(--muted); font-size: 13px; }
dd { margin: 0; min-width: 0; }
code, pre { font: 13px / 20px ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", monospace; }
pre { margin: 8px 0 0; padding: 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--ground); white-space: pre; }
ul { margin: 8px 0; padding-left: 20px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--muted); font-size: 13px; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-size: 13px; line-height: 20px; }
details { margin: 8px 0; }
summary { cursor: pointer; }
@media (max-width: 560px) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 4px; } }
@media print { .cause { break-inside: avoid; } }
`;
