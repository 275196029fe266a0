// SPDX-License-Identifier: Apache-2.0
// One account of somebody else, or a machine: what it holds, its password, its end.
import { useState } from "preact/hooks";
import { useAsked, Shown } from "../kit/asked";
import { Field, Form, TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Facts, Section, State, Time } from "../kit/show";
import { useDeed } from "../kit/asked";
import { Trouble } from "../kit/show";
import { caller, may } from "../live/house";
import { part, put, remove } from "../live/rest";
import { go, to } from "../shell/route";
import { t } from "../words";
import { isLocked, type Account } from "./accounts";
import { chosen, grantWords, GrantsField } from "./grants";

export function AccountDetail({ name }: { name: string }) {
  const asked = useAsked<Account[]>("/accounts");
  return (
    <>
      <p><a class="up" href={to("settings", ["accounts"])}><Icon name="left" size={16} />{t("settings.accounts")}</a></p>
      <h2>{name}</h2>
      <Shown of={asked}>{(accounts) => {
        const account = accounts.find((each) => each.name === name);
        return account ? <One of={account} again={asked.again} /> : <Empty title={t("settings.accountGone")}>{t("settings.accountGoneHow")}</Empty>;
      }}</Shown>
    </>
  );
}

function One({ of, again }: { of: Account; again: () => Promise<void> }) {
  const machine = of.kind === "MACHINE", own = of.name === caller.value?.subject;
  return (
    <>
      <Facts of={[
        [t("settings.kind"), t(machine ? "settings.machine" : "settings.person")],
        [t("settings.roles"), of.grants.map(grantWords).join("; ")],
        [t("settings.personId"), of.person],
        [t("shell.second"), machine ? "" : t(of.secondFactor ? "settings.factorOn" : "settings.factorOff")],
        [t("settings.created"), <Time at={of.createdAt} />],
        [t("settings.lastLoginName"), of.lastLogin ? <Time at={of.lastLogin} /> : ""],
        [t("settings.lockedOut"), isLocked(of) && of.lockedUntil ? <><State chip tone="warn" word={t("settings.lockedOut")} /> <Time at={of.lockedUntil} /></> : ""],
      ]} />
      {may("change-accounts") && <>
        <Section title={t("settings.rolesTitle")}><Grants of={of} again={again} /></Section>
        {!machine && !own && <Section title={t("shell.password")} hint={t("settings.passwordResetHint")}><Password of={of} /></Section>}
        {of.secondFactor && <Section title={t("shell.second")} hint={t("settings.factorDropHint")}><DropFactor of={of} again={again} /></Section>}
        {!own && <Section title={t("settings.removeTitle")} hint={t("settings.accountRemoveHint")}>
          <TypeToConfirm name={of.name} deed={t("settings.accountRemove")} act={async () => { await remove(`/accounts/${part(of.name)}`); go(to("settings", ["accounts"])); }} /></Section>}
      </>}
    </>
  );
}

const Done = ({ words }: { words: string }) => <p class="notice good" role="status"><Icon name="good" size={16} />{words}</p>;

function Grants({ of, again }: { of: Account; again: () => Promise<void> }) {
  const [done, setDone] = useState(false);
  const send = async (typed: FormData) => {
    setDone(false);
    await put(`/accounts/${part(of.name)}/grants`, { grants: chosen(typed, of.grants) });
    setDone(true);
    await again();
  };
  return <Form deed={t("kit.save")} send={send} keep><GrantsField machine={of.kind === "MACHINE"} held={of.grants} />{done && <Done words={t("settings.rolesSaved")} />}</Form>;
}

function Password({ of }: { of: Account }) {
  const [done, setDone] = useState(false);
  const send = async (typed: FormData) => {
    setDone(false);
    await put(`/accounts/${part(of.name)}/password`, { password: String(typed.get("password")) });
    setDone(true);
  };
  return <Form deed={t("settings.passwordReset")} send={send}><Field name="password" type="password" label={t("settings.newPassword")} hint={t("shell.passwordHint")} minLength={12} autocomplete="new-password" />
    {done && <Done words={t("settings.passwordResetDone")} />}</Form>;
}

function DropFactor({ of, again }: { of: Account; again: () => Promise<void> }) {
  const doing = useDeed(async () => { await remove(`/accounts/${part(of.name)}/second-factor`); await again(); });
  return <>{doing.problem && <Trouble problem={doing.problem} />}
    <p class="buttons"><button type="button" class="second" aria-disabled={doing.busy || undefined} onClick={() => void doing.run()}>{t("settings.factorDrop")}</button></p></>;
}
