// SPDX-License-Identifier: Apache-2.0
// What happens at the doors just now.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Empty, Head, Said, Section, Skeleton, Time } from "../kit/show";
import { caller, doors, doorTitle, may, openVisits, silentAlarms, visits } from "../live/house";
import type { SilentAlarm, Visit } from "../live/types";
import type { PageProps } from "../shell/pages";
import { to } from "../shell/route";
import { CallControls, CallPicture, CallWords, Quiet, ToldLine } from "../talk/card";
import { calls, mine, mute, ringing, told, type Call } from "../talk/calls";
import type { Story } from "../visits/page";
import { t } from "../words";
import { callAt, DoorCard } from "./door";
import { VisitRows } from "./rows";
import { Verdict } from "./verdict";

const RECENT = 5;

export default function Now({ rest }: PageProps) {
  const open = openVisits.value, closed = visits.value.filter((visit) => visit.closedAt).slice(0, RECENT);
  return (
    <>
      <Head title={t("now.title")} />
      {silentAlarms.value.map((alarm) => <Silent key={`${alarm.door} ${alarm.at}`} alarm={alarm} />)}
      {open.filter((visit) => rings(visit) && !callAt(visit.door)).map((visit) => <Bell key={visit.id} visit={visit} />)}
      {mute.value && ringing.value.length > 0 && <p class="notice"><Icon name="warn" size={16} />{t("talk.mute")}</p>}
      <Elsewhere />
      <div class="now">
        <Section title={t("now.doors")}>{doors.value.length ? <Doors /> : <NoDoor />}</Section>
        <div>
          <Verdict />
          <Section title={t("now.atDoor")}>{open.length ? <VisitRows visits={open} selected={rest[0]} />
            : <Empty title={t("now.noVisit")}>{t("now.noVisitHint")}</Empty>}</Section>
          {closed.length > 0 && <Section title={t("now.before")}><VisitRows visits={closed} selected={rest[0]} /></Section>}
          {may("answer-calls") && caller.value?.person && <Quiet />}
        </div>
      </div>
    </>
  );
}

/** How a story is told; it comes with the page of visits, for whoever opens one. */
const Telling = signal<typeof Story | null>(null);

export function Detail({ rest }: PageProps) {
  useEffect(() => {
    if (!Telling.value) void import("../visits/page").then((page) => { Telling.value = page.Story; });
  }, []);
  if (!rest[0]) return null;
  return Telling.value ? <Telling.value id={rest[0]} /> : <Skeleton lines={4} />;
}

const rings = (visit: Visit) => !!visit.rang || visit.decision?.type === "Ring";

/** Where it rings stands first. */
const inOrder = () => [...doors.value].sort((a, b) => Number(!!callAt(b.id)) - Number(!!callAt(a.id)));

function Doors() {
  return (
    <>
      {may("work-doors") && <p class="quiet small" id="hand-hint">{t("kit.holdHint")}</p>}
      <div class="doors">{inOrder().map((door) => <DoorCard key={door.id} door={door} />)}</div>
    </>
  );
}

function NoDoor() {
  return (
    <div class="empty">
      <strong>{t("now.noDoor")}</strong>
      <p>{t("now.noDoorHint")}</p>
      {may("wire-doors") && <p class="buttons"><a class="first" href={to("start")}>{t("now.noDoorStart")}</a><a class="second" href={to("doors", ["new"])}>{t("now.noDoorLink")}</a></p>}
    </div>
  );
}

function Bell({ visit }: { visit: Visit }) {
  const urgent = visit.rang?.urgent ?? visit.decision?.urgent;
  return (
    <a class={`bell${urgent ? " urgent" : ""}`} href={to("now", [visit.id])}>
      <Icon name="bell" size={32} />
      <span><strong>{t("now.bellAt", { door: doorTitle(visit.door) })}</strong>
        <span class="small"><Said>{visit.rang?.text ?? visit.decision?.reason}</Said></span></span>
    </a>
  );
}

/** Somebody asked for help without a word: told to whoever works that door, and to nobody at it. */
function Silent({ alarm }: { alarm: SilentAlarm }) {
  const seen = () => { silentAlarms.value = silentAlarms.value.filter((other) => other !== alarm); };
  return (
    <div class="bell urgent still">
      <Icon name="bad" size={32} />
      <div>
        <strong>{t("now.silentAt", { door: doorTitle(alarm.door) })}, <Time at={alarm.at} /></strong>
        <p class="small">{t("now.silentMore", { who: alarm.person ?? t("now.silentSomebody") })}</p>
        <button id={`seen-${alarm.at}`} type="button" class="second small" onClick={seen}>{t("now.seen")}</button>
      </div>
    </div>
  );
}

/** Calls at doors that this caller does not see. */
function Elsewhere() {
  const shown = (door: string) => doors.value.some((each) => each.id === door);
  const rest = calls.value.filter((call) => !shown(call.door) && (call.id === mine.value?.id || ringing.value.includes(call)));
  return (
    <>
      {rest.map((call: Call) => (
        <section key={call.id} class={`card call${call.id === mine.value?.id ? "" : " ringing"}`}>
          <h2><Icon name="bell" size={24} />{call.title}</h2>
          <CallWords call={call} /><CallPicture call={call} /><CallControls call={call} />
        </section>
      ))}
      {told.value && !shown(told.value.door) && <ToldLine of={told.value} />}
    </>
  );
}
