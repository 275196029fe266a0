// SPDX-License-Identifier: Apache-2.0
// What somebody may: which rules let them in when, in which groups they are, and why they may pass, or not.
import { useState } from "preact/hooks";
import { Shown } from "../kit/asked";
import { Field, Form, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Said, State } from "../kit/show";
import { may } from "../live/house";
import { part, post, put, remove } from "../live/rest";
import { exactly, t } from "../words";
import { useFresh } from "./directory";
import { Explain } from "./explain";
import type { Of } from "./person";
import { doorsFor, ways } from "./rulewords";
import { doorList, Part, TwiceButton, Undo, type Undoable } from "./show";
import type { Groups, Person, Rule, Schedule } from "./types";

export function Rights({ person, changed }: Of) {
  const rules = useFresh<Rule[]>("/rules"), groups = useFresh<Groups>("/groups"), schedules = useFresh<Schedule[]>("/schedules");
  // Whoever holds a door only is not shown the rules of the building, and may ask all the same.
  if (rules.problem?.status === 403) return <Part id="rights" title={t("people.rights")}><Explain person={person} /></Part>;
  return (
    <>
      <Part id="rights" title={t("people.rights")} hint={t("people.rights.hint")}>
        <Shown of={rules} lines={1}>{(all) => <Shown of={groups} lines={1}>{(held) => <RulesOf person={person} rules={all} groups={held} schedules={schedules.value ?? []} />}</Shown>}</Shown>
        <Explain person={person} />
        {may("change-rights") && <Forgive person={person} />}
      </Part>
      <Part id="groups" title={t("people.groups")}>
        <Shown of={groups} lines={1}>{(held) => <GroupsOf person={person} groups={held} again={changed} />}</Shown>
      </Part>
    </>
  );
}

function RulesOf({ person, rules, groups, schedules }: { person: Person; rules: Rule[]; groups: Groups; schedules: Schedule[] }) {
  const own = rules.map((rule) => ({ rule, at: doorsFor(rule, person, groups) })).filter(({ at }) => at.length > 0);
  const ruled = new Set(rules.flatMap((rule) => rule.doors)), free = person.doors.filter((door) => !ruled.has(door));
  return (
    <>
      {person.suspended && <p class="notice"><Icon name="warn" size={16} />{t("people.rights.suspended")}</p>}
      {own.length === 0 && free.length === 0 && <p class="quiet">{t("people.rights.none")}</p>}
      <ul class="list">
        {own.map(({ rule, at }) => <RuleRow key={rule.id} rule={rule} at={at} schedule={schedules.find((each) => each.id === rule.schedule)} />)}
        {free.length > 0 && <li><div class="row"><Icon name="good" tone="good" /><span class="what">{doorList(free)}</span><span /><span class="more">{t("people.rights.noRule")}</span></div></li>}
      </ul>
    </>
  );
}

function RuleRow({ rule, at, schedule }: { rule: Rule; at: string[]; schedule: Schedule | undefined }) {
  const always = rule.schedule === "always", open = always || schedule?.open;
  return (
    <li>
      <div class="row">
        <Icon name="doors" />
        <span class="what">{doorList(at)}</span>
        {always || schedule ? <State chip tone={open ? "good" : "calm"} word={t(open ? "people.holds" : "people.holdsNot")} /> : <span />}
        <span class="more">{t("people.rule.by", { ways: ways(rule) })} · {always ? t("people.always") : schedule ? <Said>{schedule.sentence}</Said> : rule.schedule}
          {schedule?.changes && ` · ${t("people.changes", { at: exactly(schedule.changes) })}`} · {t("people.rule.named", { rule: rule.id })}</span>
      </div>
    </li>
  );
}

function GroupsOf({ person, groups, again }: { person: Person; groups: Groups; again: () => Promise<unknown> }) {
  const [done, setDone] = useState<Undoable | null>(null);
  const own = Object.keys(groups).filter((group) => groups[group]?.includes(person.id)), others = Object.keys(groups).filter((group) => !own.includes(group));
  const path = (group: string) => `/groups/${part(group)}/members/${part(person.id)}`;
  const join = async (group: string) => { await put(path(group)); await again(); };
  const leave = async (group: string) => { await remove(path(group)); await again(); };
  const take = async (group: string) => { await leave(group); setDone({ words: t("people.groups.left", { group }), back: () => join(group) }); };
  const add = async (typed: FormData) => {
    const group = text(typed, "group");
    await join(group);
    setDone({ words: t("people.groups.joined", { group }), back: () => leave(group) });
  };
  return (
    <>
      {own.length === 0 ? <p class="quiet">{t("people.groups.none")}</p> : (
        <ul class="tags">{own.map((group) => <li key={group}>{group}{may("change-rights")
          && <button type="button" class="link" aria-label={t("people.groups.leaveOne", { group })} onClick={() => void take(group)}>{t("people.groups.leave")}</button>}</li>)}</ul>
      )}
      {done && <Undo key={done.words} done={done} clear={() => setDone(null)} />}
      {may("change-rights") && (
        <details class="fold">
          <summary>{t("people.groups.add")}</summary>
          <Form id="join" deed={t("people.groups.add")} send={add}>
            <Field name="group" label={t("people.groups.name")} hint={others.length > 0 ? t("people.groups.known", { groups: others.join(", ") }) : t("people.groups.hint")} pattern="[a-z0-9][a-z0-9\-]*" maxLength={63} />
          </Form>
        </details>
      )}
    </>
  );
}

/** For anti-passback: they went out by another way. */
function Forgive({ person }: { person: Person }) {
  const [said, setSaid] = useState(false);
  const act = async () => { await post(`/people/${part(person.id)}/forgive`); setSaid(true); };
  return (
    <details class="fold">
      <summary>{t("people.forgive")}</summary>
      <p class="small quiet">{t("people.forgive.hint")}</p>
      {said && <p class="notice good" role="status"><Icon name="good" size={16} />{t("people.forgive.done")}</p>}
      <p class="buttons"><TwiceButton id="forgive" deed={t("people.forgive.deed")} act={act} /></p>
    </details>
  );
}
