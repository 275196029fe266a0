// SPDX-License-Identifier: Apache-2.0
// Where the device is: found in the network, or typed.
import { useEffect, useState } from "preact/hooks";
import { useDeed } from "../../kit/asked";
import { Field } from "../../kit/form";
import { Icon } from "../../kit/icon";
import { Trouble, say } from "../../kit/show";
import { post } from "../../live/rest";
import { many, t } from "../../words";
import { addressOf, draft, set, type Found } from "./draft";
import { Back } from "./wizard";

const LISTEN_MS = 3000;

export function Address() {
  const { address, found } = draft.value;
  const looking = useDeed(async () => {
    const answered = await post<Found[]>("/stations/discover");
    set({ found: answered });
    say(answered.length ? many("doors.wizard.found", answered.length) : t("doors.wizard.foundNone"));
  });
  const next = (event: Event) => {
    event.preventDefault();
    set({ address: addressOf(draft.value), step: "login" });
  };
  return (
    <form onSubmit={next} id="address">
      <p class="buttons"><button type="button" class="second" id="discover" aria-disabled={looking.busy || undefined} onClick={() => void looking.run()}>
        <Icon name="search" />{t(looking.busy ? "doors.wizard.looking" : found ? "doors.wizard.lookAgain" : "doors.wizard.look")}</button></p>
      {looking.busy && <Running millis={LISTEN_MS} label={t("doors.wizard.looking")} />}
      {looking.problem && <Trouble problem={looking.problem} />}
      {found && !looking.busy && <Answers found={found} />}
      <Field name="address" label={t("doors.wizard.address")} hint={t("doors.wizard.addressHint")} value={address} inputMode="url" autocomplete="off" maxLength={300}
        onInput={(event) => set({ address: event.currentTarget.value })} />
      <p class="buttons"><button type="submit" class="first">{t("doors.wizard.next")}</button><Back /></p>
    </form>
  );
}

function Answers({ found }: { found: Found[] }) {
  if (!found.length) return <p class="notice"><Icon name="warn" size={16} /><span>{t("doors.wizard.foundNone")} {t("doors.wizard.foundNoneHint")}</span></p>;
  return (
    <fieldset class="found">
      <legend>{many("doors.wizard.found", found.length)}</legend>
      <ul class="list">
        {found.map((one) => {
          const address = one.addresses[0] ?? `http://${one.from}`;
          return (
            <li key={one.endpoint}>
              <label class="row pickable">
                <input type="radio" name="found" value={address} checked={draft.value.address === address}
                  onChange={() => set({ address, title: draft.value.title || one.name })} />
                <span class="what">{one.name || one.hardware || one.from}</span>
                <span />
                <span class="more">{[one.hardware, one.from].filter(Boolean).join(", ")}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** How far something is that takes a known time; without one, only that it runs. */
export function Running({ millis, label }: { millis?: number; label: string }) {
  const [value, set] = useState(0);
  useEffect(() => {
    if (!millis) return;
    const begun = performance.now(), timer = setInterval(() => set(Math.min(1, (performance.now() - begun) / millis)), 100);
    return () => clearInterval(timer);
  }, [millis]);
  return <progress class="running" aria-label={label} {...(millis ? { value, max: 1 } : {})} />;
}
