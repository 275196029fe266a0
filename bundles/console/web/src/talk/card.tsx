// SPDX-License-Identifier: Apache-2.0
// A call as a person handles it: who stands there, answering, opening, leaving.
import { useDeed } from "../kit/asked";
import { HoldButton } from "../kit/form";
import { Icon } from "../kit/icon";
import { LivePicture } from "../kit/picture";
import { Said, Section, Trouble } from "../kit/show";
import { part } from "../live/rest";
import { clock, coded, t } from "../words";
import { answer, decline, ending, farewell, hangUp, hush, mine, open, quiet, ringing, voice, type Call, type Told } from "./calls";

const PICTURE_MS = 330;

export const CallPicture = ({ call }: { call: Call }) => ending.value === call.id ? <div class="picture blank" />
  : <LivePicture path={`/calls/${part(call.id)}/picture`} label={t("talk.picture")} pauseMs={PICTURE_MS} />;

/** What the call wants, or how the conversation goes, in one sentence. */
export function CallWords({ call }: { call: Call }) {
  const held = mine.value?.id === call.id;
  return (
    <p class="quiet">
      {call.urgent ? `${t("talk.danger")} ` : ""}{held ? coded("talk", "voice", voice.value) : call.urgent ? "" : t("talk.ringsFor")}
      {call.unit ? ` ${t("talk.unit", { unit: call.unit })}.` : ""}
    </p>
  );
}

/** The buttons of a call that rings, or of the conversation that this page holds. Names of theirs are in the page once. */
export function CallControls({ call }: { call: Call }) {
  const doing = useDeed((deed: () => Promise<void>) => deed());
  const named = mine.value?.id === call.id || (!mine.value && ringing.value[0]?.id === call.id);
  const button = (look: string, id: string, words: string, deed: () => Promise<void>) => (
    <button type="button" class={look} id={named ? id : undefined} aria-disabled={doing.busy || undefined} onClick={() => void doing.run(deed)}>{words}</button>
  );
  if (mine.value?.id !== call.id) {
    return (
      <div class="buttons">
        {button("first whole", "answer", t("talk.answer"), () => answer(call))}
        {button("second big", "decline", t("talk.notNow"), () => decline(call))}
      </div>
    );
  }
  return (
    <div class="buttons">
      <HoldButton id="open" class="first whole" deed={t("talk.open")} busy={doing.busy} label={call.title} act={() => void doing.run(() => open(call))} />
      {button("second big", "parcel", t("talk.parcel"), () => farewell(call, "parcel-room"))}
      {button("second big", "not-now", t("talk.notNow"), () => farewell(call, "declined"))}
      {button("second big", "assistant", t("talk.assistant"), () => farewell(call, "assistant"))}
      {button("second big hang", "hang-up", t("talk.hangUp"), () => hangUp(call))}
    </div>
  );
}

/** What came of the last thing that was done. */
export const ToldLine = ({ of }: { of: Told }) => (
  <p class={`told ${of.tone}`} id="told"><Icon name={of.tone} size={18} /><span><strong>{of.word}</strong>{of.said && <span class="small"> <Said>{of.said}</Said></span>}</span></p>
);

/** Being left in peace for a while. */
export function Quiet() {
  const doing = useDeed(hush), until = quiet.value && new Date(quiet.value) > new Date() ? quiet.value : null;
  const button = (id: string, words: string, minutes: number) => (
    <button type="button" class="second" id={id} aria-disabled={doing.busy || undefined} onClick={() => void doing.run(minutes)}>{words}</button>
  );
  return (
    <Section title={t("talk.quiet")}>
      <div class="quietly">
        <p class="quiet">{until ? t("talk.quietNow", { time: clock(until) }) : t("talk.quietOff")}</p>
        {until ? button("loud", t("talk.loud"), 0) : <>{button("hour", t("talk.hour"), 60)}{button("night", t("talk.night"), 480)}</>}
      </div>
      {doing.problem && <Trouble problem={doing.problem} />}
    </Section>
  );
}
