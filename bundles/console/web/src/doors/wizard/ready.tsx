// SPDX-License-Identifier: Apache-2.0
// Waits until the station answers, and shows it; one press takes back all that was made.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { useDeed } from "../../kit/asked";
import { Icon } from "../../kit/icon";
import { Facts, State, Trouble, say } from "../../kit/show";
import { refetch } from "../../live/house";
import { go } from "../../shell/route";
import { t } from "../../words";
import { useStations } from "../fresh";
import { stationLook } from "../model";
import { Why } from "../tree";
import { Running } from "./address";
import { begin, draft, latest, set } from "./draft";
import { takeBack, type Made } from "./make";
import { fromStart, onward } from "./ways";

const PATIENCE_MS = 30_000, LOOK_MS = 1000;

export function Ready() {
  const { made } = draft.value;
  return made && <Waiting made={made} />;
}

function Waiting({ made }: { made: Made }) {
  const stations = useStations(LOOK_MS), station = stations.value?.find((each) => each.id === made.station), look = station && stationLook(station);
  const ready = station?.status?.state === "READY", slow = useSlow(ready), panel = draft.value.kind === "panel";
  const undo = useDeed(async () => {
    await takeBack(made.deeds);
    latest.value = null;
    refetch();
    set({ made: null, undone: true, step: "place" });
    say(t("doors.wizard.takenBack"));
  });
  // Before anybody can leave: the page that they go to shows the station.
  useLayoutEffect(() => {
    if (!ready) return;
    refetch();
    say(t("doors.wizard.ready"));
  }, [ready]);
  const done = () => {
    go(onward(made.station));
    begin();
  };
  return (
    <div id="made" data-ready={ready}>
      {look ? <p><State tone={look.tone} word={look.word} chip /></p> : <p><State tone="going" word={t("doors.wizard.waiting")} chip /></p>}
      {look && <p class="why"><Why look={look} /></p>}
      {!ready && !slow && <Running label={t("doors.wizard.waiting")} />}
      {!ready && panel && <PairPanel id={made.station} />}
      {ready && <p class="done"><Icon name="good" tone="good" />{t("doors.wizard.readyHint")}</p>}
      {!ready && slow && <p class="notice"><Icon name="warn" size={16} />{t(panel ? "doors.wizard.slowPanel" : "doors.wizard.slow")}</p>}
      <Facts of={[[t("doors.idName"), <code>{made.station}</code>], [t("doors.wizard.wasMade"), made.deeds.map((deed) => <code key={deed.id} class="deed">{deed.id}</code>)]]} />
      {undo.problem && <Trouble problem={undo.problem} />}
      <p class="buttons">
        <button type="button" class="first" onClick={done}>{t(fromStart() ? "doors.wizard.toStart" : ready ? "doors.wizard.show" : "doors.wizard.later")}</button>
        <button type="button" class="second" id="undo" aria-disabled={undo.busy || undefined} onClick={() => void undo.run()}>{t("kit.undo")}</button>
      </p>
    </div>
  );
}

/** Whether it takes longer than it should. */
function useSlow(ready: boolean): boolean {
  const [slow, set] = useState(false);
  useEffect(() => {
    if (ready) return set(false);
    const timer = setTimeout(() => set(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [ready]);
  return slow;
}

/** What a tablet is told once, to be this station. */
export function PairPanel({ id }: { id: string }) {
  return (
    <ol class="pairing">
      <li>{t("doors.wizard.panelOpen")} <code>{`${location.origin}/panel`}</code></li>
      <li>{t("doors.wizard.panelName")} <code>{id}</code></li>
      <li>{t("doors.wizard.panelToken")} <code>{`secrets/station-${id}.token`}</code></li>
    </ol>
  );
}
