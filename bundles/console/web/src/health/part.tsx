// SPDX-License-Identifier: Apache-2.0
// One part: how it is, what to do next, and how it became so.
import { useEffect } from "preact/hooks";
import { Shown, useAsked } from "../kit/asked";
import { Empty, Facts, Said, Section, State, Time, causeOf, stateOf } from "../kit/show";
import { statuses } from "../live/house";
import { part } from "../live/rest";
import type { Status } from "../live/types";
import { to } from "../shell/route";
import { exactly, t } from "../words";
import { PartState, nextOf } from "./parts";

interface Change { state: string; cause: string; sentence: string; since: string }
interface History { part: string; changes: Change[] }

export function Part({ name }: { name: string }) {
  const status = statuses.value[name];
  return (
    <article class="story">
      {status && <PartState status={status} />}
      <h2>{name}</h2>
      {status ? <Now status={status} /> : <Empty title={t("health.gone")}>{t("health.goneHint")}</Empty>}
      <p class="wide small"><a href={to("health")}>{t("health.back")}</a></p>
      <Before name={name} mark={`${status?.state} ${status?.cause}`} />
    </article>
  );
}

const Now = ({ status }: { status: Status }) => (
  <>
    <p><Said>{status.sentence}</Said></p>
    <Facts of={[[t("health.next"), nextOf(status)], [t("health.cause"), causeOf(status.cause)],
      [t("health.since"), <><Time at={status.since} />, {exactly(status.since)}</>]]} />
  </>
);

/** `mark` changes with the part, and then the history is asked for anew. */
function Before({ name, mark }: { name: string; mark: string }) {
  const asked = useAsked<History>(`/health/history?part=${part(name)}`);
  useEffect(() => void asked.again(), [mark]);
  return (
    <Section title={t("health.history")}>
      <Shown of={asked}>{({ changes }) => changes.length
        ? <ul class="list part-history">{changes.map((change, n) => <ChangeRow key={`${change.since} ${n}`} change={change} />)}</ul>
        : <Empty title={t("health.historyEmpty")}>{t("health.historyEmptyHint")}</Empty>}</Shown>
    </Section>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const gone = change.state === "GONE", { tone, word } = stateOf(change.state), cause = causeOf(change.cause);
  return (
    <li>
      <State tone={gone ? "calm" : tone} word={gone ? t("health.state.GONE") : cause ? `${word}: ${cause}` : word} />
      <Time at={change.since} />
      {change.sentence && <p><Said>{change.sentence}</Said></p>}
    </li>
  );
}
