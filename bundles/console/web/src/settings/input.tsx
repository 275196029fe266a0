// SPDX-License-Identifier: Apache-2.0
// One setting: its name, what it means, its field with unit and bounds, and its default.
import { useId } from "preact/hooks";
import { Icon } from "../kit/icon";
import { Said } from "../kit/show";
import { coded, number, t } from "../words";
import type { Setting, Value } from "./model";

export interface InputProps {
  setting: Setting; value: string | boolean; /** Whether something else than the default holds. */ set: boolean; changed: boolean; problem?: string | undefined;
  secrets: string[]; kept: boolean; type: (value: string | boolean | null) => void;
}

export function SettingInput(props: InputProps) {
  const { setting, problem } = props, id = useId();
  const described = [`${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div class={`field setting${props.changed ? " changed" : ""}`} id={`setting-${setting.key}`}>
      <p class="name"><label for={id}><Said>{setting.title || setting.key}</Said></label> <code>{setting.key}</code>
        {setting.required && <span class="small quiet"> {t("settings.required")}</span>}</p>
      <p class="small quiet" id={`${id}-hint`}><Said>{setting.description}</Said>{bounds(setting) && <> · {bounds(setting)}</>}</p>
      {setting.needs ? <Locked {...props} /> : <Control {...props} id={id} described={described} />}
      {problem && <p class="notice bad" id={`${id}-problem`} role="alert"><Icon name="bad" size={16} /><Said>{problem}</Said></p>}
      {!setting.needs && <Standard {...props} />}
    </div>
  );
}

function bounds({ type, min, max, unit }: Setting): string {
  if (type !== "whole" && type !== "decimal") return "";
  const values = { min: min === undefined ? "" : precise(min), max: max === undefined ? "" : precise(max), unit: unit ?? "" };
  if (min !== undefined && max !== undefined) return t("settings.fromTo", values).trim();
  return min !== undefined ? t("settings.from", values).trim() : "";
}
const precise = (n: number) => number(n, { maximumSignificantDigits: 12, useGrouping: false });

function Locked({ setting, value, kept }: InputProps) {
  const shown = setting.type === "secret" ? t(kept ? "settings.secretKept" : "settings.secretNone") : String(value || shownStandard(setting.standard));
  return <p class="locked">{shown} <span class="small quiet">{t("settings.needs", { permission: coded("settings", "permission", setting.needs ?? "") })}</span></p>;
}

type ControlProps = InputProps & { id: string; described: string };

function Control(props: ControlProps) {
  const { setting, value, type, id, described, problem } = props;
  const common = { id, name: setting.key, "aria-describedby": described, "aria-invalid": problem ? ("true" as const) : undefined };
  if (setting.type === "boolean") {
    return <p class="check"><input {...common} type="checkbox" checked={value === true} onChange={(event) => type(event.currentTarget.checked)} /><span aria-hidden="true">{t(value ? "settings.yes" : "settings.no")}</span></p>;
  }
  if (setting.type === "secret") return <Secret {...props} />;
  if (setting.several) {
    return <><textarea {...common} rows={Math.min(6, Math.max(2, String(value).split("\n").length + 1))} value={String(value)} placeholder={shownStandard(setting.standard, "\n")} spellcheck={false}
      onInput={(event) => type(event.currentTarget.value)} /><p class="small quiet">{t("settings.onePerLine")}</p></>;
  }
  if (setting.type === "choice") {
    return <select {...common} onChange={(event) => type(event.currentTarget.value || null)}>
      <option value="" selected={value === ""}>{t("settings.standardChoice", { value: shownStandard(setting.standard) })}</option>
      {(setting.choices ?? []).map((each) => <option key={each.value} value={each.value} selected={each.value === value}>{each.title || each.value}</option>)}
    </select>;
  }
  const numeric = setting.type !== "text";
  return <span class={numeric ? "amount" : undefined}><input {...common} type="text" inputMode={numeric ? "decimal" : undefined} class={numeric ? "num" : undefined} value={String(value)} placeholder={shownStandard(setting.standard)}
    spellcheck={false} autocomplete="off" autocapitalize="none" onInput={(event) => type(event.currentTarget.value)} />{setting.unit && <span class="unit">{setting.unit}</span>}</span>;
}

/** A secret is chosen among those of the house; which one is set is never told. */
function Secret({ setting, value, kept, secrets, type, id, described }: ControlProps) {
  return <select id={id} name={setting.key} aria-describedby={described} onChange={(event) => type(event.currentTarget.value === "-" ? null : event.currentTarget.value)}>
    <option value="" selected={value === ""}>{t(kept ? "settings.secretKept" : "settings.secretNone")}</option>
    {kept && <option value="-">{t("settings.secretDrop")}</option>}
    {secrets.map((name) => <option key={name} value={`secret:${name}`} selected={value === `secret:${name}`}>{name}</option>)}
  </select>;
}

const shownStandard = (value: Value | undefined, between = ", "): string =>
  value === undefined ? "" : Array.isArray(value) ? value.join(between) : typeof value === "boolean" ? t(value ? "settings.yes" : "settings.no") : typeof value === "number" ? precise(value) : value;

function Standard({ setting, set, type }: InputProps) {
  if (setting.standard === undefined || setting.type === "secret") return null;
  const words = shownStandard(setting.standard) || t("settings.empty");
  return (
    <p class="small quiet standard">{t("settings.standard", { value: words })}
      {set && <> <button type="button" class="link" aria-label={t("settings.resetLabel", { name: setting.title || setting.key })} onClick={() => type(null)}>{t("settings.reset")}</button></>}</p>
  );
}
