// SPDX-License-Identifier: Apache-2.0
// Backups: made, checked, put back.
import { useState } from "preact/hooks";
import { useAsked, Shown, useDeed } from "../kit/asked";
import { TypeToConfirm } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, State, Time, Trouble } from "../kit/show";
import { may } from "../live/house";
import { part, post } from "../live/rest";
import { many, number, t } from "../words";

interface Backup { name: string; madeAt: string; bytes: number; schema: number; people: number }
interface Restored { from: Backup; kept: string; people: number; stayErased: number }

const size = (bytes: number) => bytes < 1_000_000 ? number(bytes / 1000, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 })
  : number(bytes / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });

export function Backups() {
  const asked = useAsked<Backup[]>("/backups"), [made, setMade] = useState("");
  const make = useDeed(async () => {
    setMade("");
    const backup = await post<Backup>("/backups");
    await asked.again();
    setMade(backup.name);
  });
  return (
    <>
      <h2>{t("settings.backups")}</h2>
      <p class="quiet small">{t("settings.backupsHint")}</p>
      <p class="buttons"><button type="button" class="first" aria-disabled={make.busy || undefined} onClick={() => void make.run()}>{t("settings.backupMake")}</button></p>
      {make.busy && <p role="status"><State tone="going" word={t("settings.backupMaking")} /></p>}
      {make.problem && <Trouble problem={make.problem} />}
      {made && <p class="notice good" role="status"><Icon name="good" size={16} />{t("settings.backupMade", { name: made })}</p>}
      <Shown of={asked}>{(backups) => backups.length === 0 ? <Empty title={t("settings.backupsNone")}>{t("settings.backupsNoneHow")}</Empty>
        : <ul class="list">{backups.map((each) => <li key={each.name}><One of={each} /></li>)}</ul>}</Shown>
    </>
  );
}

function One({ of }: { of: Backup }) {
  const [checked, setChecked] = useState(false), [asks, setAsks] = useState(false), [restored, setRestored] = useState<Restored | null>(null);
  const check = useDeed(async () => { setChecked(false); await post(`/backups/${part(of.name)}/check`); setChecked(true); });
  const restore = async () => { setRestored(await post<Restored>(`/backups/${part(of.name)}/restore`)); setAsks(false); };
  return (
    <div class="change">
      <p class="top"><strong>{of.name}</strong><Time at={of.madeAt} /></p>
      <p class="small quiet">{size(of.bytes)} · {many("settings.peopleIn", of.people)}</p>
      {check.busy && <p role="status"><State tone="going" word={t("settings.backupChecking")} /></p>}
      {checked && <p role="status"><State tone="good" word={t("settings.backupGood")} /></p>}
      {check.problem && <Trouble problem={check.problem} />}
      {restored && <p class="notice good" role="status"><Icon name="good" size={16} />{t("settings.backupRestored", { people: restored.people, kept: restored.kept, erased: restored.stayErased })}</p>}
      {asks ? <><p class="small">{t("settings.backupRestoreHint")}</p><TypeToConfirm name={of.name} deed={t("settings.backupRestore")} act={restore} onCancel={() => setAsks(false)} /></>
        : <p class="buttons"><button type="button" class="second small" aria-disabled={check.busy || undefined} aria-label={`${t("settings.backupCheck")}, ${of.name}`} onClick={() => void check.run()}>{t("settings.backupCheck")}</button>
          {may("restore") && <button type="button" class="second small" aria-label={`${t("settings.backupRestore")}, ${of.name}`} onClick={() => setAsks(true)}>{t("settings.backupRestore")}</button>}</p>}
    </div>
  );
}
