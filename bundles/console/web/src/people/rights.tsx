// SPDX-License-Identifier: Apache-2.0
// Schedules, groups and rules as they are in force. They are set under Settings; here they are read.
import { Shown } from "../kit/asked";
import { Empty, Said, Section, State, Table } from "../kit/show";
import { exactly, many, t } from "../words";
import { nameOf, useDirectory, useFresh } from "./directory";
import { personAt } from "./places";
import { ways, whom } from "./rulewords";
import { doorList } from "./show";
import type { Groups, Rule, Schedule } from "./types";

/** A group of more is opened to be read. */
const FEW = 12;

export function RightsInForce() {
  const schedules = useFresh<Schedule[]>("/schedules"), groups = useFresh<Groups>("/groups"), rules = useFresh<Rule[]>("/rules");
  useDirectory();
  return (
    <>
      <Section title={t("people.schedules")} hint={t("people.schedules.hint")}>
        <Shown of={schedules} lines={2}>{(all) => all.length === 0 ? <Empty title={t("people.schedules.none")}>{t("people.schedules.noneHint")}</Empty> : <Schedules all={all} />}</Shown>
      </Section>
      <Section title={t("people.rules")}>
        <Shown of={rules} lines={2}>{(all) => all.length === 0 ? <Empty title={t("people.rules.none")}>{t("people.rules.noneHint")}</Empty> : <Rules all={all} />}</Shown>
      </Section>
      <Section title={t("people.groups")}>
        <Shown of={groups} lines={2}>{(all) => Object.keys(all).length === 0 ? <Empty title={t("people.groups.no")}>{t("people.groups.noHint")}</Empty> : <GroupList all={all} />}</Shown>
      </Section>
    </>
  );
}

function Schedules({ all }: { all: Schedule[] }) {
  const columns = [{ name: t("people.schedule") }, { name: t("people.now") }, { name: t("people.times") }, { name: t("people.next"), wide: true }];
  const rows = all.map((each) => ({ key: each.id, cells: [
    each.id, <State chip tone={each.open ? "good" : "calm"} word={t(each.open ? "people.holds" : "people.holdsNot")} />,
    <Said>{each.sentence}</Said>, each.changes ? exactly(each.changes) : t("people.never"),
  ] }));
  return <Table label={t("people.schedules")} columns={columns} rows={rows} />;
}

function Rules({ all }: { all: Rule[] }) {
  const columns = [{ name: t("people.rule") }, { name: t("people.doors") }, { name: t("people.rule.who") }, { name: t("people.schedule") }, { name: t("people.rule.ways"), wide: true }];
  const rows = all.map((rule) => ({ key: rule.id, cells: [
    rule.id, doorList(rule.doors), rule.who.map(whom).join(", "), rule.schedule === "always" ? t("people.always") : rule.schedule, ways(rule),
  ] }));
  return <Table label={t("people.rules")} columns={columns} rows={rows} />;
}

function GroupList({ all }: { all: Groups }) {
  return (
    <ul class="list">
      {Object.entries(all).map(([group, members]) => (
        <li key={group}>
          <details class="fold inlist" open={members.length <= FEW}>
            <summary>{group} <span class="quiet small">{many("people.count", members.length)}</span></summary>
            <ul class="tags">{members.map((id) => <li key={id}><a href={personAt(id)}>{nameOf(id)}</a></li>)}</ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
