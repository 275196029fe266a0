// SPDX-License-Identifier: Apache-2.0
// The directory: who lives or works here, and by what each of them may pass.
import { useEffect, useState } from "preact/hooks";
import { Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Skeleton, State, Trouble } from "../kit/show";
import { may } from "../live/house";
import { place } from "../shell/route";
import { day, many, number, t } from "../words";
import { directoryProblem, refreshDirectory, useDirectory } from "./directory";
import { found, SHOWS, units, want, wanted, type Show } from "./found";
import { personAt, personOf } from "./places";
import { doorList } from "./show";
import type { Person } from "./types";

/** So many are drawn at a time: a page of several thousand would be slow to draw and to hear. */
const PAGE = 100;

export function List() {
  const all = useDirectory();
  if (!all) return directoryProblem.value ? <Trouble problem={directoryProblem.value} retry={() => void refreshDirectory()} /> : <Skeleton lines={4} />;
  return (
    <>
      {directoryProblem.value && <Trouble problem={directoryProblem.value} retry={() => void refreshDirectory()} />}
      {all.length === 0 ? <Empty title={t("people.nobody")}>{t("people.nobodyHint")}</Empty> : <><Search /><Found all={all.length} /></>}
    </>
  );
}

function Search() {
  const { text, unit, show } = wanted.value;
  const shows = SHOWS.filter((each) => may("see-rights") || !["code", "card", "pass"].includes(each));
  return (
    <form class="directory-search" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <label for="people-search">{t("people.search")}</label>
        <input id="people-search" type="search" value={text} autocomplete="off" spellcheck={false} onInput={(event) => want({ text: event.currentTarget.value })} />
      </div>
      <Select name="unit" label={t("people.unit")} value={unit} onChange={(chosen) => want({ unit: chosen })}
        options={[{ value: "", title: t("people.everyUnit") }, ...units.value.map((each) => ({ value: each, title: each }))]} />
      <Select name="show" label={t("people.show")} value={show} onChange={(chosen) => want({ show: chosen as Show })}
        options={shows.map((each) => ({ value: each, title: t(`people.show.${each}`) }))} />
    </form>
  );
}

function Found({ all }: { all: number }) {
  const [most, setMost] = useState(PAGE), fit = found.value, open = personOf(place.value.rest);
  useEffect(() => setMost(PAGE), [wanted.value]);
  return (
    <>
      <p class="small quiet" role="status" id="people-found">{fit.length === all ? many("people.count", all) : t("people.found", { n: number(fit.length), all: number(all) })}</p>
      {fit.length === 0 && <Empty title={t("people.noneFits")}>{t("people.noneFitsHint")}</Empty>}
      {fit.length > 0 && <ul class="list people">{fit.slice(0, most).map((person) => <Row key={person.id} person={person} open={person.id === open} />)}</ul>}
      {fit.length > most && <p class="buttons"><button type="button" class="second" onClick={() => setMost(most + PAGE)}>{t("kit.more")}</button></p>}
    </>
  );
}

/** By what somebody may pass, in words. */
export const means = (person: Person) => [
  person.templates > 0 && t("people.means.face"), person.code && t("people.means.code"),
  person.cards ? many("people.means.cards", person.cards) : "", person.passes ? many("people.means.passes", person.passes) : "",
].filter((word): word is string => !!word);

function Row({ person, open }: { person: Person; open: boolean }) {
  const how = means(person);
  return (
    <li>
      <a class="row" href={personAt(person.id)} aria-current={open ? "true" : undefined}>
        <Icon name="people" />
        <span><span class="what">{person.name}</span> <Standing person={person} /></span>
        <span class="small quiet">{person.unit && t("people.inUnit", { unit: person.unit })}</span>
        <span class="more">{doorList(person.doors)}{how.length > 0 && ` · ${how.join(", ")}`}</span>
      </a>
    </li>
  );
}

/** Whether every way in has ended for somebody, or will. */
export function Standing({ person }: { person: Person }) {
  if (person.suspended) return <State chip tone="warn" word={t("people.suspended")} />;
  return person.lastDay ? <State chip tone="going" word={t("people.until", { day: day(person.lastDay) })} /> : null;
}
