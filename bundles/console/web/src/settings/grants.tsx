// SPDX-License-Identifier: Apache-2.0
// Which roles an account holds, in the whole building or at some doors.
import { Check } from "../kit/form";
import { doors } from "../live/house";
import type { Grant } from "../live/types";
import { coded, t } from "../words";

const ROLES = ["owner", "manager", "integrator", "operations", "data-protection-officer", "auditor", "resident"];
const SYSTEMS = ["system", "door-system", "integrator", "operations"];

export const role = (name: string) => coded("kit", "role", name);
export const grantWords = (grant: Grant) => {
  const places = [...grant.doors, ...grant.stations];
  return places.length ? t("settings.roleAt", { role: role(grant.role), where: places.join(", ") }) : role(grant.role);
};

const places = (grant: Grant) => [...grant.doors].sort().join();
/** Whether roles are held at different doors: one choice of doors then fits new roles only. */
const mixed = (held: Grant[]) => new Set(held.map(places)).size > 1;

/** Check boxes named `role`, and `door` to narrow them. */
export function GrantsField({ machine, held = [] }: { machine?: boolean; held?: Grant[] }) {
  const names = [...new Set([...(machine ? SYSTEMS : ROLES), ...held.map((grant) => grant.role)])];
  const narrowed = mixed(held) ? [] : held.flatMap((grant) => grant.doors);
  return (
    <>
      <fieldset><legend>{t("settings.roles")}</legend>
        {names.map((name) => <div key={name}><Check name="role" value={name} label={role(name)} checked={held.some((grant) => grant.role === name)} />
          <p class="small quiet under">{coded("settings", "roleHint", name)}</p></div>)}</fieldset>
      {doors.value.length > 0 && <fieldset><legend>{t("settings.onlyAt")}</legend><p class="small quiet">{t(mixed(held) ? "settings.onlyAtMixed" : "settings.onlyAtHint")}</p>
        {doors.value.map((door) => <Check key={door.id} name="door" value={door.id} label={door.title} checked={narrowed.includes(door.id)} />)}</fieldset>}
    </>
  );
}

/** What was chosen. Roles that are held at different doors stay as they are; stations always do. */
export function chosen(typed: FormData, held: Grant[] = []): Grant[] {
  const at = typed.getAll("door").map(String);
  return typed.getAll("role").map(String).flatMap((name) => {
    const before = held.filter((grant) => grant.role === name);
    return before.length && mixed(held) ? before : [{ role: name, doors: at, stations: before.flatMap((grant) => grant.stations) }];
  });
}
