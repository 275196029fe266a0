// SPDX-License-Identifier: Apache-2.0
// The picture on a door's card. Without a visit a look at a door is a matter of privacy: it is off
// until somebody presses "Show picture", and stays on for their session.
import { effect, signal } from "@preact/signals";
import { LivePicture } from "../kit/picture";
import { caller, may, openVisits, stations } from "../live/house";
import { part } from "../live/rest";
import type { Caller, Door, Station } from "../live/types";
import { CallPicture } from "../talk/card";
import type { Call } from "../talk/calls";
import { t } from "../words";

const KEPT = "vestibule.looks";

function kept(): string[] {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as { subject?: string; stations?: string[] };
    return found.subject === caller.value?.subject ? found.stations ?? [] : [];
  } catch {
    return [];
  }
}

/** The stations whose picture was wished for. */
const wished = signal<string[]>([]);
// Who was here until now: before the session is known nobody has left.
let before: Caller | null = null;
effect(() => {
  if (caller.value) wished.value = kept();
  else if (before) sessionStorage.removeItem(KEPT);
  before = caller.value;
});

function wish(station: string, on: boolean) {
  wished.value = [...wished.value.filter((each) => each !== station), ...(on ? [station] : [])];
  sessionStorage.setItem(KEPT, JSON.stringify({ subject: caller.value?.subject, stations: wished.value }));
}

/** What stands before a door, as far as the caller may see it. */
export function Look({ door, call }: { door: Door; call: Call | undefined }) {
  if (call) return <div class="look"><CallPicture call={call} /></div>;
  const eyes = may("listen") ? stations.value.filter((station) => station.door === door.id && station["video"] === true) : [];
  return eyes.length ? <div class="look">{eyes.map((station) => <Eye key={station.id} station={station} />)}</div> : null;
}

function Eye({ station }: { station: Station }) {
  const visited = openVisits.value.some((visit) => visit.station === station.id), on = wished.value.includes(station.id);
  return (
    <>
      {(visited || on) && <LivePicture path={`/stations/${part(station.id)}/picture`} label={t("now.cameraOf", { station: station.title })} />}
      {!visited && <p class="look-bar">
        <button id={`look-${station.id}`} type="button" class="second small" aria-pressed={on} onClick={() => wish(station.id, !on)}>{t(on ? "now.hidePicture" : "now.showPicture")}</button>
        {!on && <span class="quiet small">{t("now.pictureHint")}</span>}
      </p>}
    </>
  );
}
