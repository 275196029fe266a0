// SPDX-License-Identifier: Apache-2.0
// From an empty house to a door that works, in five steps. Each can be left, and come back to.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Head } from "../kit/show";
import type { PageProps } from "../shell/pages";
import { to } from "../shell/route";
import { coded, t } from "../words";
import { Building } from "./building";
import { Owner } from "./owner";
import { isDone, kept, note, stepOf, STEPS, type Step } from "./progress";
import { Resident } from "./resident";
import { StationStep } from "./station";
import { Trial } from "./trial";

const SHOWN = { owner: Owner, building: Building, station: StationStep, resident: Resident, trial: Trial };
const at = (step: Step) => to("start", [step]);
const nameOf = (step: Step) => coded("start", "step", step);

export default function Page({ rest }: PageProps) {
  const step = stepOf(rest[0]) ?? kept.value.at, Shown = SHOWN[step];
  useEffect(() => note({ at: step }), [step]);
  return (
    <div class="start">
      <Head title={t("shell.page.start")} />
      <Steps now={step} />
      <Heading key={`${step}?`} step={step} />
      <Shown key={step} />
      <Onward step={step} />
    </div>
  );
}

function Steps({ now }: { now: Step }) {
  return (
    <nav aria-label={t("start.steps")}>
      <ol class="first-steps">
        {STEPS.map((step, n) => {
          const done = isDone(step);
          return (
            <li key={step} class={[done && "past", step === now && "here"].filter(Boolean).join(" ") || undefined} data-step={step}>
              <a href={at(step)} aria-current={step === now ? "step" : undefined}>
                <span class="disc">{done ? <Icon name="good" size={24} tone="good" /> : <span aria-hidden="true">{n + 1}</span>}</span>
                <span>{nameOf(step)}{done && <span class="unseen">, {t("start.isDone")}</span>}</span>
              </a>
            </li>
          );
        })}
      </ol>
      <p class="small quiet">{t("start.sofar", { n: STEPS.filter(isDone).length, all: STEPS.length })}</p>
    </nav>
  );
}

/** Takes the keyboard along when the step changes. */
function Heading({ step }: { step: Step }) {
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return <h2 class="title" tabIndex={-1} ref={place}>{coded("start", "ask", step)}</h2>;
}

function Onward({ step }: { step: Step }) {
  const n = STEPS.indexOf(step), before = STEPS[n - 1], after = STEPS[n + 1], done = isDone(step);
  return (
    <p class="buttons onward">
      {after && <a class={done ? "first" : "second"} id="onward" href={at(after)}>{t(done ? "start.next" : "start.skip", { step: nameOf(after) })}</a>}
      {!after && <a class={done ? "first" : "second"} id="onward" href={to("now")}>{t("start.toNow")}</a>}
      {before && <a class="second" href={at(before)}>{t("kit.back")}</a>}
      {after && <a class="later" href={to("now")}>{t("start.later")}</a>}
    </p>
  );
}
