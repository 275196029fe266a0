// SPDX-License-Identifier: Apache-2.0
// The list itself, by days.
import { Icon } from "../kit/icon";
import { Said, Time } from "../kit/show";
import { doorTitle } from "../live/house";
import type { Visit } from "../live/types";
import { day as dated, t } from "../words";
import { dayOf, grouped, startOf } from "./filter";
import { addressOf } from "./order";
import { Told } from "./told";
import { storyOf } from "./telling";
import { isShown, ShowThumbs, Thumb } from "./thumbs";

export function Groups({ visits, current }: { visits: Visit[]; current: string | undefined }) {
  // The list has places for pictures once one of them is shown.
  const pictured = visits.some(isShown);
  return (
    <>
      <ShowThumbs visits={visits} />
      {grouped(visits).map((group) => (
        <section key={group.day ?? "open"} class="visits-of-day">
          <h2>{group.day === null ? t("visits.atTheDoor") : titleOf(group.day)}</h2>
          <ul class={`list${pictured ? " pictured" : ""}`}>{group.visits.map((visit) => <Row key={visit.id} visit={visit} current={visit.id === current} pictured={pictured} />)}</ul>
        </section>
      ))}
    </>
  );
}

function titleOf(day: string): string {
  const today = dayOf(new Date());
  if (day === today) return t("visits.today");
  return day === dayOf(startOf(today, -1)) ? t("visits.yesterday") : dated(startOf(day).toISOString());
}

interface RowProps { visit: Visit; current: boolean; pictured: boolean }
function Row({ visit, current, pictured }: RowProps) {
  const told = storyOf(visit), reason = told.cause ?? visit.faceReason ?? visit.decision?.reason;
  return (
    <li>
      <a id={`visit-${visit.id}`} class="row" href={addressOf(visit.id)} aria-current={current ? "true" : undefined}>
        <Icon name={told.tone} tone={told.tone} />
        {pictured && <Thumb visit={visit} />}
        <span class="what"><Told of={told} short /></span>
        <Time at={visit.openedAt} />
        <span class="more">{doorTitle(visit.door)} · {visit.corrections && <>{t("visits.corrected")} · </>}{visit.transcript ? `\u201C${visit.transcript}\u201D` : reason ? <Said>{reason}</Said> : visit.id}</span>
      </a>
    </li>
  );
}
