// SPDX-License-Identifier: Apache-2.0
// A pass that was just given: its number and picture, shown this once, with a view for print.
import { useMemo } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Facts } from "../kit/show";
import { exactly, many, t } from "../words";
import { nameOf } from "./directory";
import { viewAt } from "./places";
import { doorList } from "./show";
import type { IssuedPass } from "./types";

export function PassPaper({ issued: { pass, number, svg } }: { issued: IssuedPass }) {
  return (
    <article class="enrol">
      <h2>{pass.label ? t("people.pass.titled", { label: pass.label }) : t("people.pass.title")}</h2>
      <p class="notice noprint" role="status"><Icon name="warn" size={16} />{t("people.pass.once")}</p>
      <div class="card pass">
        <p class="number" role="img" aria-label={t("people.pass.number", { number: [...number].join(" ") })}>{number.replace(/(.{4})(?=.)/g, "$1 ")}</p>
        <Picture svg={svg} />
        <p class="small">{t("people.pass.how")}</p>
        <Facts of={[
          [t("people.doors"), doorList(pass.doors)], [t("people.pass.from"), exactly(pass.from)], [t("people.pass.until"), exactly(pass.until)],
          [t("people.pass.goodFor"), many("people.pass.times", pass.uses)], [t("people.pass.host"), nameOf(pass.host)],
        ]} />
      </div>
      <div class="buttons noprint">
        <button type="button" class="first" onClick={() => print()}>{t("people.pass.print")}</button>
        <a class="second" href={viewAt("passes")}>{t("kit.done")}</a>
      </div>
    </article>
  );
}

/** Draws the gateway's picture anew: only outlines and their colours are taken from it. */
function Picture({ svg }: { svg: string }) {
  const given = useMemo(() => new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, [svg]);
  return (
    <svg class="qr" role="img" aria-label={t("people.pass.qr")} viewBox={given.getAttribute("viewBox") ?? ""} shape-rendering="crispEdges">
      {[...given.querySelectorAll("path")].map((path, n) => <path key={n} d={path.getAttribute("d") ?? ""} fill={path.getAttribute("fill") ?? "#000"} />)}
    </svg>
  );
}
