// SPDX-License-Identifier: Apache-2.0
// Door, then what stands at it: stations and reader lines, each with its state, why, and what to do.
import type { ComponentChildren } from "preact";
import { Shown } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, State, Time } from "../kit/show";
import { doors, may } from "../live/house";
import type { Door } from "../live/types";
import { leafOf } from "../now/lock";
import { to } from "../shell/route";
import { t } from "../words";
import { absent, useReaders, useStations } from "./fresh";
import { doorLook, readerLook, stationLook, type Look, type Reader, type StationView } from "./model";
import { PairChoice } from "./pair";

export function Tree({ rest }: { rest: string[] }) {
  const stations = useStations(), readers = useReaders(), here = rest.join("/");
  return (
    <>
      {may("wire-doors") && <p class="buttons"><a class="first" href={to("doors", ["new"])}><Icon name="plus" />{t("doors.add")}</a></p>}
      <Shown of={stations} lines={5}>{(all) => (
        <>
          {!doors.value.length && !all.length ? <Empty title={t("doors.none")}>{t(may("wire-doors") ? "doors.noneHint" : "doors.noneAsk")}</Empty>
            : <Branches stations={all} readers={readers.value ?? []} here={here} />}
          {readers.problem && !absent(readers) && <Section title={t("doors.readers")}><Shown of={readers}>{() => null}</Shown></Section>}
          {may("listen") && <PairChoice stations={all.filter((station) => station.video)} />}
        </>
      )}</Shown>
    </>
  );
}

function Branches({ stations, readers, here }: { stations: StationView[]; readers: Reader[]; here: string }) {
  const known = new Set(doors.value.map((door) => door.id)), away = <T extends { door: string }>(all: T[]) => all.filter((each) => !known.has(each.door));
  const lost = { stations: away(stations), readers: away(readers) };
  const at = (door: Door) => ({ stations: stations.filter((each) => each.door === door.id), readers: readers.filter((each) => each.door === door.id) });
  return (
    <>
      <ul class="list tree">
        {doors.value.map((door) => (
          <li key={door.id}>
            <DoorRow door={door} here={here} />
            <Leaves {...at(door)} here={here} />
          </li>
        ))}
      </ul>
      {lost.stations.length + lost.readers.length > 0 && (
        <Section title={t("doors.lost")} hint={t("doors.lostHint")}><div class="list tree"><Leaves {...lost} here={here} /></div></Section>
      )}
    </>
  );
}

function DoorRow({ door, here }: { door: Door; here: string }) {
  const look = doorLook(door), leaf = leafOf(door)?.word ?? "";
  return <Row href={to("doors", [door.id])} current={here === door.id} look={look} title={door.title} kind={leaf} more={(door.alarms?.length ?? 0) > 1 ? t("doors.moreAlarms", { n: (door.alarms?.length ?? 1) - 1 }) : ""} />;
}

function Leaves({ stations, readers, here }: { stations: StationView[]; readers: Reader[]; here: string }) {
  if (!stations.length && !readers.length) return null;
  return (
    <ul class="branch">
      {stations.map((station) => <li key={station.id}><Row href={to("doors", ["station", station.id])} current={here === `station/${station.id}`} look={stationLook(station)} title={station.title} kind={t("doors.station")} /></li>)}
      {readers.map((reader) => <li key={reader.name}><Row href={to("doors", ["reader", reader.name])} current={here === `reader/${reader.name}`} look={readerLook(reader)} title={reader.name} kind={t("doors.readerLine")} /></li>)}
    </ul>
  );
}

function Row({ href, current, look, title, kind, more }: { href: string; current: boolean; look: Look; title: string; kind: string; more?: string }) {
  return (
    <a class="row" href={href} aria-current={current ? "page" : undefined}>
      <Icon name={look.drawing} tone={look.tone} />
      <span><span class="what">{title}</span>{kind && <span class="kind">{kind}</span>}</span>
      <State tone={look.tone} word={look.word} chip />
      <Why look={look}>{more}</Why>
    </a>
  );
}

/** Why something is as it is, since when, and what to do next: nothing at all where it is well. */
export function Why({ look, children }: { look: Look; children?: ComponentChildren }) {
  const said = look.sentence && <Said>{look.sentence}</Said>;
  return (
    <>
      {(look.cause || said || (look.next && look.since)) && (
        <span class="more">{look.cause}{look.cause && said ? ": " : ""}{said}{look.since && <>{look.cause || said ? " · " : ""}<Time at={look.since} /></>}</span>
      )}
      {children && <span class="more">{children}</span>}
      {look.next && <span class="more next"><Icon name="right" size={14} />{look.next}</span>}
    </>
  );
}
