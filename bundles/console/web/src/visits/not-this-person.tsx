// SPDX-License-Identifier: Apache-2.0
// "Not this person": says that a visitor was taken for somebody else, after asking once more.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDeed } from "../kit/asked";
import { Icon } from "../kit/icon";
import { Trouble } from "../kit/show";
import { part, post } from "../live/rest";
import { t } from "../words";

/** Visits of which this page has said so. */
const noted = signal<ReadonlySet<string>>(new Set());

/** `said`: somebody has said so before. */
export function NotThisPerson({ id, name, said }: { id: string; name: string; said: boolean }) {
  const [asking, ask] = useState(false);
  const opener = useRef<HTMLButtonElement>(null), first = useRef(true);
  useEffect(() => {
    if (!asking && !first.current) opener.current?.focus();
    first.current = false;
  }, [asking]);
  if (noted.value.has(id)) return <Noted name={name} />;
  if (said) return <p class="notice good" id="not-noted"><Icon name="good" size={16} />{t("visits.notNoted", { name })}</p>;
  return asking ? <Question id={id} name={name} leave={() => ask(false)} />
    : <p class="correct"><button ref={opener} id="not-this" type="button" class="second small" onClick={() => ask(true)}>{t("visits.notThisPerson")}</button></p>;
}

function Noted({ name }: { name: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return <p ref={place} class="notice good" id="not-noted" tabIndex={-1} role="status"><Icon name="good" size={16} />{t("visits.notNoted", { name })}</p>;
}

function Question({ id, name, leave }: { id: string; name: string; leave: () => void }) {
  const yes = useRef<HTMLButtonElement>(null), note = useDeed(async () => {
    await post(`/visits/${part(id)}/not-this-person`);
    noted.value = new Set([...noted.value, id]);
  });
  useEffect(() => yes.current?.focus({ preventScroll: true }), []);
  return (
    <div class="confirm" role="group" aria-labelledby="not-title" onKeyDown={(event) => { if (event.key === "Escape") leave(); }}>
      <strong id="not-title">{t("visits.notAsk", { name })}</strong>
      <p class="small">{t("visits.notDoes", { name })}</p>
      {note.problem && <Trouble problem={note.problem} />}
      <p class="buttons">
        <button ref={yes} id="not-yes" type="button" class="first small" aria-disabled={note.busy || undefined} onClick={() => void note.run()}>{t("visits.notYes")}</button>
        <button id="not-no" type="button" class="second small" onClick={leave}>{t("visits.notNo")}</button>
      </p>
    </div>
  );
}
