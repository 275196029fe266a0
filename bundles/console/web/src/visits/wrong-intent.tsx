// SPDX-License-Identifier: Apache-2.0
// "Wrong intent": teaches triage what the visitor wanted, and offers to train at once.
import { useEffect, useState } from "preact/hooks";
import { useAsked, useDeed } from "../kit/asked";
import { Field, Form, Select, text } from "../kit/form";
import { Icon } from "../kit/icon";
import { Said, Trouble } from "../kit/show";
import { ask, part, post, remove } from "../live/rest";
import type { Visit } from "../live/types";
import { coded, many, t } from "../words";

interface Label { name: string; title: string; intent: string; own: boolean; examples: number }
interface Taught { id: string; label: string }

const named = (labels: Label[], name: string) => labels.find((label) => label.name === name);
const titleOf = (label: Label) => (label.own ? label.title : coded("visits", "intent", label.name));

/** Nothing is here until the labels are: a button that moves when they come is missed. */
export function WrongIntent({ visit, label }: { visit: Visit; label: string }) {
  const labels = useAsked<Label[]>("/triage/labels"), [open, setOpen] = useState(false), [taught, setTaught] = useState<Taught>();
  const close = () => { setTaught(undefined); setOpen(false); };
  if (!labels.value) return null;
  const known = named(labels.value, label), wanted = taught && named(labels.value, taught.label);
  return (
    <>
      {known && <p class="small quiet">{many("visits.examples", known.examples)}</p>}
      {taught ? <Noted visit={visit} taught={taught} title={wanted ? titleOf(wanted) : taught.label} undone={close} />
        : open ? <Teach visit={visit} labels={labels.value} label={label} taught={setTaught} leave={close} />
          : <p class="correct"><button id="wrong-intent" type="button" class="second small" onClick={() => setOpen(true)}>{t("visits.wrongIntent")}</button></p>}
    </>
  );
}

interface TeachProps { visit: Visit; labels: Label[]; label: string; taught: (taught: Taught) => void; leave: () => void }
function Teach({ visit, labels, label, taught, leave }: TeachProps) {
  const send = async (typed: FormData) => taught(await post<Taught>("/triage/utterances", { label: text(typed, "label"), text: text(typed, "text"), visit: visit.id }));
  return (
    <Form id="teach" class="confirm" deed={t("visits.teach")} send={send} onCancel={leave} keep>
      <p class="small">{t("visits.teachDoes")}</p>
      <Select name="label" label={t("visits.wanted")} value={label} options={labels.map((each) => ({ value: each.name, title: titleOf(each) }))} />
      <Field name="text" label={t("visits.words")} hint={t(visit.transcript ? "visits.wordsHint" : "visits.wordsTyped")} maxLength={500} autocomplete="off" {...(visit.transcript ? { defaultValue: visit.transcript } : {})} />
    </Form>
  );
}

interface NotedProps { visit: Visit; taught: Taught; title: string; undone: () => void }
function Noted({ visit, taught, title, undone }: NotedProps) {
  const [pack, setPack] = useState("");
  const train = useDeed(async () => setPack((await post<{ pack: string }>("/triage/train")).pack));
  const undo = useDeed(async () => { await remove(`/triage/utterances/${part(taught.id)}?visit=${part(visit.id)}`); undone(); });
  const busy = train.busy || undo.busy, problem = train.problem ?? undo.problem;
  return (
    <div class="confirm" id="taught">
      <p class="notice good" role="status"><Icon name="good" size={16} />{t(pack ? "visits.trained" : "visits.taught", { title, pack })}</p>
      {busy && <Progress />}
      {problem && <Trouble problem={problem} />}
      <p class="buttons">
        {!pack && <button id="train" type="button" class="first small" aria-disabled={busy || undefined} onClick={() => { if (!busy) void train.run(); }}>{t("visits.train")}</button>}
        <button id="untaught" type="button" class="second small" title={t("visits.undoHint")} aria-disabled={busy || undefined} onClick={() => { if (!busy) void undo.run(); }}>{t("kit.undo")}</button>
      </p>
    </div>
  );
}

const ASK_AGAIN_MS = 700;

/** What the training does, asked while it runs. */
function Progress() {
  const [words, set] = useState("");
  useEffect(() => {
    const look = () => void ask<{ progress: string }>("/triage/progress").then(({ progress }) => set(progress), () => undefined);
    look();
    const timer = setInterval(look, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return <p class="small quiet" role="status">{words ? <Said>{words}</Said> : t("visits.training")}</p>;
}
