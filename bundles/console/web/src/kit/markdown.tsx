// SPDX-License-Identifier: Apache-2.0
// The Markdown that the gateway writes, and no more: headings, paragraphs, lists, tables, emphasis,
// code. Everything becomes elements with text in them; there is no way for markup to come through.
import type { ComponentChildren } from "preact";

type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][] }
  | { kind: "text"; text: string };

const cells = (line: string) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
const RULE = /^\|?[\s:|-]+\|?$/;

/** Takes the lines of a paragraph, a list or a table apart. */
function block(lines: string[]): Block {
  const first = lines[0] ?? "";
  const heading = /^(#{1,6})\s+(.*)$/.exec(first);
  if (heading) return { kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" };
  if (lines.every((line) => /^[-*]\s/.test(line))) return { kind: "list", items: lines.map((line) => line.slice(2)) };
  if (first.startsWith("|") && RULE.test(lines[1] ?? "")) return { kind: "table", head: cells(first), rows: lines.slice(2).map(cells) };
  return { kind: "text", text: lines.join(" ") };
}

export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let open: string[] = [];
  const close = () => { if (open.length) found.push(block(open)); open = []; };
  for (const line of markdown.split(/\r?\n/)) {
    if (!line.trim()) close();
    else if (line.startsWith("#")) { close(); open = [line]; close(); } else open.push(line.trim());
  }
  close();
  return found;
}

const INLINE = /\*\*(.+?)\*\*|`(.+?)`|(?<![\w])_(.+?)_(?![\w])/g;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(at, found.index));
    parts.push(found[1] ? <strong>{found[1]}</strong> : found[2] ? <code>{found[2]}</code> : <em>{found[3]}</em>);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

function Grid({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <div class="table" role="region" tabIndex={0} aria-label={head.filter(Boolean).join(", ") || rows[0]?.[0]}><table>
      {head.some(Boolean) && <thead><tr>{head.map((cell, n) => <th key={n} scope="col">{inline(cell)}</th>)}</tr></thead>}
      <tbody>{rows.map((row, n) => <tr key={n}>{row.map((cell, m) => <td key={m}>{inline(cell)}</td>)}</tr>)}</tbody>
    </table></div>
  );
}

/** Shows a text; its first heading is drawn at `top`. */
export function Markdown({ text, top = 2 }: { text: string; top?: 2 | 3 }) {
  return <>{blocks(text).map((each, n) => {
    if (each.kind === "list") return <ul key={n}>{each.items.map((item, m) => <li key={m}>{inline(item)}</li>)}</ul>;
    if (each.kind === "table") return <Grid key={n} {...each} />;
    if (each.kind === "text") return <p key={n}>{inline(each.text)}</p>;
    const Heading = `h${Math.min(6, each.level + top - 1)}` as "h2";
    return <Heading key={n}>{inline(each.text)}</Heading>;
  })}</>;
}
