// SPDX-License-Identifier: Apache-2.0
// One reader line: whether it is secured, and letting a key be set on it.
import { useEffect, useState } from "preact/hooks";
import { Shown, useDeed } from "../kit/asked";
import { Field, Form, Select, TypeToConfirm, text } from "../kit/form";
import { Empty, Facts, Said, Section, State, Trouble, say } from "../kit/show";
import { doorTitle, may } from "../live/house";
import { part, post, put, remove } from "../live/rest";
import { to } from "../shell/route";
import { t } from "../words";
import { useReaders } from "./fresh";
import { readerLook, type Reader } from "./model";

export function ReaderDetail({ name }: { name: string }) {
  const readers = useReaders(3000);
  return (
    <div class="one">
      <Shown of={readers}>{(all) => {
        const reader = all.find((each) => each.name === name);
        return reader ? <One reader={reader} again={readers.again} /> : <><h2 class="title">{name}</h2><Empty title={t("doors.goneReader")}>{t("doors.goneHint")}</Empty></>;
      }}</Shown>
    </div>
  );
}

type Again = { reader: Reader; again: () => Promise<void> };

function One({ reader, again }: Again) {
  const look = readerLook(reader), yes = (is: boolean) => t(is ? "doors.yes" : "doors.no");
  return (
    <>
      <h2 class="title">{reader.name}</h2>
      <p><State tone={look.tone} word={look.word} chip /></p>
      <p class="why"><Said>{reader.sentence}</Said></p>
      <Facts of={[
        [t("doors.atDoor"), <a href={to("doors", [reader.door])}>{doorTitle(reader.door)}</a>],
        [t("doors.role"), t(reader.role === "pd" ? "doors.role.pd" : "doors.role.cp")],
        [t("doors.online"), yes(reader.online)],
        [t("doors.securedName"), yes(reader.secured)],
        [t("doors.keyed"), yes(reader.keyed)],
      ]} />
      {may("wire-doors") && <>
        <Commissioning reader={reader} again={again} />
        <KeyByHand reader={reader} again={again} />
        {reader.keyed && <Forget reader={reader} again={again} />}
      </>}
    </>
  );
}

const at = (reader: Reader, what: string) => `/readers/${part(reader.name)}/${what}`;

/** Lets a key be set while somebody stands at the reader; closes by itself. */
function Commissioning({ reader, again }: Again) {
  const close = useDeed(async () => {
    await remove(at(reader, "commissioning"));
    await again();
    say(t("doors.commissioning.closed"));
  });
  const open = async (typed: FormData) => {
    await post(at(reader, "commissioning"), { minutes: Number(text(typed, "minutes")) });
    await again();
  };
  return (
    <Section title={t("doors.commissioning.title")} hint={t(reader.role === "pd" ? "doors.commissioning.hintPd" : "doors.commissioning.hintCp")}>
      {reader.commissioningUntil ? (
        <div class="card point" id="commissioning">
          <State tone="going" word={t("doors.commissioning.open")} />
          <Countdown until={reader.commissioningUntil} over={() => void again()} />
          {close.problem && <Trouble problem={close.problem} />}
          <p class="buttons"><button type="button" class="second" aria-disabled={close.busy || undefined} onClick={() => void close.run()}>{t("doors.commissioning.close")}</button></p>
        </div>
      ) : (
        <Form deed={t("doors.commissioning.start")} send={open} id="commission" keep>
          <Select name="minutes" label={t("doors.commissioning.minutes")} value="5" options={["2", "5", "10", "30"].map((n) => ({ value: n, title: t("kit.minutes", { n }) }))} />
        </Form>
      )}
    </Section>
  );
}

/** How much time is left, second by second; not spoken, it would never stop. */
function Countdown({ until, over }: { until: string; over: () => void }) {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [seconds, set] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => {
      set(left());
      if (left() === 0) {
        clearInterval(timer);
        over();
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return <p class="countdown" role="timer" aria-live="off">{t("doors.commissioning.left", { time: shown })}</p>;
}

function KeyByHand({ reader, again }: Again) {
  const [asked, ask] = useState(false), [done, finish] = useState(false);
  const send = async (typed: FormData) => {
    await put(at(reader, "key"), { key: text(typed, "key").replace(/[\s:-]/g, "") });
    await again();
    ask(false);
    finish(true);
    say(t("doors.key.taken"));
  };
  return (
    <Section title={t("doors.key.title")} hint={t("doors.key.hint")}>
      {done && !asked && <p class="notice good" role="status">{t("doors.key.taken")}</p>}
      {asked ? (
        <Form deed={t("doors.key.set")} send={send} onCancel={() => ask(false)} id="key">
          <Field name="key" label={t("doors.key.label")} hint={t("doors.key.format")} type="password" autocomplete="off" maxLength={64} />
        </Form>
      ) : <p class="buttons"><button type="button" class="second" onClick={() => ask(true)}>{t(reader.keyed ? "doors.key.replace" : "doors.key.set")}</button></p>}
    </Section>
  );
}

function Forget({ reader, again }: Again) {
  const [asked, ask] = useState(false);
  const act = async () => {
    await remove(at(reader, "key"));
    ask(false);
    await again();
    say(t("doors.forget.done"));
  };
  return (
    <Section title={t("doors.forget.title")} hint={t("doors.forget.hint")}>
      {asked ? <TypeToConfirm name={reader.name} deed={t("doors.forget.deed")} act={act} onCancel={() => ask(false)} />
        : <p class="buttons"><button type="button" class="second" onClick={() => ask(true)}>{t("doors.forget.deed")}</button></p>}
    </Section>
  );
}
