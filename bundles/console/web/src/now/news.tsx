// SPDX-License-Identifier: Apache-2.0
// What must be heard on every page: the bell, alarms, a call for whoever looks.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Said, say } from "../kit/show";
import { caller, doorTitle, hear, may, visits } from "../live/house";
import type { Delta } from "../live/types";
import { to } from "../shell/route";
import { leave, listen, ringing } from "../talk/calls";
import { t } from "../words";
import { alarmOf } from "./lock";

const AGAIN_MS = 5000;
interface Rang { door: string; text: string }

export function HouseNews({ page }: { page: string }) {
  const [rang, set] = useState<Rang | null>(null);
  useEffect(() => hear((delta) => {
    if (delta.topic === "visit/rang") set({ door: doorOf(delta), text: String(delta["text"]) });
    else tell(delta);
  }), []);
  useCalls();
  const call = ringing.value[0];
  return (
    <>
      <div id="bell" class="unseen" role="alert" aria-live="assertive">
        {call ? t("talk.somebody", { title: call.title }) : rang && <>{rang.door ? `${t("now.bellAt", { door: doorTitle(rang.door) })}. ` : ""}<Said>{rang.text}</Said></>}
      </div>
      {call && page !== "now" && <aside aria-label={t("now.call")}><a class="bell elsewhere" href={may("see-house") ? to("now") : "/resident"}>
        <Icon name="bell" size={24} /><strong>{t("talk.rings", { title: call.title })}</strong><span class="go">{t("now.ringingNowGo")}</span></a></aside>}
    </>
  );
}

const doorOf = (delta: Delta) => visits.value.find((visit) => visit.id === (delta["after"] as { id?: string }).id)?.door ?? "";

function tell(delta: Delta) {
  if (delta.topic === "door/duress") return say(t("now.silentSaid"));
  const door = doorTitle(String(delta["door"]));
  if (delta.topic === "door/alarm-raised") say(`${door}: ${alarmOf(String(delta["alarm"]))}`);
  if (delta.topic === "door/alarm-cleared") say(t("now.alarmOver", { door, alarm: alarmOf(String(delta["alarm"])) }));
}

/** The line on which calls come, for whoever may answer them. */
function useCalls() {
  const subject = may("answer-calls") ? caller.value?.subject : undefined;
  useEffect(() => {
    if (!subject) return;
    let retry = 0;
    const join = () => listen(() => { retry = window.setTimeout(join, AGAIN_MS); });
    join();
    return () => { clearTimeout(retry); leave(); };
  }, [subject]);
}
