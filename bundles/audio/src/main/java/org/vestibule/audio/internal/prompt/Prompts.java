// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.PromptSynthesizer;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * What a station says: the catalogue, and free text where a synthesiser is installed. Thread-safe.
 */
@Component(
    service = {SpeechPrompts.class, StatusSource.class},
    immediate = true)
public final class Prompts implements SpeechPrompts, StatusSource {
  private final Catalogue catalogue;
  private final StatusHolder status =
      new StatusHolder(Status.starting("The catalogue is being read"));

  private volatile FreeTexts texts;
  private volatile PromptSynthesizer synthesizer;

  /** Reads the catalogue and decodes one sentence, which shows that it can be said. */
  @Activate
  public Prompts() {
    catalogue = new Catalogue();
    catalogue.say(Prompt.GREETING, Catalogue.FALLBACK);
  }

  /** Takes a synthesiser; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setSynthesizer(PromptSynthesizer next) {
    texts = new FreeTexts(next);
    synthesizer = next;
  }

  /** Gives the synthesiser back unless it was replaced already; what it spoke goes with it. */
  public void unsetSynthesizer(PromptSynthesizer gone) {
    if (synthesizer == gone) {
      synthesizer = null;
      texts = null;
    }
  }

  @Override
  public Set<Locale> languages() {
    return catalogue.languages();
  }

  @Override
  public SpokenPrompt say(Prompt prompt, Locale language) {
    return catalogue.say(prompt, language);
  }

  @Override
  public Optional<SpokenPrompt> say(String text, Locale language) {
    FreeTexts now = texts;
    return now == null ? Optional.empty() : now.say(text, language);
  }

  @Override
  public String name() {
    return "prompts";
  }

  @Override
  public Status status() {
    FreeTexts now = texts;
    String failure = now == null ? "" : now.lastFailure();
    status.set(
        failure.isEmpty()
            ? Status.ready(
                "Says "
                    + Prompt.values().length
                    + " sentences in "
                    + catalogue.languages().size()
                    + " languages, "
                    + (now == null ? "and no other text" : "and other text by a synthesiser"))
            : Status.degraded(Cause.DEPENDENCY, "Other text is not spoken: " + failure));
    return status.get();
  }
}
