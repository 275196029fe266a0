// SPDX-License-Identifier: Apache-2.0
// One door: its lock, its leaf, what is wrong at it, and where to go from here.
import { Icon } from "../kit/icon";
import { Empty, Facts, Said, Section, State, Time, causeOf, stateOf } from "../kit/show";
import { alarmNews, doors, may, workedDoors } from "../live/house";
import type { Door } from "../live/types";
import { DoorHands } from "../now/hands";
import { alarmOf, leafOf, lockOf } from "../now/lock";
import { to } from "../shell/route";
import { coded, t } from "../words";
import { doorLook, driverOf } from "./model";
import { settingsOf, useInstance } from "./settings";

export function DoorDetail({ id }: { id: string }) {
  const door = doors.value.find((each) => each.id === id), found = useInstance("org.vestibule.door", id);
  if (!door) return <><h2 class="title">{id}</h2><Empty title={t("doors.goneDoor")}>{t("doors.goneHint")}</Empty></>;
  const look = doorLook(door);
  return (
    <div class="one">
      <h2 class="title">{door.title}</h2>
      <p><State tone={look.tone} word={look.word} chip /></p>
      <Alarms door={door} />
      {workedDoors.value.includes(id) && <Section title={t("doors.byHand")} hint={t("kit.holdHint")}><DoorHands door={door} /></Section>}
      <Facts of={[
        [t("doors.lockName"), lockOf(door).word],
        [t("doors.leafName"), leafOf(door)?.word ?? t("doors.leaf.none")],
        [t("doors.actuatorName"), <>{coded("doors", "actuator", door.actuator)} <code>{door.actuator}</code></>],
        [t("doors.idName"), <code>{door.id}</code>],
      ]} />
      <Driver door={door} />
      <Section title={t("doors.ways")}>
        <ul class="ways">
          {may("see-visits") && <li><a href={to("visits", [], { door: id })}>{t("doors.visitsHere")}</a></li>}
          {may("see-rights") && may("see-people") && <li><a href={to("people", [], { door: id })}>{t("doors.whoMay")}</a></li>}
          {found && <li><a href={settingsOf(found)}>{t("doors.settings")}</a></li>}
        </ul>
      </Section>
    </div>
  );
}

function Alarms({ door }: { door: Door }) {
  if (!door.alarms?.length) return null;
  return (
    <ul class="alarms" aria-label={t("doors.alarmsOf", { door: door.title })}>
      {door.alarms.map((alarm) => {
        const news = alarmNews.value[`${door.id}/${alarm}`];
        return (
          <li key={alarm}>
            <Icon name="bad" size={18} />
            <span>
              {alarmOf(alarm)}
              {news && <span class="small">{news.sentence && <Said>{news.sentence} · </Said>}<Time at={news.at} /></span>}
              <span class="small">{coded("doors", "next", alarm)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The part of the gateway that drives the lock, if it says how it is. */
function Driver({ door }: { door: Door }) {
  const driver = driverOf(door);
  if (!driver) return null;
  const { status, source } = driver, { tone, word } = stateOf(status.state), cause = causeOf(status.cause);
  return (
    <Section title={t("doors.driver")} hint={t("doors.driverHint")}>
      <div class="card point">
        <State tone={tone} word={word} />
        <p>{cause && `${cause}: `}<Said>{status.sentence}</Said></p>
        <p class="small quiet"><Time at={status.since} /> · <a href={to("health", [source])}>{t("doors.inHealth")}</a></p>
      </div>
    </Section>
  );
}
