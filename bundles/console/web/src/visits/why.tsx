// SPDX-License-Identifier: Apache-2.0
// Why it came as it came: what decided stands first, each condition with its value and its bound.
import type { ComponentChildren } from "preact";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, State } from "../kit/show";
import { may } from "../live/house";
import type { Correction, Decision, Tone, Visit } from "../live/types";
import { coded, number, t } from "../words";
import { conditionsOf, shared, type Condition } from "./conditions";
import { Gauge } from "./gauge";
import { Decider, type Looked } from "./kept";
import { NotThisPerson } from "./not-this-person";
import { WrongIntent } from "./wrong-intent";

const FACES: Record<string, Tone> = { known: "good", unknown: "warn", "no-face": "calm", "poor-quality": "warn", unproven: "warn", spoof: "bad" };
const DECISIONS: Record<string, Tone> = { Admit: "good", Ring: "going", AskMore: "going", Direct: "calm", Refuse: "bad" };
const OUTCOMES: Record<string, Tone> = { Opened: "good", Denied: "bad", Cancelled: "calm", TimedOut: "warn", Unreachable: "warn" };

interface Row { title: string; content: ComponentChildren }

/** `name` is who the visitor was taken for. */
export function Why({ visit, kept, name }: { visit: Visit; kept: Looked; name: string | undefined }) {
  const { decision, outcome } = visit;
  const [decided = [], seen = []] = shared([decision?.reason ?? "", visit.faceReason ?? ""]);
  const door: Row | false = !!outcome && { title: t("visits.why.door"), content: <DoorSaid outcome={outcome} /> };
  const stopped = !!outcome && outcome.type !== "Opened";
  const rows: (Row | false | undefined | "" | null)[] = [
    stopped && door,
    decision && { title: t("visits.why.decision"), content: <Decided decision={decision} conditions={decided} /> },
    !stopped && door,
    visit.face && { title: t("visits.why.face"), content: <Face visit={visit} kept={kept} conditions={seen} name={name} /> },
    visit.prompt && { title: t("visits.why.told"), content: <p>{coded("visits", "prompt", visit.prompt)}</p> },
    visit.answered && { title: t("visits.why.answered"), content: <p>{coded("visits", "surface", visit.answered)}</p> },
    said(visit),
    visit.triage && { title: t("visits.why.intent"), content: <Intent visit={visit} /> },
    (visit.degraded ?? []).length > 0 && { title: t("visits.why.missing"), content: visit.degraded.map((line) => <p key={line} class="notice"><Icon name="warn" size={16} /><Said>{line}</Said></p>) },
  ];
  const shown = rows.filter((row): row is Row => !!row);
  return (
    <Section title={t("visits.why")}>
      {shown.length ? <ul class="list why">{shown.map((row) => <li key={row.title}><h3>{row.title}</h3><div>{row.content}</div></li>)}</ul>
        : <Empty title={t("visits.nothingYet")}>{t("visits.nothingYetHow")}</Empty>}
    </Section>
  );
}

const corrected = ({ corrections }: Visit, what: Correction["what"]) => corrections?.find((each) => each.what === what);

function said(visit: Visit): Row | undefined {
  if (visit.transcript) return { title: t("visits.why.said"), content: <blockquote>{visit.transcript}</blockquote> };
  return visit.triage && visit.closedAt ? { title: t("visits.why.said"), content: <p class="small quiet">{t("visits.wordsGone")}</p> } : undefined;
}

const DoorSaid = ({ outcome }: { outcome: NonNullable<Visit["outcome"]> }) =>
  <><State chip tone={OUTCOMES[outcome.type] ?? "warn"} word={coded("visits", "door", outcome.type)} /><p><Said>{outcome.sentence}</Said></p></>;

function Decided({ decision, conditions }: { decision: Decision; conditions: Condition[] }) {
  const called = decision.type === "Ring" && decision.audience && decision.audience !== "RESIDENTS" ? coded("visits", "called", decision.audience)
    : decision.type === "Direct" ? t("visits.nobodyCalled") : "";
  return (
    <>
      <State chip tone={DECISIONS[decision.type] ?? "calm"} word={coded("visits", "decision", decision.type)} />
      <p><Said>{decision.reason}</Said></p>
      <Conditions of={conditions} />
      {called && <p class="small">{called}</p>}
      {decision.question && <p class="small">{t("visits.story.asked")}: <Said>{decision.question}</Said></p>}
    </>
  );
}

interface FaceProps { visit: Visit; kept: Looked; conditions: Condition[]; name: string | undefined }
function Face({ visit, kept, conditions, name }: FaceProps) {
  const face = visit.face ?? "", wrong = !!corrected(visit, "NOT_THIS_PERSON");
  return (
    <>
      <State chip tone={FACES[face] ?? "calm"} word={coded("visits", "face", face)} />
      {face !== "no-face" && <Decider of={kept} />}
      {visit.faceReason && <p><Said>{visit.faceReason}</Said></p>}
      <Conditions of={conditions} />
      {visit.challenge && <p class="small">{t("visits.askedTo", { what: coded("visits", "challenge", visit.challenge) })}</p>}
      {face === "known" && (wrong || may("correct")) && <NotThisPerson id={visit.id} name={name ?? t("visits.thisPerson")} said={wrong} />}
    </>
  );
}

function Intent({ visit }: { visit: Visit }) {
  const triage = visit.triage;
  if (!triage) return null;
  const name = triage.label ?? triage.intent, wrong = corrected(visit, "WRONG_INTENT");
  const bound = conditionsOf(triage.reason).find((each) => Math.abs(each.value - triage.confidence) < 0.006)?.bound;
  return (
    <>
      <p><strong>{coded("visits", "intent", name.toLowerCase().replaceAll("_", "-"))}</strong>, {t("visits.sure", { share: number(triage.confidence, { style: "percent" }) })}</p>
      <Gauge value={triage.confidence} {...(bound === undefined ? {} : { bound })} />
      <p class="small quiet"><Said>{triage.reason}</Said>{triage.model && <> ({triage.model})</>}</p>
      {wrong?.label && <p id="was-wrong" class="small">{t("visits.correctedTo", { title: coded("visits", "intent", wrong.label) })}</p>}
      {may("teach") && <WrongIntent visit={visit} label={name} />}
    </>
  );
}

function Conditions({ of }: { of: Condition[] }) {
  if (!of.length) return null;
  const shown = (n: number) => number(n, { minimumFractionDigits: 2, maximumFractionDigits: 3 });
  return (
    <ul class="conditions">
      {of.map(({ name, value, bound, held }) => (
        <li key={`${name} ${value}`}>
          <span><Icon name={held ? "good" : "bad"} size={16} tone={held ? "good" : "bad"} />{coded("visits", "condition", name)} {shown(value)}</span>
          <span class="small quiet">{t(held ? "visits.held" : "visits.notHeld", { bound: shown(bound) })}</span>
          <Gauge value={value} bound={bound} held={held} />
        </li>
      ))}
    </ul>
  );
}
