// SPDX-License-Identifier: Apache-2.0
// One door station or camera: what it can, how it is, and what is around it.
import { Shown } from "../kit/asked";
import { Empty, Facts, State } from "../kit/show";
import { doorTitle, may } from "../live/house";
import { to } from "../shell/route";
import { t } from "../words";
import { Areas, canBeMarked } from "./areas/section";
import { useStations } from "./fresh";
import { stationLook, type StationView } from "./model";
import { addressOf, settingsOf, useInstance } from "./settings";
import { Why } from "./tree";

/** Panels have a part of the gateway of their own, all other stations share one. */
const PANELS = "org.vestibule.station.http";

export function StationDetail({ id }: { id: string }) {
  const stations = useStations();
  return (
    <div class="one">
      <Shown of={stations}>{(all) => {
        const station = all.find((each) => each.id === id);
        return station ? <One station={station} /> : <><h2 class="title">{id}</h2><Empty title={t("doors.goneStation")}>{t("doors.goneHint")}</Empty></>;
      }}</Shown>
    </div>
  );
}

function One({ station }: { station: StationView }) {
  const look = stationLook(station), found = useInstance("org.vestibule.station.", station.id);
  const abilities = [station.video && t("doors.video"), station.audio && t("doors.audio")].filter(Boolean).join(", ");
  return (
    <>
      <h2 class="title">{station.title}</h2>
      <p><State tone={look.tone} word={look.word} chip /></p>
      <p class="why"><Why look={look} /></p>
      <Facts of={[
        [t("doors.atDoor"), <a href={to("doors", [station.door])}>{doorTitle(station.door)}</a>],
        [t("doors.can"), abilities || t("doors.canNothing")],
        [t("doors.kind"), found && <>{found.form.title} <code>{found.form.pid}</code></>],
        [t("doors.addressName"), found && addressOf(found.values)],
        [t("doors.idName"), <code>{station.id}</code>],
      ]} />
      <ul class="ways">
        {may("see-visits") && <li><a href={to("visits", [], { door: station.door })}>{t("doors.visitsHere")}</a></li>}
        {found && <li><a href={settingsOf(found)}>{t("doors.settings")}</a></li>}
        <li><a href={to("health", found ? [found.form.pid === PANELS ? "integrations-onvif-sip" : "door-station-devices"] : [])}>{t("doors.inHealth")}</a></li>
      </ul>
      {found && station.video && canBeMarked(found) && <Areas key={found.id} station={station} instance={found} />}
    </>
  );
}
