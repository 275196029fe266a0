// SPDX-License-Identifier: Apache-2.0
// The account at the device, and a trial of everything that the gateway will need of it.
import { useDeed } from "../../kit/asked";
import { Field } from "../../kit/form";
import { Icon } from "../../kit/icon";
import { Said, State, Trouble, say } from "../../kit/show";
import { post } from "../../live/rest";
import type { Tone } from "../../live/types";
import { coded, t } from "../../words";
import { Running } from "./address";
import { AllowHost, deniedIn } from "./allow";
import { addressOf, draft, reportOf, set, subject, worked, type Report, type Tried } from "./draft";
import { Back } from "./wizard";

export function Login() {
  const { username, password } = draft.value, report = reportOf(draft.value), fine = worked(report);
  const trying = useDeed(async () => {
    const of = draft.value, answer = await post<Report>("/stations/check", { address: addressOf(of), username: of.username, password: of.password });
    set({ report: answer, tried: subject(of) });
    say(t(worked(answer) ? "doors.wizard.works" : "doors.wizard.worksNot"));
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (fine) set({ step: "place" });
    else void trying.run();
  };
  return (
    <form onSubmit={submit} id="login-station">
      <p class="quiet">{t("doors.wizard.loginHint", { address: addressOf(draft.value) })}</p>
      <Field name="username" label={t("doors.wizard.username")} required={false} value={username} autocomplete="off" maxLength={64} onInput={(event) => set({ username: event.currentTarget.value })} />
      <Field name="password" label={t("doors.wizard.password")} hint={t("doors.wizard.passwordHint")} required={false} type="password" value={password} autocomplete="off" maxLength={256}
        onInput={(event) => set({ password: event.currentTarget.value })} />
      {trying.busy && <Running label={t("doors.wizard.trying")} />}
      {trying.problem && <Trouble problem={trying.problem} />}
      {report && !trying.busy && <Results report={report} />}
      {report && !trying.busy && deniedIn(report) && <AllowHost again={() => void trying.run()} />}
      <p class="buttons">
        <button type="submit" class="first" aria-disabled={trying.busy || undefined}>{t(trying.busy ? "doors.wizard.trying" : fine ? "doors.wizard.next" : report ? "doors.wizard.tryAgain" : "doors.wizard.try")}</button>
        <Back />
      </p>
    </form>
  );
}

const TONES: Record<Tried["result"], Tone> = { OK: "good", MISSING: "warn", FAILED: "bad", SKIPPED: "calm" };

function Results({ report }: { report: Report }) {
  const fine = worked(report);
  return (
    <section class="trial" aria-label={t("doors.wizard.results")}>
      <p class={`notice ${fine ? "good" : "bad"}`}><Icon name={fine ? "good" : "bad"} size={16} />{t(fine ? "doors.wizard.works" : "doors.wizard.worksNot")}</p>
      <ol class="list">{report.steps.map((step) => <li key={step.name}><Result step={step} /></li>)}</ol>
    </section>
  );
}

function Result({ step }: { step: Tried }) {
  return (
    <div class="row" data-step={step.name} data-result={step.result}>
      <Icon name={TONES[step.result]} tone={TONES[step.result]} />
      <span class="what">{coded("doors", "try", step.name)}</span>
      <State tone={TONES[step.result]} word={coded("doors", "result", step.result)} chip />
      {step.result !== "OK" && step.result !== "SKIPPED" && <span class="more next"><Icon name="right" size={14} />{coded("doors", "remedy", step.name)}</span>}
      {step.result !== "SKIPPED" && <span class="more"><Said>{step.sentence}</Said></span>}
      {step.found.length > 0 && (
        <details class="more"><summary>{t("doors.wizard.details")}</summary><ul>{step.found.map((line) => <li key={line}><code>{line}</code></li>)}</ul></details>
      )}
    </div>
  );
}
