// SPDX-License-Identifier: Apache-2.0
// Charts, drawn as SVG: one question each, the answer in the title, from zero, and all numbers in a
// table for whoever does not see the drawing.
import type { ComponentChildren } from "preact";
import { clock, number, t } from "../words";
import { Table } from "./show";

/** The next round number above a value: what an axis ends with. */
export function round(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

export interface Series { name: string; values: (number | null)[]; look: "one" | "two" }
export interface TimeChartProps {
  title: string; unit: string; /** ISO moments, one for each value. */ at: string[]; series: Series[];
  /** Columns for counts, lines for what is measured; a line breaks where nothing was. */
  kind: "columns" | "lines"; children?: ComponentChildren;
}

const WIDTH = 600, HEIGHT = 120;

/** Values over time. */
export function TimeChart({ title, unit, at, series, kind, children }: TimeChartProps) {
  const top = round(Math.max(0, ...series.flatMap((each) => each.values.map((value) => value ?? 0))));
  const Drawn = kind === "columns" ? Columns : Line;
  return (
    <figure class="chart card">
      <figcaption><h3>{title}</h3>{children}</figcaption>
      <div class="plot">
        <span class="top" aria-hidden="true">{number(top)} {unit}</span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="grid" d={`M0 .5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - 0.5}H${WIDTH}`} />
          {series.map((each) => <Drawn key={each.name} of={each} top={top} />)}
        </svg>
        <span class="base" aria-hidden="true">0</span>
      </div>
      <div class="times small quiet" aria-hidden="true">
        <span>{at[0] && clock(at[0])}</span><span>{at.length > 1 && clock(at[at.length - 1] as string)}</span>
      </div>
      {series.length > 1 && <Legend series={series} />}
      <details>
        <summary>{t("kit.asTable")}</summary>
        <Table label={title} columns={[{ name: t("kit.when") }, ...series.map((each) => ({ name: series.length > 1 ? `${each.name}, ${unit}` : unit, num: true }))]}
          rows={at.map((moment, n) => ({ key: moment, cells: [clock(moment), ...series.map((each) => shown(each.values[n]))] })).reverse()} />
      </details>
    </figure>
  );
}

const shown = (value: number | null | undefined) => value === null || value === undefined ? "–" : number(value, { maximumFractionDigits: 0 });
const y = (value: number, top: number) => HEIGHT - (value / top) * HEIGHT;

function Columns({ of, top }: { of: Series; top: number }) {
  const step = WIDTH / Math.max(1, of.values.length);
  return <g class={of.look}>{of.values.map((value, n) => value ? <rect key={n} x={n * step + step * 0.1} width={step * 0.8} y={y(value, top)} height={HEIGHT - y(value, top)} /> : null)}</g>;
}

function Line({ of, top }: { of: Series; top: number }) {
  const step = WIDTH / Math.max(1, of.values.length - 1);
  let pen = "M";
  const path = of.values.map((value, n) => {
    if (value === null) {
      pen = "M";
      return "";
    }
    // A value alone is a short stroke: a point without length is not drawn.
    const alone = pen === "M" && (of.values[n + 1] ?? null) === null;
    const drawn = `${pen}${(n * step).toFixed(1)} ${y(value, top).toFixed(1)}${alone ? "h6" : ""}`;
    pen = "L";
    return drawn;
  }).join("");
  return <path class={`line ${of.look}`} d={path} />;
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul class="legend small">
      {series.map((each) => <li key={each.name}><svg viewBox="0 0 28 8" width={28} height={8} aria-hidden="true"><path class={`line ${each.look}`} d="M0 4H28" /></svg>{each.name}</li>)}
    </ul>
  );
}

export interface Bar { key: string; name: string; n?: string; /** The bar's length, and a mark further out. */ value: number; mark?: number; cells: ComponentChildren[] }
/** Bars beside their names and numbers: a table that is drawn. `columns` are the numbers' headers. */
export function Bars({ title, head, columns, bars, children }: { title: string; head: string; columns: { name: string; wide?: boolean }[]; bars: Bar[]; children?: ComponentChildren }) {
  const top = Math.max(...bars.map((bar) => Math.max(bar.value, bar.mark ?? 0)), 0.001);
  const look = (wide: boolean | undefined) => wide ? "num wide" : "num";
  return (
    <figure class="chart card bars">
      <figcaption><h3>{title}</h3>{children}</figcaption>
      <table aria-label={title}>
        <thead><tr><th scope="col">{head}</th><td class="wide" />{columns.map((column) => <th key={column.name} scope="col" class={look(column.wide)}>{column.name}</th>)}</tr></thead>
        <tbody>{bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.name}{bar.n && <span class="narrow small quiet">{bar.n}</span>}</th>
            <td class="track-cell wide"><BarDrawn bar={bar} top={top} /></td>
            {bar.cells.map((cell, n) => <td key={n} class={look(columns[n]?.wide)}>{cell}</td>)}
          </tr>))}
        </tbody>
      </table>
    </figure>
  );
}

function BarDrawn({ bar, top }: { bar: Bar; top: number }) {
  const at = (value: number) => (value / top) * 100;
  return (
    <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" class="bar">
      <rect class="rest" x="0" y="0" width="100" height="12" />
      <rect class="one" x="0" y="2" width={Math.max(0.5, at(bar.value))} height="8" />
      {bar.mark !== undefined && <rect class="mark" x={Math.max(0, at(bar.mark) - 0.8)} y="0" width="0.8" height="12" />}
    </svg>
  );
}
