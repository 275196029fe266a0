// SPDX-License-Identifier: Apache-2.0
// What has changed since the papers were signed off, and signing them off as they are now.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Shown, useAsked, type Asked } from "../kit/asked";
import { Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Facts, Said, Section, Time, say } from "../kit/show";
import { may } from "../live/house";
import { post } from "../live/rest";
import { to } from "../shell/route";
import { coded, exactly, t } from "../words";
import { PAPERS, type Drift, type SignOff } from "./types";

const turn = signal(0);

/** The drift, asked anew for everybody who shows it after a sign-off. */
export function useDrift(): Asked<Drift> {
  const asked = useAsked<Drift>("/papers/drift"), now = turn.value;
  useEffect(() => { if (now) void asked.again(); }, [now]);
  return asked;
}

export function SignOffDetail() {
  const asked = useDrift();
  return (
    <article class="story">
      <h2>{t("privacy.signOff")}</h2>
      <p>{t("privacy.signOffMeans")}</p>
      <Shown of={asked}>{(state) => (
        <>
          <Changes of={state} />
          {state.lastSignOff && <Section title={t("privacy.lastSignOff")}><Last of={state.lastSignOff} /></Section>}
          {may("sign-papers") && <Sign state={state} />}
        </>
      )}</Shown>
    </article>
  );
}

function Changes({ of }: { of: Drift }) {
  if (!of.drift.length) {
    return <p class="done"><Icon name={of.lastSignOff ? "good" : "warn"} tone={of.lastSignOff ? "good" : "warn"} />{t(of.lastSignOff ? "privacy.noDrift" : "privacy.neverSigned")}</p>;
  }
  return (
    <Section title={t(of.lastSignOff ? "privacy.changes" : "privacy.neverSigned")}>
      <ul class="list" id="drift">{of.drift.map((change) => <li key={`${change.code} ${change.sentence}`}><div class="row">
        <Icon name="warn" tone="warn" /><span class="what"><Said>{change.sentence}</Said></span><Time at={change.since} />
      </div></li>)}</ul>
    </Section>
  );
}

const Last = ({ of }: { of: SignOff }) => <Facts of={[
  [t("privacy.by"), of.by], [t("privacy.at"), exactly(of.at)], [t("privacy.note"), of.note], [t("privacy.digest"), <code>{of.digest}</code>]]} />;

function Sign({ state }: { state: Drift }) {
  const [done, setDone] = useState(false);
  const send = async (typed: FormData) => {
    setDone(false);
    try {
      await post<SignOff>("/papers/sign-off", { digest: state.digest, note: text(typed, "note") });
      setDone(true);
      say(t("privacy.signedNow"));
    } finally {
      // What was shown may be old; whoever is refused sees what holds now.
      turn.value++;
    }
  };
  return (
    <Section title={t("privacy.sign")} hint={t("privacy.signMeans")}>
      {done && <div class="outcome" id="outcome" role="status"><Icon name="good" tone="good" /><strong>{t("privacy.signedNow")}</strong></div>}
      <p class="small">{t("privacy.readFirst")} {PAPERS.map((kind, n) => <span key={kind}>{n ? ", " : ""}<a href={to("privacy", ["paper", kind])}>{coded("privacy", "paper", kind)}</a></span>)}</p>
      <Facts of={[[t("privacy.digest"), <code>{state.digest}</code>]]} />
      <Form id="sign" deed={t("privacy.signDo")} send={send}>
        <Field name="note" label={t("privacy.note")} required={false} maxLength={500} autocomplete="off" />
      </Form>
    </Section>
  );
}
