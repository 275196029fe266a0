// SPDX-License-Identifier: Apache-2.0
// The first station and its door, by the wizard of the doors; a tablet is the quickest way.
import { useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Empty, Trouble, say } from "../kit/show";
import { doors, doorTitle, may, refetch, stations } from "../live/house";
import { draft, latest, set, STEPS, type Kind } from "../doors/wizard/draft";
import { takeBack, type Made } from "../doors/wizard/make";
import { PairPanel } from "../doors/wizard/ready";
import { wizardFromStart } from "../doors/wizard/ways";
import { go } from "../shell/route";
import { coded, t } from "../words";

const PANEL = "org.vestibule.station.http", DOOR = "org.vestibule.door";

export function StationStep() {
  const here = stations.value.filter((station) => doors.value.some((door) => door.id === station.door)), made = latest.value;
  return (
    <>
      <p>{t("start.station.hint")}</p>
      {here.length > 0 && <ul class="list" id="stations">{here.map((station) => (
        <li key={station.id}><div class="row"><Icon name="good" tone="good" /><span class="what">{station.title}</span><span /><span class="more">{doorTitle(station.door)}</span></div></li>
      ))}</ul>}
      {made && <Back made={made} />}
      {may("wire-doors") ? <Kinds /> : !here.length && <Empty title={t("start.mayNot")}>{t("start.mayNotHint")}</Empty>}
    </>
  );
}

/** Whoever began one kind finds it as they left it. */
function begin(kind: Kind) {
  if (draft.value.kind !== kind || draft.value.step === "kind") set({ kind, step: STEPS[kind][1] ?? "place" });
  go(wizardFromStart());
}

function Kinds() {
  return (
    <ul class="kinds">
      {(["panel", "onvif"] as const).map((kind) => (
        <li key={kind}>
          <button type="button" class="card kind" id={`start-${kind}`} onClick={() => begin(kind)}>
            <strong>{coded("start", "station", kind)}</strong>
            <span class="small quiet">{coded("start", "stationHint", kind)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What was made just now, how a tablet becomes it, and the way back. */
function Back({ made }: { made: Made }) {
  const undo = useDeed(async () => {
    await takeBack(made.deeds);
    latest.value = null;
    // The wizard must not offer a door that is gone, until the house is told anew.
    const gone = (id: string) => made.deeds.some((deed) => deed.id === `${DOOR}~${id}`);
    doors.value = doors.value.filter((door) => !gone(door.id));
    refetch();
    say(t("doors.wizard.takenBack"));
  });
  return (
    <section class="card offer" id="just-made">
      <h3>{t("doors.wizard.wasMade")}</h3>
      <p>{made.deeds.map((deed) => <code key={deed.id} class="deed">{deed.id}</code>)}</p>
      {made.deeds.some((deed) => deed.id.startsWith(PANEL)) && <PairPanel id={made.station} />}
      {undo.problem && <Trouble problem={undo.problem} />}
      <p class="buttons"><button type="button" class="second" id="take-back" aria-disabled={undo.busy || undefined} onClick={() => void undo.run()}>{t("kit.undo")}</button></p>
    </section>
  );
}
