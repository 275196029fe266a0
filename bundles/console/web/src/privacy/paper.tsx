// SPDX-License-Identifier: Apache-2.0
// One paper: to be read here, printed and downloaded.
import { useState } from "preact/hooks";
import { Shown, useAsked, useDeed } from "../kit/asked";
import { Select } from "../kit/form";
import { Icon } from "../kit/icon";
import { Markdown } from "../kit/markdown";
import { Trouble } from "../kit/show";
import { send } from "../live/rest";
import { language, t } from "../words";
import type { PaperKind } from "./types";

/** The notice at the door is there in several languages; the other papers are written in English. */
const NOTICE_LANGUAGES = ["en", "de", "fr", "es", "it"];

function save(words: string, type: string, name: string) {
  const link = document.createElement("a"), address = URL.createObjectURL(new Blob([words], { type }));
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function PaperDetail({ kind }: { kind: PaperKind }) {
  const [tongue, setTongue] = useState(kind === "notice" ? language.value : "en");
  const path = `/papers/${kind}?language=${tongue}`, asked = useAsked<string>(path), file = `vestibule-${kind}-${tongue}`;
  const facts = useDeed(async () => {
    const answer = await send(path, { headers: { Accept: "application/json" } });
    save(await answer.text(), "application/json", `${file}.json`);
  });
  return (
    <article class="story paper">
      <p class="buttons noprint">
        <button type="button" class="first small" onClick={() => print()}>{t("privacy.print")}</button>
        <button type="button" class="second small" aria-disabled={asked.value === undefined || undefined} onClick={() => asked.value !== undefined && save(asked.value, "text/markdown", `${file}.md`)}>
          <Icon name="download" size={16} />{t("privacy.download")}</button>
        <button type="button" class="second small" onClick={() => void facts.run()}><Icon name="download" size={16} />{t("privacy.downloadFacts")}</button>
      </p>
      {facts.problem && <Trouble problem={facts.problem} />}
      {kind === "notice" && <div class="noprint"><Select name="language" label={t("privacy.language")} value={tongue} onChange={(value) => setTongue(value as typeof tongue)}
        options={NOTICE_LANGUAGES.map((tag) => ({ value: tag, title: new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag }))} /></div>}
      <Shown of={asked} lines={6}>{(words) => <div class="page" lang={tongue} id="paper"><Markdown text={words} /></div>}</Shown>
    </article>
  );
}
