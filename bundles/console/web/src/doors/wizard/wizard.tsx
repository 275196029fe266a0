// SPDX-License-Identifier: Apache-2.0
// Takes a door station into service, step by step. Every step can be gone back to; nothing is made
// before the last one but one, and what was made is taken back by one press.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../kit/icon";
import { Empty, Head } from "../../kit/show";
import { may } from "../../live/house";
import { to } from "../../shell/route";
import { coded, t } from "../../words";
import { Address } from "./address";
import { before, begin, draft, set, STEPS, type Kind, type Step } from "./draft";
import { Login } from "./login";
import { Place } from "./place";
import { Ready } from "./ready";
import { backward, fromStart } from "./ways";

const SHOWN = { kind: Kinds, address: Address, login: Login, place: Place, ready: Ready };

export function Wizard() {
  const { step, kind } = draft.value, Shown = SHOWN[step];
  // Whoever leaves what is made is done with it, and its password goes.
  useEffect(() => () => { if (draft.value.made) begin(); }, []);
  if (!may("wire-doors")) return <><Way /><Head title={t("doors.add")} /><Empty title={t("doors.wizard.mayNot")}>{t("doors.wizard.mayNotHint")}</Empty></>;
  return (
    <div class="wizard">
      <Way />
      <Head title={t("doors.add")} />
      <Steps all={STEPS[kind]} now={step} />
      <Heading key={step} step={step} />
      <Shown key={`${step} `} />
    </div>
  );
}

const Way = () => <a class="back always" href={backward()}><Icon name="left" size={16} />{t(fromStart() ? "shell.page.start" : "shell.page.doors")}</a>;

/** Where one is; what lies behind is a button back, except once it is made. */
function Steps({ all, now }: { all: Step[]; now: Step }) {
  const at = all.indexOf(now);
  return (
    <ol class="steps" aria-label={t("doors.wizard.steps")}>
      {all.map((step, n) => {
        const name = coded("doors", "step", step);
        return (
          <li key={step} class={n < at ? "past" : n === at ? "here" : undefined} aria-current={n === at ? "step" : undefined}>
            {n < at && now !== "ready" ? <button type="button" class="link" onClick={() => set({ step })}>{name}</button> : name}
          </li>
        );
      })}
    </ol>
  );
}

/** Takes the keyboard along when the step changes. */
function Heading({ step }: { step: Step }) {
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus(), []);
  return <h2 tabIndex={-1} ref={place}>{coded("doors", "ask", step)}</h2>;
}

function Kinds() {
  const choose = (kind: Kind) => set({ kind, step: STEPS[kind][1] ?? "place" });
  return (
    <ul class="kinds">
      {(["onvif", "panel"] as const).map((kind) => (
        <li key={kind}>
          <button type="button" class="card kind" id={`kind-${kind}`} onClick={() => choose(kind)}>
            <strong>{coded("doors", "wizard", `kind.${kind}`)}</strong>
            <span class="small quiet">{coded("doors", "wizard", `kind.${kind}.hint`)}</span>
          </button>
        </li>
      ))}
      <li class="small quiet">{t("doors.wizard.others")} <a href={to("settings", [], { search: "station" })}>{t("doors.wizard.othersLink")}</a></li>
    </ul>
  );
}

/** The way back, and where to stop. */
export function Back() {
  const back = before(draft.value);
  return back ? <button type="button" class="second" onClick={() => set({ step: back })}>{t("kit.back")}</button> : null;
}
