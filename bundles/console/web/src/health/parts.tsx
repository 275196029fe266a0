// SPDX-License-Identifier: Apache-2.0
// The parts of the house, those that need somebody first.
import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { Field } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Said, Section, State, Time, causeOf, stateOf } from "../kit/show";
import { statuses } from "../live/house";
import type { Status, Tone } from "../live/types";
import { place, to } from "../shell/route";
import { coded, many, number, t } from "../words";

const RANK: Record<string, number> = { UNAVAILABLE: 0, DEGRADED: 1, STARTING: 2, STOPPED: 4, READY: 5 };
/** What drifts works, and comes after what does not. */
const rank = (status: Status) => status.cause === "DRIFT" ? 3 : RANK[status.state] ?? 0;
const needs = (status: Status) => rank(status) < 3;

/** Every part by need, then by name; sorted once for however many look. */
const sorted = computed(() => Object.entries(statuses.value)
  .sort(([a, x], [b, y]) => rank(x) - rank(y) || a.localeCompare(b)));

/** The house in one line. */
export const verdict = computed<{ tone: Tone; line: string; more: string; said: boolean }>(() => {
  const all = sorted.value, bad = all.filter(([, status]) => needs(status));
  const first = bad[0];
  if (!all.length) return { tone: "going", line: t("health.noParts"), more: t("health.noPartsHint"), said: false };
  if (!first) {
    const off = all.filter(([, status]) => status.state === "STOPPED").length;
    return { tone: "good", line: many("health.allReady", all.length - off), more: off ? many("health.off", off) : "", said: false };
  }
  const only = bad.every(([, status]) => status.state === "STARTING");
  const line = only ? many("health.starting", bad.length) : t("health.notReady", { n: number(bad.length), all: number(all.length) });
  return { tone: stateOf(first[1].state).tone, line, more: `${first[0]}: ${first[1].sentence}`, said: true };
});

export function Verdict() {
  const { tone, line, more, said } = verdict.value;
  return (
    <div class="card verdict" id="verdict">
      <Icon name={tone} size={28} tone={tone} />
      <div><strong>{line}</strong>{more && <span class="quiet small">{said ? <Said>{more}</Said> : more}</span>}</div>
    </div>
  );
}

/** The one thing to do next; none while everything is as it should be. */
export const nextOf = (status: Status): string =>
  status.state === "READY" ? "" : coded("health", "next", status.cause === "NONE" ? status.state : status.cause);

const PAGE = 50, SEARCHED = 8;

export function Parts() {
  const [search, setSearch] = useState(""), [pages, setPages] = useState(1);
  const all = sorted.value, wanted = search.trim().toLowerCase();
  const found = wanted ? all.filter(([name, status]) => `${name} ${status.sentence}`.toLowerCase().includes(wanted)) : all;
  const shown = found.slice(0, pages * PAGE);
  if (!all.length) return <Section title={t("health.parts")}><Empty title={t("health.noParts")}>{t("health.noPartsHint")}</Empty></Section>;
  return (
    <div class="health-parts">
      <Section title={t("health.parts")} hint={t("health.worstFirst")}>
        {all.length > SEARCHED && <Field name="search" type="search" label={t("health.search")} required={false} value={search}
          onInput={(event) => { setSearch(event.currentTarget.value); setPages(1); }} />}
        {found.length ? <ul class="list">{shown.map(([name, status]) => <PartRow key={name} name={name} status={status} />)}</ul>
          : <Empty title={t("health.nothingFound")}>{t("health.nothingFoundHint", { n: number(all.length) })}</Empty>}
        {shown.length < found.length && <p class="more-parts">
          <button type="button" class="second small" onClick={() => setPages(pages + 1)}>{t("kit.more")}</button>
          <span class="quiet small">{t("health.partsShown", { n: number(shown.length), all: number(found.length) })}</span>
        </p>}
      </Section>
    </div>
  );
}

function PartRow({ name, status }: { name: string; status: Status }) {
  const { tone, word } = stateOf(status.state), cause = causeOf(status.cause), next = nextOf(status);
  return (
    <li>
      <a class="row" href={to("health", [name])} aria-current={place.value.rest[0] === name ? "true" : undefined}>
        <Icon name={tone} tone={tone} />
        <span class="what">{name}<span class={`state ${tone}`}>{cause ? `${word}: ${cause}` : word}</span></span>
        <Time at={status.since} />
        <span class="more"><Said>{status.sentence}</Said></span>
        {next && <span class="next">{next}</span>}
      </a>
    </li>
  );
}

export function PartState({ status }: { status: Status }) {
  const { tone, word } = stateOf(status.state);
  return <State tone={tone} word={word} chip />;
}
