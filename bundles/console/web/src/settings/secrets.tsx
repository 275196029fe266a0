// SPDX-License-Identifier: Apache-2.0
// Passwords and keys for other systems: by name. None that is kept is ever shown.
import { useState } from "preact/hooks";
import { useAsked, Shown } from "../kit/asked";
import { Field, Form, Select, text, TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Section } from "../kit/show";
import { ask, part, post, remove } from "../live/rest";
import { t } from "../words";
import { ShownOnce } from "./accounts";

export function Secrets() {
  const asked = useAsked<string[]>("/secrets"), [made, setMade] = useState<{ name: string; secret: string } | null>(null), [kind, setKind] = useState("put"), [stored, setStored] = useState("");
  const send = async (typed: FormData) => {
    const name = text(typed, "name");
    setMade(null);
    setStored("");
    if (kind === "put") {
      await ask(`/secrets/${part(name)}`, { method: "PUT", body: String(typed.get("secret")), type: "text/plain" });
      setStored(name);
    } else setMade(await post<{ name: string; secret: string }>(`/secrets/${part(name)}/make?form=${kind}`));
    await asked.again();
  };
  return (
    <>
      <h2>{t("settings.secrets")}</h2>
      <p class="quiet small">{t("settings.secretsHint")}</p>
      <Shown of={asked}>{(names) => names.length === 0 ? <Empty title={t("settings.secretsNone")}>{t("settings.secretsNoneHow")}</Empty>
        : <ul class="list">{names.map((name) => <li key={name}><One name={name} again={asked.again} /></li>)}</ul>}</Shown>
      <Section title={t("settings.secretNew")} hint={t("settings.secretNewHint")}>
        {made && <ShownOnce words={made.secret} hint={t("settings.secretOnce", { name: made.name })} />}
        {stored && <p class="notice good" role="status"><Icon name="good" size={16} />{t("settings.secretStored", { name: stored })}</p>}
        <Form deed={t(kind === "put" ? "settings.secretPut" : "settings.secretMake")} send={send}>
          <Field name="name" label={t("shell.name")} hint={t("settings.secretName")} maxLength={63} autocomplete="off" />
          <Select name="kind" label={t("settings.secretHow")} value={kind} onChange={setKind} options={[
            { value: "put", title: t("settings.secretTyped") }, { value: "hex", title: t("settings.secretHex") }, { value: "webhook", title: t("settings.secretWebhook") }]} />
          {kind === "put" && <Field name="secret" type="password" label={t("settings.secretValue")} maxLength={4096} autocomplete="off" />}
        </Form>
      </Section>
    </>
  );
}

function One({ name, again }: { name: string; again: () => Promise<void> }) {
  const [asks, setAsks] = useState(false);
  return (
    <div class="change">
      <p class="top"><span><Icon name="locked" size={18} /> <code>{name}</code></span>
        {!asks && <button type="button" class="second small" aria-label={t("settings.remove", { name })} onClick={() => setAsks(true)}>{t("settings.removeDeed")}</button>}</p>
      {asks && <><p class="small quiet">{t("settings.secretRemoveHint")}</p>
        <TypeToConfirm name={name} deed={t("settings.removeDeed")} act={async () => { await remove(`/secrets/${part(name)}`); await again(); }} onCancel={() => setAsks(false)} /></>}
    </div>
  );
}
