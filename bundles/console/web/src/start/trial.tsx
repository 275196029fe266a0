// SPDX-License-Identifier: Apache-2.0
// Somebody presses the bell, and the door is opened by hand: the proof that the first steps were right.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Empty, say } from "../kit/show";
import { doors, visits, workedDoors } from "../live/house";
import type { Door, Outcome, Visit } from "../live/types";
import { DoorHands } from "../now/hands";
import { to } from "../shell/route";
import { storyOf } from "../visits/telling";
import { Told } from "../visits/told";
import { span, t } from "../words";
import { kept, note } from "./progress";

export function Trial() {
  const visit = useRung(), [opened, setOpened] = useState<string[]>([]), { begun, worked } = kept.value;
  const works = !!visit && (visit.outcome?.type === "Opened" || opened.includes(visit.door));
  useEffect(() => {
    if (!works || worked !== null) return;
    note({ worked: Date.now() });
    say(t("start.trial.works"));
  }, [works]);
  if (!doors.value.length) {
    return <><Empty title={t("start.trial.noDoor")}>{t("start.trial.noDoorHint")}</Empty><p class="buttons"><a class="first" href={to("start", ["station"])}>{t("start.trial.toStation")}</a></p></>;
  }
  const heard = (door: Door) => (outcome: Outcome) => { if (outcome.type === "Opened") setOpened((before) => [...before, door.id]); };
  return (
    <>
      <ol class="trial-steps">
        <li><h3>{t("start.trial.press")}</h3><p>{t("start.trial.pressHint")} <code>{`${location.origin}/panel`}</code></p>{visit ? <There visit={visit} /> : <Waits />}</li>
        <li><h3>{t("start.trial.open")}</h3>{!workedDoors.value.length && <p>{t("start.trial.mayNot")}</p>}
          {workedDoors.value.length > 0 && <p class="quiet small">{t("kit.holdHint")}</p>}
          {doors.value.map((door) => <div class="card hand" key={door.id}><strong>{door.title}</strong><DoorHands door={door} heard={heard(door)} /></div>)}
        </li>
      </ol>
      {worked !== null && <p class="worked-out" id="works"><Icon name="good" size={32} tone="good" /><span><strong>{t("start.trial.works")}</strong>
        <span class="small">{t("start.trial.took", { time: span((worked - begun) / 1000) })}</span></span></p>}
    </>
  );
}

/** The visit that goes on, or came while this step is looked at. */
function useRung(): Visit | undefined {
  const [over] = useState(() => new Set(visits.value.filter((visit) => visit.closedAt).map((visit) => visit.id)));
  return visits.value.find((visit) => !over.has(visit.id));
}

const Waits = () => (
  <div id="rung" class="waits">
    <p><Icon name="bell" /><span role="status">{t("start.trial.waits")}</span></p>
    <p class="small quiet">{t("start.trial.silent")} <a href={to("doors")}>{t("start.trial.toDoors")}</a></p>
  </div>
);

function There({ visit }: { visit: Visit }) {
  const story = storyOf(visit);
  return <p id="rung" role="status"><Icon name={story.tone} tone={story.tone} /><span><Told of={story} />. <a href={to("visits", [visit.id])}>{t("start.trial.story")}</a></span></p>;
}
