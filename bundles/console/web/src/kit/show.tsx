// SPDX-License-Identifier: Apache-2.0
// What every page shows in the same way: states, times, lists, tables, what is empty, what went wrong.
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { signal } from "@preact/signals";
import { building, connected } from "../live/house";
import type { Problem } from "../live/rest";
import type { Tone } from "../live/types";
import { coded, exactly, relative, t } from "../words";
import { Icon } from "./icon";

export type { Tone };
type Children = { children?: ComponentChildren };

/** The page's heading and whether what it shows is live. */
export function Head({ title, children }: { title: string } & Children) {
  return (
    <div class="head">
      {building.value && <p class="of-house">{building.value}</p>}
      <h1>{title}</h1>
      {children}
      <span class="live">
        <Icon name={connected.value ? "good" : "going"} size={16} tone={connected.value ? "good" : "going"} />
        {t(connected.value ? "kit.live" : "kit.notLive")}
      </span>
    </div>
  );
}

export function Section({ title, hint, children }: { title: string; hint?: string } & Children) {
  return <section><h2>{title}</h2>{hint && <p class="quiet small">{hint}</p>}{children}</section>;
}

/** A state as shape, word and colour; as a chip beside other things. */
export function State({ tone, word, chip }: { tone: Tone; word: string; chip?: boolean }) {
  return <span class={`state ${tone}${chip ? " chip" : ""}`}><Icon name={tone} size={chip ? 14 : 18} tone={tone} />{word}</span>;
}

const TONES: Record<string, Tone> = { READY: "good", STARTING: "going", DEGRADED: "warn", UNAVAILABLE: "bad", STOPPED: "calm" };
/** The tone and word of a part's state, and its cause in words, empty for none. */
export const stateOf = (state: string): { tone: Tone; word: string } => ({ tone: TONES[state] ?? "warn", word: coded("kit", "state", state) });
export const causeOf = (cause: string) => coded("kit", "cause", cause);

/** What will appear here, and how to make it appear. */
export function Empty({ title, children }: { title: string } & Children) {
  return <div class="empty"><strong>{title}</strong>{children && <p>{children}</p>}</div>;
}

export function Skeleton({ lines = 3 }: { lines?: number }) {
  return <div class="skeleton" role="status" aria-label={t("kit.loading")}>{Array.from({ length: lines }, (_, n) => <i key={n} />)}</div>;
}

/** Names and values; pairs without a value are left out. */
export function Facts({ of }: { of: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {of.filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false)
        .map(([name, value]) => [<dt key={`${name}-`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}

export interface Column { name: string; /** Right-aligned, tabular. */ num?: boolean; /** Left out on narrow screens. */ wide?: boolean }
/** A table with real headers; `rows` are cells in the columns' order. */
export function Table({ columns, rows, label }: { columns: Column[]; rows: { key: string; cells: ComponentChildren[] }[]; label: string }) {
  const look = (column: Column | undefined) => [column?.num && "num", column?.wide && "wide"].filter(Boolean).join(" ") || undefined;
  return (
    <div class="table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead><tr>{columns.map((column) => <th key={column.name} scope="col" class={look(column)}>{column.name}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr key={row.key}>{row.cells.map((cell, n) => <td key={n} class={look(columns[n])}>{cell}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** The one clock of all relative times. */
const ticks = signal(0);
setInterval(() => { ticks.value++; }, 5000);

/** A moment: relative when recent, exact on hover. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at} data-tick={ticks.value} onPointerEnter={(event) => { event.currentTarget.title = exactly(at); }}>{relative(at)}</time>;
}

/** A sentence that the gateway wrote itself, in English whatever the page speaks. */
export const Said = ({ children }: Children) => <span lang="en">{children}</span>;

/** What happened, what was kept, and the way on. */
export function Trouble({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div class="error" role="alert">
      <Icon name="bad" />
      <div>
        <TroubleWords problem={problem} />
        {retry && <p class="buttons"><button type="button" class="second small" onClick={retry}>{t("kit.retry")}</button></p>}
      </div>
    </div>
  );
}

function TroubleWords({ problem }: { problem: Problem }) {
  if (problem.code === "gateway-silent") return <>{t("kit.silent")}. {t("kit.silentRemedy")}</>;
  // What the page itself found is said in its own language.
  if (problem.code === "page-said") return <><strong>{problem.title}.</strong> {problem.remedy ?? ""}</>;
  return <Said><strong>{problem.title}.</strong> {problem.found && problem.allowed ? `${problem.input ?? ""}: ${problem.found}; ${problem.allowed}. ` : ""}{problem.remedy ?? ""}</Said>;
}

/** Says something to whoever hears the page instead of seeing it. */
const spoken = signal("");
export const say = (words: string) => { spoken.value = words; };
export const News = () => <div id="news" class="unseen" role="status" aria-live="polite">{spoken.value}</div>;

/** Sets the title of the browser's tab. */
export function useTitle(title: string) {
  const where = building.value || "Vestibule";
  useEffect(() => { document.title = `${title} · ${where}`; }, [title, where]);
}

/** Whether the screen has room for a list and a detail side by side. */
export function useWide(): boolean {
  const query = "(min-width: 1120px)";
  const [wide, set] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query), heard = () => set(media.matches);
    media.addEventListener("change", heard);
    return () => media.removeEventListener("change", heard);
  }, []);
  return wide;
}
