// SPDX-License-Identifier: Apache-2.0
// What the list is narrowed to. Everything is in the address.
import { useState } from "preact/hooks";
import { Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { doors } from "../live/house";
import { place, replace, to } from "../shell/route";
import { coded, many, t } from "../words";
import { asQuery, countOf, dayOf, isEmpty, OUTCOMES, startOf, type Filter } from "./filter";

const set = (filter: Filter) => replace(to("visits", place.value.rest, asQuery(filter)));

export function FilterForm({ filter }: { filter: Filter }) {
  const chosen = countOf(filter), [open, setOpen] = useState(chosen > 0);
  const change = (next: Partial<Filter>) => set({ ...filter, ...next });
  return (
    <form class="filters" role="search" aria-label={t("visits.filter")} onSubmit={(event) => event.preventDefault()}>
      <Search text={filter.text} search={(text) => change({ text })} />
      <p class="buttons">
        <button id="narrow" type="button" class="second small" aria-expanded={open} aria-controls="narrowing" onClick={() => setOpen(!open)}>
          <Icon name="settings" size={18} />{chosen ? many("visits.chosen", chosen) : t("visits.filter")}</button>
        {!isEmpty(filter) && <button id="clear-filter" type="button" class="second small" onClick={() => set({ from: "", to: "", door: "", outcome: "", text: "" })}>{t("visits.clearFilter")}</button>}
      </p>
      {open && <Narrowing filter={filter} change={change} />}
    </form>
  );
}

function Search({ text, search }: { text: string; search: (text: string) => void }) {
  return (
    <label class="search">
      <span class="unseen">{t("visits.search")}</span>
      <Icon name="search" size={18} />
      <input name="text" type="search" value={text} placeholder={t("visits.searchHint")} maxLength={100} autocomplete="off" spellcheck={false}
        onInput={(event) => search(event.currentTarget.value)} />
    </label>
  );
}

function Day({ name, label, day, change }: { name: string; label: string; day: string; change: (day: string) => void }) {
  return <div class="field"><label for={`visits-${name}`}>{label}</label>
    <input id={`visits-${name}`} name={name} type="date" value={day} onChange={(event) => change(event.currentTarget.value)} /></div>;
}

function Narrowing({ filter, change }: { filter: Filter; change: (change: Partial<Filter>) => void }) {
  const any = { value: "", title: t("visits.any") };
  return (
    <div id="narrowing" class="narrowing">
      <Select name="door" label={t("visits.door")} value={filter.door} options={[any, ...doors.value.map((door) => ({ value: door.id, title: door.title }))]}
        onChange={(door) => change({ door })} />
      <Select name="outcome" label={t("visits.outcome")} value={filter.outcome} options={[any, ...OUTCOMES.map((word) => ({ value: word, title: coded("visits", "outcome", word) }))]}
        onChange={(outcome) => change({ outcome })} />
      <Day name="from" label={t("visits.from")} day={filter.from} change={(from) => change({ from })} />
      <Day name="to" label={t("visits.to")} day={filter.to} change={(to) => change({ to })} />
      <Periods filter={filter} change={change} />
    </div>
  );
}

/** How many days before today a period begins and ends. */
const PERIODS = [
  { key: "visits.today", first: 0, last: 0 }, { key: "visits.yesterday", first: 1, last: 1 }, { key: "visits.week", first: 6, last: 0 },
] as const;

function Periods({ filter, change }: { filter: Filter; change: (change: Partial<Filter>) => void }) {
  const ago = (days: number) => dayOf(startOf(dayOf(new Date()), -days));
  return (
    <p class="buttons periods">
      {PERIODS.map(({ key, first, last }) => {
        const from = ago(first), until = ago(last), on = filter.from === from && filter.to === until;
        return <button key={key} type="button" class="second small" aria-pressed={on} onClick={() => change(on ? { from: "", to: "" } : { from, to: until })}>{t(key)}</button>;
      })}
    </p>
  );
}
