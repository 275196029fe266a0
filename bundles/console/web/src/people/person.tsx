// SPDX-License-Identifier: Apache-2.0
// One person: by what they pass, what they may, what they agreed to, how long they stay, and their end.
import { useEffect, useRef, useState } from "preact/hooks";
import { Shown, useAsked } from "../kit/asked";
import { Facts } from "../kit/show";
import { may } from "../live/house";
import { part } from "../live/rest";
import { day, t } from "../words";
import { Change } from "./change";
import { Consents } from "./consents";
import { Credentials } from "./credentials";
import { changedHere, directory } from "./directory";
import { Erased, Farewell } from "./farewell";
import { Standing } from "./list";
import { Rights } from "./mayenter";
import { doorList } from "./show";
import { Tenancy } from "./tenancy";
import type { Person, Receipt } from "./types";

/** What each part of the page is given: the person, and how to say that they changed. */
export interface Of { person: Person; /** The ETag of what is shown of them. */ tag?: string; changed: () => Promise<unknown> }

/** One person, and how to say that they changed: it is over when the page shows it. */
export function usePerson(id: string | null) {
  const asked = useAsked<Person>(id === null ? null : `/people/${part(id)}`), own = useRef(0), list = directory.value, before = useRef(list);
  const changed = async () => {
    own.current++;
    await changedHere();
    await asked.again();
    own.current--;
  };
  // Somebody else changed something, or this page in another view.
  useEffect(() => {
    if (before.current && before.current !== list && own.current === 0) void asked.again();
    before.current = list;
  }, [list]);
  return { asked, changed };
}

export function PersonPage({ id }: { id: string }) {
  const [gone, setGone] = useState<{ name: string; receipt: Receipt } | null>(null), { asked, changed } = usePerson(gone ? null : id);
  if (gone) return <Erased name={gone.name} receipt={gone.receipt} />;
  const erased = (name: string, receipt: Receipt) => {
    setGone({ name, receipt });
    void changedHere();
  };
  return (
    <article class="person">
      <Shown of={asked} lines={5}>{(person) => <Everything person={person} tag={asked.tag ?? ""} changed={changed} erased={erased} />}</Shown>
    </article>
  );
}

function Everything({ person, tag, changed, erased }: Of & { erased: (name: string, receipt: Receipt) => void }) {
  return (
    <>
      <h2>{person.name} <Standing person={person} /></h2>
      <Facts of={[
        [t("people.unit"), person.unit], [t("people.doors"), doorList(person.doors)],
        [t("people.lastSeen"), person.lastSeen && day(person.lastSeen)], [t("people.shortName"), person.id],
      ]} />
      <Change person={person} tag={tag} changed={changed} />
      <Credentials person={person} changed={changed} />
      {may("see-rights") && <Rights person={person} changed={changed} />}
      {may("see-consents") && <Consents person={person} changed={changed} />}
      <Tenancy person={person} changed={changed} />
      <Farewell person={person} erased={erased} />
    </>
  );
}
