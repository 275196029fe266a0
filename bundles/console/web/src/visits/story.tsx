// SPDX-License-Identifier: Apache-2.0
// A visit as a story: one sentence, how long it took, and why.
import { useAsked } from "../kit/asked";
import { Empty, Facts, Skeleton, State, Time, Trouble } from "../kit/show";
import { doorTitle, may, stations, visits } from "../live/house";
import { part } from "../live/rest";
import type { Visit } from "../live/types";
import { to } from "../shell/route";
import { exactly, number, t } from "../words";
import { Falls } from "./falls";
import { fresh } from "./filter";
import { Kept, useKept } from "./kept";
import { Listen } from "./listen";
import { admittedOf, storyOf } from "./telling";
import { Told } from "./told";
import { Why } from "./why";

/** The story of a visit, live while it is among the latest, from the gateway otherwise, as is what stands beside one that is over. */
export function Story({ id }: { id: string }) {
  const live = visits.value.find((visit) => visit.id === id);
  const asked = useAsked<Visit>(live && !live.closedAt ? null : `/visits/${part(id)}`), visit = live ? fresh(asked.value, live) : asked.value;
  if (visit) return <Whole visit={visit} />;
  if (!asked.problem) return <Skeleton lines={4} />;
  return asked.problem.status === 404 ? <Empty title={t("visits.gone")}>{t("visits.goneHow")}</Empty>
    : <Trouble problem={asked.problem} retry={() => void asked.again()} />;
}

const RECENT_MS = 3_600_000;

interface Person { id: string; name: string; unit: string }

/** Whom the decision names, for whoever may know. */
function usePerson(visit: Visit): Person | undefined {
  const id = visit.decision?.person, asked = useAsked<Person[]>(id && may("see-people") ? "/people" : null);
  return asked.value?.find((person) => person.id === id);
}

function Whole({ visit }: { visit: Visit }) {
  const person = usePerson(visit), told = storyOf(visit, person && (person.unit ? t("visits.nameUnit", { name: person.name, unit: person.unit }) : person.name));
  const kept = useKept(visit);
  const took = visit.closedAt ? (Date.parse(visit.closedAt) - Date.parse(visit.openedAt)) / 1000 : null;
  const door = doorTitle(visit.door), station = stations.value.find((each) => each.id === visit.station)?.title ?? visit.station;
  return (
    <article class="story">
      <State chip tone={visit.closedAt ? "calm" : "going"} word={t(visit.closedAt ? "visits.ended" : "visits.atTheDoor")} />
      <h2 class={told.tone === "bad" ? "bad" : undefined}><Told of={told} /></h2>
      <Listen visit={visit} />
      <Facts of={[
        [t("visits.when"), <>{exactly(visit.openedAt)}{Date.now() - Date.parse(visit.openedAt) < RECENT_MS && <span class="quiet"> (<Time at={visit.openedAt} />)</span>}</>],
        [t("visits.where"), station === door ? door : t("visits.atStation", { door, station })],
        [t("visits.whoCame"), person ? <a href={to("people", [person.id])}>{person.name}</a> : visit.claimedName ? t("visits.byCode", { name: visit.claimedName }) : t("visits.noCode")],
        [t("visits.presses"), number(visit.presses)],
        [t("visits.lasted"), took !== null && t("visits.seconds", { n: number(took, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) })],
        [t("visits.id"), <code>{visit.id}</code>],
      ]} />
      <Kept of={kept} />
      <Falls visit={visit} />
      <Why visit={visit} kept={kept} name={visit.claimedName ?? person?.name ?? admittedOf(visit)} />
    </article>
  );
}
