// SPDX-License-Identifier: Apache-2.0
// Accounts of people and machines: the list, and making one.
import { useState } from "preact/hooks";
import { useAsked, Shown } from "../kit/asked";
import { CopyButton, Field, Form, Select, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, State } from "../kit/show";
import { may } from "../live/house";
import { post } from "../live/rest";
import type { Grant } from "../live/types";
import { go, place, to } from "../shell/route";
import { relative, t } from "../words";
import { chosen, grantWords, GrantsField } from "./grants";

export interface Account { name: string; kind: string; grants: Grant[]; person?: string; secondFactor: boolean; createdAt: string; lastLogin?: string; lockedUntil?: string }

export function AccountsDetail() {
  const asked = useAsked<Account[]>("/accounts");
  return (
    <>
      <h2>{t("settings.accounts")}</h2>
      <p class="quiet small">{t("settings.accountsHint")}</p>
      {may("change-accounts") && <p class="buttons"><a class="first" href={to("settings", ["accounts", "new"])}><Icon name="plus" />{t("settings.newAccount")}</a></p>}
      <Shown of={asked}>{(accounts) => accounts.length === 0 ? <Empty title={t("settings.noAccounts")}>{t("settings.noAccountsHow")}</Empty>
        : <ul class="list">{accounts.map((each) => <li key={each.name}><Row of={each} /></li>)}</ul>}</Shown>
    </>
  );
}

function Row({ of }: { of: Account }) {
  const seen = of.lastLogin ? t("settings.lastLogin", { when: relative(of.lastLogin) }) : t("settings.neverLoggedIn");
  return (
    <a class="row" href={to("settings", ["accounts", of.name])}>
      <Icon name={of.kind === "MACHINE" ? "features" : "account"} /><span class="what">{of.name}</span><Icon name="right" size={16} />
      <span class="more">{[of.grants.map(grantWords).join(", "), of.kind === "MACHINE" ? t("settings.machine") : seen].join(" · ")}
        {isLocked(of) && <> <State chip tone="warn" word={t("settings.lockedOut")} /></>}</span>
    </a>
  );
}

export const isLocked = (of: Account) => !!of.lockedUntil && Date.parse(of.lockedUntil) > Date.now();
const KINDS = ["person", "machine"] as const;

export function NewAccount() {
  const [kind, setKind] = useState("person"), [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const send = async (typed: FormData) => {
    const name = text(typed, "name"), grants = chosen(typed);
    if (kind === "machine") return setMade(await post<{ name: string; token: string }>("/machines", { name, grants }));
    await post("/accounts", { name, password: String(typed.get("password")), grants, person: text(typed, "person") || null });
    go(to("settings", ["accounts", name]));
  };
  const up = <p><a class="up" href={to("settings", ["accounts"])}><Icon name="left" size={16} />{t("settings.accounts")}</a></p>;
  if (made) return <>{up}<h2>{made.name}</h2><ShownOnce words={made.token} hint={t("settings.tokenOnce")} /></>;
  return (
    <>
      {up}
      <h2>{t("settings.newAccount")}</h2>
      <Form deed={t("settings.make")} send={send} keep>
        <Select name="kind" label={t("settings.forWhom")} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, title: t(`settings.${value}`) }))} />
        <Field name="name" label={t("shell.name")} autocomplete="off" maxLength={128} />
        {kind === "person" && <><Field name="password" type="password" label={t("shell.password")} hint={t("settings.firstPassword")} minLength={12} autocomplete="new-password" />
          <Field name="person" label={t("settings.personId")} hint={t("settings.personIdHint")} required={false} defaultValue={place.value.query.get("person") ?? ""} autocomplete="off" /></>}
        <GrantsField key={kind} machine={kind === "machine"} />
      </Form>
    </>
  );
}

/** Something that the gateway tells this once. */
export function ShownOnce({ words, hint }: { words: string; hint: string }) {
  return <div class="once card" role="status"><p><Icon name="warn" tone="warn" />{hint}</p><p><code>{words}</code></p><CopyButton words={words} /></div>;
}
