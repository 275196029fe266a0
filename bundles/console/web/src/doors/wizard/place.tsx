// SPDX-License-Identifier: Apache-2.0
// What the station is called, and at which door it stands.
import { useEffect } from "preact/hooks";
import { useDeed } from "../../kit/asked";
import { Field, Select } from "../../kit/form";
import { Trouble } from "../../kit/show";
import { doors, may, stations } from "../../live/house";
import type { Door } from "../../live/types";
import { coded, t } from "../../words";
import { ACTUATORS } from "../model";
import { Running } from "./address";
import { doorId, draft, latest, NEW_DOOR, relaysOf, reportOf, set, stationId, type Draft } from "./draft";
import { make } from "./make";
import { Back } from "./wizard";

/** What is wrong with what was typed, before anything is sent. */
function wrong(of: Draft, all: Door[]): string | null {
  if (!stationId(of)) return t("doors.wizard.noId");
  if (stations.value.some((each) => each.id === stationId(of))) return t("doors.wizard.idTaken", { id: stationId(of) });
  if (!of.door && all.some((each) => each.id === doorId(of))) return t("doors.wizard.doorTaken", { id: doorId(of) });
  if (!of.door && !doorId(of)) return t("doors.wizard.noDoorId");
  return of.password && of.username && !may("keep-secrets") ? t("doors.wizard.noSecrets") : null;
}

/** A door that has no station yet, and the way its lock is driven, until somebody chooses. */
function suggest() {
  const of = draft.value, bare = doors.value.find((door) => !stations.value.some((station) => station.door === door.id));
  const [relay = ""] = relaysOf(reportOf(of)), actuator = of.actuator || (relay ? "onvif" : doors.value[0]?.actuator ?? "modbus");
  set({ door: of.door ?? bare?.id ?? NEW_DOOR, actuator, relay: of.relay ?? relay });
}

export function Place() {
  const of = draft.value, all = doors.value, hindrance = wrong(of, all), typed = of.title.trim() !== "";
  const making = useDeed(async () => {
    const made = await make(draft.value);
    latest.value = made;
    set({ made, undone: false, step: "ready" });
  });
  useEffect(suggest, []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!hindrance) void making.run();
  };
  return (
    <form onSubmit={submit} id="place">
      {of.undone && <p class="notice good" role="status">{t("doors.wizard.takenBack")}</p>}
      <Field name="title" label={t("doors.wizard.title")} hint={t("doors.wizard.titleHint")} value={of.title} autocomplete="off" maxLength={80} onInput={(event) => set({ title: event.currentTarget.value })} />
      <Field name="id" label={t("doors.wizard.id")} hint={t("doors.wizard.idHint")} value={of.id} placeholder={stationId(of)} required={false} pattern="[a-z0-9][a-z0-9\\-]{0,62}" autocomplete="off"
        onInput={(event) => set({ id: event.currentTarget.value })} />
      {of.kind === "panel" && <Field name="units" label={t("doors.wizard.units")} hint={t("doors.wizard.unitsHint")} value={of.units} required={false} autocomplete="off" onInput={(event) => set({ units: event.currentTarget.value })} />}
      <Select name="door" label={t("doors.wizard.door")} value={of.door ?? NEW_DOOR} onChange={(door) => set({ door })}
        options={[...all.map((door) => ({ value: door.id, title: door.title })), { value: NEW_DOOR, title: t("doors.wizard.newDoor") }]} />
      {!of.door && <NewDoor all={all} />}
      <Relay all={all} />
      {typed && hindrance && <p class="notice bad" role="alert">{hindrance}</p>}
      {making.busy && <Running label={t("doors.wizard.making")} />}
      {making.problem && <><Trouble problem={making.problem} /><p class="small quiet">{t("doors.wizard.nothingMade")}</p></>}
      <p class="buttons">
        <button type="submit" class="first" aria-disabled={making.busy || (typed && !!hindrance) || undefined}>{t(making.busy ? "doors.wizard.making" : "doors.wizard.make")}</button>
        <Back />
      </p>
    </form>
  );
}

function NewDoor({ all }: { all: Door[] }) {
  const of = draft.value, here = all.map((door) => door.actuator), kinds = [...new Set([...here, ...ACTUATORS])].sort();
  return (
    <>
      <Field name="doorTitle" label={t("doors.wizard.doorTitle")} value={of.doorTitle} autocomplete="off" maxLength={80} onInput={(event) => set({ doorTitle: event.currentTarget.value })} />
      <Select name="actuator" label={t("doors.wizard.actuator")} hint={t("doors.wizard.actuatorHint")} value={of.actuator} onChange={(actuator) => set({ actuator })}
        options={kinds.map((kind) => ({ value: kind, title: coded("doors", "actuator", kind) }))} />
    </>
  );
}

/** Which of the device's relays opens the door, where the door is opened by such a one. */
function Relay({ all }: { all: Door[] }) {
  const of = draft.value, relays = relaysOf(reportOf(of)), actuator = of.door ? all.find((door) => door.id === of.door)?.actuator : of.actuator;
  if (actuator !== "onvif" || !relays.length) return null;
  return (
    <Select name="relay" label={t("doors.wizard.relay")} value={of.relay ?? ""} onChange={(relay) => set({ relay })}
      options={[{ value: "", title: t("doors.wizard.noRelay") }, ...relays.map((relay) => ({ value: relay, title: relay }))]} />
  );
}
