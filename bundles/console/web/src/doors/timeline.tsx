// SPDX-License-Identifier: Apache-2.0
// The visits of some doors on one line of time: a lane for each door, and the same as a list.
import { Empty, Time } from "../kit/show";
import { doorTitle, visits } from "../live/house";
import type { Visit } from "../live/types";
import { to } from "../shell/route";
import { clock, coded, day, t } from "../words";

const HOUR_MS = 3_600_000, MOST = 20;

const toneOf = (visit: Visit) => !visit.closedAt ? "going" : visit.outcome?.type === "Opened" ? "good" : visit.outcome || visit.decision?.type === "Refuse" ? "bad" : "calm";
const wordOf = (visit: Visit) => !visit.closedAt ? t("doors.visit.open") : visit.outcome ? coded("doors", "visit", visit.outcome.type)
  : visit.decision ? coded("doors", "visit", visit.decision.type) : t("doors.visit.left");

export function Timeline({ doors }: { doors: string[] }) {
  const shown = visits.value.filter((visit) => doors.includes(visit.door)).slice(0, MOST);
  if (!shown.length) return <Empty title={t("doors.pair.noVisits")}>{t("doors.pair.noVisitsHint")}</Empty>;
  const now = Date.now(), first = Math.min(now - HOUR_MS, ...shown.map((visit) => Date.parse(visit.openedAt))), place = (iso: string) => ((Date.parse(iso) - first) / (now - first)) * 100;
  const begin = new Date(first).toISOString();
  return (
    <>
      <div class="card lanes" aria-hidden="true">
        {doors.map((door) => (
          <div class="lane" key={door}>
            <span class="small quiet">{doorTitle(door)}</span>
            <div class="track">{shown.filter((visit) => visit.door === door).map((visit) => <i key={visit.id} class={toneOf(visit)} style={{ left: `${place(visit.openedAt)}%` }} />)}</div>
          </div>
        ))}
        <div class="lane hours"><span /><div><span>{now - first > 24 * HOUR_MS ? `${day(begin)}, ${clock(begin)}` : clock(begin)}</span><span>{t("kit.now")}</span></div></div>
      </div>
      <ul class="list">
        {shown.map((visit) => (
          <li key={visit.id}>
            <a class="row" href={to("visits", [visit.id])}>
              <span class={`moment ${toneOf(visit)}`} />
              <span class="what">{doorTitle(visit.door)}</span>
              <Time at={visit.openedAt} />
              <span class="more">{wordOf(visit)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
