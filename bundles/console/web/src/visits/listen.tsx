// SPDX-License-Identifier: Apache-2.0
// Hearing a visitor while the visit is open. Nothing is kept, and the audit notes who listened.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../kit/icon";
import { may, stations } from "../live/house";
import { part } from "../live/rest";
import type { Visit } from "../live/types";
import { t } from "../words";

export function Listen({ visit }: { visit: Visit }) {
  const station = stations.value.find((each) => each.id === visit.station);
  return visit.closedAt || !station?.["audio"] || !may("listen") ? null : <Ear id={visit.id} key={visit.id} />;
}

function Ear({ id }: { id: string }) {
  const player = useRef<HTMLAudioElement | null>(null), [state, set] = useState<"off" | "on" | "silent">("off");
  const stop = (why: "off" | "silent" = "off") => {
    const own = player.current;
    if (own) {
      own.onerror = own.onended = null;
      own.pause();
      // Without a source the browser closes the connection, and the place is free for others.
      own.removeAttribute("src");
      own.load();
    }
    player.current = null;
    set(why);
  };
  useEffect(() => () => stop(), []);
  const start = () => {
    const own = (player.current = new Audio(`/api/visits/${part(id)}/sound`));
    own.onended = () => stop();
    own.onerror = () => stop("silent");
    set("on");
    own.play().catch(() => { if (own === player.current) stop("silent"); });
  };
  const on = state === "on";
  return (
    <div class="listen">
      <button id="listen" type="button" class="second small" aria-pressed={on} onClick={() => (on ? stop() : start())}><Icon name="hear" size={18} />{t(on ? "visits.stopListening" : "visits.listen")}</button>
      <span class="small quiet" role="status">{on && t("visits.listening")}</span>
      {state === "silent" && <p class="notice" role="alert"><Icon name="warn" size={16} />{t("visits.noSound")}</p>}
    </div>
  );
}
