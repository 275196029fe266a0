// SPDX-License-Identifier: Apache-2.0
// Taking a model pack in: sent with progress, checked, and shown to run before it may serve.
import { useEffect, useRef, useState } from "preact/hooks";
import { percent, size } from "../kit/amounts";
import { useDeed } from "../kit/asked";
import { Doing } from "../kit/doing";
import { Check, Field } from "../kit/form";
import { Icon } from "../kit/icon";
import { Empty, Said, Trouble, say } from "../kit/show";
import { may } from "../live/house";
import { Refused } from "../live/rest";
import type { Model } from "../live/types";
import { upload } from "../live/upload";
import { to } from "../shell/route";
import { t } from "../words";
import { modelsChanged, useModelProgress } from "./asked";

/** The gateway takes no larger archive: 2 GiB. */
const MOST_BYTES = 2 ** 31;

function tooLarge(file: File): Refused {
  return new Refused({ title: t("features.tooLarge"), status: 413, code: "body-too-large", input: file.name, found: size(file.size), allowed: t("features.atMost", { size: size(MOST_BYTES) }), remedy: t("features.tooLargeRemedy") });
}

export function TakeIn() {
  const [sent, setSent] = useState<{ bytes: number; of: number } | null>(null), [pack, setPack] = useState<Model | null>(null);
  const off = useRef(new AbortController());
  useEffect(() => () => off.current.abort(), []);
  const doing = useDeed(async (file: File, downgrade: boolean) => {
    if (file.size > MOST_BYTES) throw tooLarge(file);
    setPack(null);
    setSent({ bytes: 0, of: file.size });
    off.current = new AbortController();
    try {
      const taken = await upload<Model>(`/models${downgrade ? "?downgrade=true" : ""}`, file, "application/zip",
        { sent: (bytes) => setSent({ bytes, of: file.size }), signal: off.current.signal });
      setPack(taken);
      if (taken) say(t("features.takenIn", { id: taken.id }));
      modelsChanged();
    } finally {
      setSent(null);
    }
  });
  if (!may("change-models")) return <Empty title={t("features.gone")} />;
  return (
    <article class="story">
      <h2>{t("features.takeIn")}</h2>
      <p>{t("features.takeInHint")}</p>
      {doing.problem && <><Trouble problem={doing.problem} /><p class="small quiet" id="kept">{t("features.takeInKept")}</p></>}
      {pack && <Taken pack={pack} />}
      {sent && <Sending {...sent} stop={() => off.current.abort()} />}
      {/* It stays while the file is sent: whoever is refused has not to choose again. */}
      <div hidden={!!sent}><Choose send={(file, downgrade) => void doing.run(file, downgrade)} /></div>
    </article>
  );
}

function Choose({ send }: { send: (file: File, downgrade: boolean) => void }) {
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement), file = typed.get("pack");
    if (file instanceof File && file.name) send(file, typed.get("downgrade") === "true");
  };
  return (
    <form id="take-in" onSubmit={submit}>
      <Field name="pack" type="file" accept=".zip,application/zip" label={t("features.archive")} hint={t("features.archiveHint")} />
      <Check name="downgrade" label={t("features.downgrade")} />
      <p class="buttons"><button type="submit" class="first">{t("features.send")}</button></p>
    </form>
  );
}

function Sending({ bytes, of, stop }: { bytes: number; of: number; stop: () => void }) {
  const progress = useModelProgress();
  if (bytes >= of) return <Doing>{progress ? <Said>{progress}</Said> : t("features.checking")}</Doing>;
  return (
    <>
      <Doing done={bytes} of={of}>{t("features.sent", { sent: size(bytes), of: size(of), share: percent(bytes / of, 0) })}</Doing>
      <p class="buttons"><button type="button" class="second" onClick={stop}>{t("kit.cancel")}</button></p>
    </>
  );
}

function Taken({ pack }: { pack: Model }) {
  return (
    <div class="outcome" id="outcome" role="status">
      <Icon name="good" tone="good" />
      <div><strong>{t("features.takenIn", { id: pack.id })}</strong><p>{t("features.takenInHint")}</p>
        <p class="buttons"><a class="second small" href={to("features", ["model", pack.id])}>{t("features.toPack")}</a></p></div>
    </div>
  );
}
