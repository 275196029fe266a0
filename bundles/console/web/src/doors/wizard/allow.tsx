// SPDX-License-Identifier: Apache-2.0
// The site says which hosts the gateway may reach; a new device is none of them yet.
import { useAsked, useDeed } from "../../kit/asked";
import { Trouble } from "../../kit/show";
import { may } from "../../live/house";
import { t } from "../../words";
import { change, type Form } from "../settings";
import { addressOf, draft, type Report } from "./draft";

const POLICY = "org.vestibule.egress", SINKS = ["onvif", "cameras"];

/** Whether a step failed because the site does not let the gateway reach the device. */
export const deniedIn = (report: Report) => report.steps.some((step) => step.result === "FAILED" && step.sentence.includes(POLICY));

const listed = (value: unknown) => Array.isArray(value) ? value.map(String) : String(value ?? "").split(",").map((each) => each.trim()).filter(Boolean);

export function AllowHost({ again }: { again: () => void }) {
  const asked = useAsked<Form[]>(may("change-policy") ? "/settings" : null);
  const host = new URL(addressOf(draft.value)).hostname, form = asked.value?.find((each) => each.pid === POLICY);
  const allowing = useDeed(async () => {
    const instance = form?.instances[0], hosts = listed(instance?.values["hosts"]);
    await change(instance?.id ?? POLICY, { hosts: [...new Set([...hosts, ...SINKS.map((sink) => `${sink}:${host}`)])] });
    again();
  });
  return (
    <div class="card point">
      <h3>{t("doors.wizard.denied", { host })}</h3>
      <p>{t(form ? "doors.wizard.deniedHint" : "doors.wizard.deniedAsk")}</p>
      {allowing.problem && <Trouble problem={allowing.problem} />}
      {form && <p class="buttons"><button type="button" class="second" aria-disabled={allowing.busy || undefined} onClick={() => void allowing.run()}>{t("doors.wizard.allow", { host })}</button></p>}
    </div>
  );
}
