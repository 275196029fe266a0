// SPDX-License-Identifier: Apache-2.0
// One door as a card: what is before it, how it is, who is there, and what can be done.
import { Icon } from "../kit/icon";
import { Time } from "../kit/show";
import { openVisits } from "../live/house";
import type { Door, Visit } from "../live/types";
import { to } from "../shell/route";
import { CallControls, CallWords, ToldLine } from "../talk/card";
import { calls, mine, ringing, told, type Call } from "../talk/calls";
import { t } from "../words";
import { storyOf } from "../visits/telling";
import { Told } from "../visits/told";
import { DoorHands } from "./hands";
import { alarmOf, leafOf, lockOf } from "./lock";
import { Look } from "./look";

/** The call at a door that this page holds, or else the one that rings. */
export const callAt = (door: string): Call | undefined =>
  calls.value.find((call) => call.door === door && call.id === mine.value?.id) ?? ringing.value.find((call) => call.door === door);

export function DoorCard({ door }: { door: Door }) {
  const lock = lockOf(door), leaf = leafOf(door), alarms = door.alarms ?? [], call = callAt(door.id);
  const held = call && call.id === mine.value?.id, visit = openVisits.value.find((each) => each.door === door.id);
  return (
    <article class={`card door${alarms.length ? " alarm" : ""}`} aria-label={door.title}>
      <Look door={door} call={call} />
      {call && <div class={`door-call${held ? "" : " ringing"}${call.urgent ? " urgent" : ""}`}><CallWords call={call} /><CallControls key={call.id} call={call} /></div>}
      <Icon name={lock.drawing} size={32} tone={lock.tone} />
      <div>
        <h3 class="name">{door.title}</h3>
        <span class={`state ${lock.tone}`}>{lock.word}</span>
        {leaf && <span class="leaf"><Icon name={leaf.tone} size={16} tone={leaf.tone} />{leaf.word}</span>}
        <span class="quiet small">{t("now.lockedBy", { actuator: door.actuator })}</span>
      </div>
      {alarms.length > 0 && <ul class="alarms" aria-label={t("now.alarmsOf", { door: door.title })}>
        {alarms.map((alarm) => <li key={alarm}><Icon name="bad" size={18} />{alarmOf(alarm)}</li>)}</ul>}
      {visit && <There visit={visit} />}
      {told.value?.door === door.id && <ToldLine of={told.value} />}
      {!held && <DoorHands door={door} />}
    </article>
  );
}

/** Who is there, in one sentence, as it goes on. */
function There({ visit }: { visit: Visit }) {
  const story = storyOf(visit);
  return (
    <a class="there" href={to("now", [visit.id])}>
      <Icon name={story.tone} size={18} tone={story.tone} />
      <span><Told of={story} /> <span class="quiet small"><Time at={visit.openedAt} /></span></span>
    </a>
  );
}
