// SPDX-License-Identifier: Apache-2.0
// What came of a change, where it was ordered, and the way back.
import { Icon } from "../kit/icon";
import { useDeed } from "../kit/asked";
import { Said, Trouble, say } from "../kit/show";
import { post } from "../live/rest";
import { t } from "../words";
import type { Answer } from "./model";

export interface Outcome { answer: Answer; undone?: boolean }

export function Result({ of, undone }: { of: Outcome; undone: (answer: Answer) => void }) {
  const { answer } = of;
  const back = useDeed(async () => {
    const after = await post<Answer>(`/settings/history/${answer.change ?? 0}/restore`);
    say(t("settings.putBack"));
    undone(after);
  });
  const words = of.undone ? t("settings.putBack") : t(answer.taken ? "settings.taken" : "settings.refused");
  return (
    <div class={`result ${answer.taken ? "good" : "warn"}`} role="status">
      <p><Icon name={answer.taken ? "good" : "warn"} size={18} tone={answer.taken ? "good" : "warn"} /><strong>{words}</strong></p>
      {answer.sentence && <p class="small"><Said>{answer.sentence}</Said></p>}
      {!answer.taken && <p class="small">{t("settings.refusedKept")}</p>}
      {back.problem && <Trouble problem={back.problem} />}
      {answer.change !== undefined && <p class="buttons"><button type="button" id="put-back" class="second small" aria-disabled={back.busy || undefined} onClick={() => void back.run()}>
        {t(of.undone ? "settings.redo" : "kit.undo")}</button></p>}
    </div>
  );
}
