// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Empty, News, Skeleton } from "../kit/show";
import { ByName } from "../shell/entrance";
import { building } from "../live/house";
import { CallControls, CallPicture, CallWords, Quiet, ToldLine } from "../talk/card";
import { calls, listening, mine, mute, ringing, told, type Call } from "../talk/calls";
import { language, LANGUAGES, speak, t, type Language } from "../words";
import { answers, begin, caller } from "./session";

export function Resident() {
  const first = ringing.value[0];
  useEffect(() => { document.title = first ? t("talk.rings", { title: first.title }) : [t("resident.title"), building.value].filter(Boolean).join(" · "); }, [first, language.value, building.value]);
  return (
    <>
      <main id="main" class="resident" tabIndex={-1}>{caller.value === undefined ? <Skeleton /> : caller.value === null ? <LogIn /> : answers() ? <Door /> : <NotYours />}
        {caller.value !== undefined && <Languages />}</main>
      <div id="bell" class="unseen" role="alert" aria-live="assertive">{first && t("talk.somebody", { title: first.title })}</div>
      <News />
    </>
  );
}

const NotYours = () => <Empty title={t("resident.notYours")}>{t("resident.notYoursHint")}</Empty>;

function Door() {
  // What this page holds stays until it is told that it is over, though the list may be late.
  const held = mine.value, listed = calls.value.some((call) => call.id === held?.id);
  const shown = [...(held && !listed ? [held] : []), ...calls.value.filter((call) => call.id === held?.id || ringing.value.includes(call))];
  return (
    <>
      <div class="head">
        {building.value && <p class="of-house">{building.value}</p>}
        <h1>{t("resident.title")}</h1>
        <p class="live"><Icon name={listening.value ? "good" : "warn"} size={16} tone={listening.value ? "good" : "warn"} />{t(listening.value ? "resident.waiting" : "resident.lost")}</p>
      </div>
      {mute.value && <p class="notice"><Icon name="warn" size={18} /><span>{t("resident.bellMute")}</span></p>}
      {shown.map((call) => <CallCard key={call.id} call={call} />)}
      {!shown.length && <Empty title={t("resident.nobody")}>{t("resident.nobodyHint")}</Empty>}
      {told.value && <ToldLine of={told.value} />}
      <Quiet />
    </>
  );
}

function CallCard({ call }: { call: Call }) {
  const rings = mine.value?.id !== call.id;
  return (
    <section class={`card call${rings ? " ringing" : ""}${call.urgent ? " urgent" : ""}`}>
      <h2><Icon name="bell" size={24} />{call.title}</h2>
      <CallWords call={call} />
      <CallPicture call={call} />
      <CallControls call={call} />
      {!rings && <p class="quiet small">{t("kit.holdHint")}</p>}
    </section>
  );
}

const LogIn = () => <div class="logged-out"><ByName other={<a href="/">{t("resident.elsewhere")}</a>} done={begin} /></div>;

/** The other languages, each in its own words. */
function Languages() {
  const others = (Object.keys(LANGUAGES) as Language[]).filter((each) => each !== language.value);
  return <p class="languages">{others.map((each) => <button type="button" class="link" key={each} lang={each} onClick={() => void speak(each)}>{LANGUAGES[each]}</button>)}</p>;
}
