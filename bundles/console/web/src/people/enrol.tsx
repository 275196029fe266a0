// SPDX-License-Identifier: Apache-2.0
// Enrolling a person: who, how they agreed, pictures with guidance, and the question of look-alikes.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Shown, useAsked } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Said, Trouble } from "../kit/show";
import { ask, part, post, problemOf, type Problem } from "../live/rest";
import { many, t } from "../words";
import { changedHere } from "./directory";
import { draftOf, drop, keep, recall, type Draft } from "./draft";
import { EnrolForm } from "./enrolform";
import { Pictures } from "./pictures";
import { personAt } from "./places";
import type { Person, Progress } from "./types";

type Step =
  | { at: "form"; problem?: Problem; note?: string }
  | { at: "pictures"; opened: Progress }
  | { at: "refused"; problem: Problem }
  | { at: "done"; person: Person };

export function Enrol({ renew }: { renew: string }) {
  const asked = useAsked<Person>(renew ? `/people/${part(renew)}` : null);
  if (!renew) return <Steps begin={recall()} />;
  return <Shown of={asked} lines={4}>{(person) => <Steps begin={draftOf(person)} known={person} />}</Shown>;
}

/** A ticket that is left behind is given back, so that nothing lies on the gateway until it expires. */
function useTicket() {
  const ticket = useRef("");
  const giveBack = () => {
    if (ticket.current) void ask(`/enrolments/${part(ticket.current)}`, { method: "DELETE", keepalive: true }).catch(() => null);
    ticket.current = "";
  };
  useEffect(() => {
    addEventListener("pagehide", giveBack);
    return () => { removeEventListener("pagehide", giveBack); giveBack(); };
  }, []);
  return { ticket, giveBack };
}

function Steps({ begin, known }: { begin: Draft; known?: Person }) {
  const [step, setStep] = useState<Step>({ at: "form" }), draft = useRef(begin), { ticket, giveBack } = useTicket();
  const note = (typed: Draft) => { draft.current = typed; if (!known) keep(typed); };
  const open = async (typed: Draft) => {
    note(typed);
    giveBack();
    const opened = await post<Progress>("/enrolments", typed);
    ticket.current = opened.ticket;
    setStep({ at: "pictures", opened });
  };
  const cancel = () => { giveBack(); setStep({ at: "form", note: t("people.enrol.cancelled") }); };
  const lost = (problem: Problem) => { ticket.current = ""; setStep({ at: "form", problem }); };
  const finish = async (acceptLookAlike: boolean) => {
    try {
      const person = await post<Person>(`/enrolments/${part(ticket.current)}/finish`, { acceptLookAlike });
      ticket.current = "";
      drop();
      setStep({ at: "done", person });
      void changedHere();
    } catch (failure) {
      setStep({ at: "refused", problem: problemOf(failure) });
    }
  };
  const again = () => open(draft.current).catch((failure: unknown) => setStep({ at: "form", problem: problemOf(failure) }));
  const another = () => { draft.current = recall(); setStep({ at: "form" }); };
  switch (step.at) {
    case "form": return <EnrolForm draft={draft.current} known={known} problem={step.problem} said={step.note} typed={note} open={open} />;
    case "pictures": return <Pictures name={draft.current.name} opened={step.opened} finish={() => finish(false)} cancel={cancel} lost={lost} />;
    case "refused": return <NotYet problem={step.problem} finish={finish} again={again} cancel={cancel} />;
    case "done": return <Done person={step.person} another={known ? undefined : another} />;
  }
}

/** A step begins at its heading: whoever hears the page is told where they are. */
export function Titled({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before it is drawn: afterwards it would take the keyboard from whoever types already.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return <article class="enrol"><h2 tabIndex={-1} ref={heading}>{title}</h2>{children}</article>;
}

interface NotYetProps { problem: Problem; finish: (accept: boolean) => Promise<void>; again: () => Promise<void>; cancel: () => void }
/** Why it was not finished, and the way on from there. */
function NotYet({ problem, finish, again, cancel }: NotYetProps) {
  const stop = <button type="button" class="second" onClick={cancel}>{t("people.enrol.cancel")}</button>;
  if (problem.code === "look-alike") {
    return (
      <Titled title={t("people.twins")}>
        <p class="question" role="alert"><Icon name="warn" size={24} tone="warn" /><Said>{problem.found}</Said></p>
        <p>{t("people.twins.look")}</p>
        <div class="buttons"><button type="button" class="first" id="two-people" onClick={() => void finish(true)}>{t("people.twins.two")}</button>{stop}</div>
      </Titled>
    );
  }
  return (
    <Titled title={t("people.enrol.notYet")}>
      <Trouble problem={problem} />
      <div class="buttons">
        {problem.code !== "face-enrolled" && <button type="button" class="first" onClick={() => void again()}>{t("people.enrol.retake")}</button>}
        <button type="button" class="second" onClick={() => void finish(false)}>{t("people.enrol.finishAgain")}</button>{stop}
      </div>
    </Titled>
  );
}

function Done({ person, another }: { person: Person; another: (() => void) | undefined }) {
  return (
    <Titled title={t("people.enrol.done", { name: person.name })}>
      <p class="done good" role="status"><Icon name="good" size={24} tone="good" />{many("people.enrol.templates", person.templates)}</p>
      <div class="buttons">
        <a class="first" href={personAt(person.id)}>{t("people.enrol.see", { name: person.name })}</a>
        {another && <button type="button" class="second" onClick={another}>{t("people.enrol.another")}</button>}
      </div>
    </Titled>
  );
}
