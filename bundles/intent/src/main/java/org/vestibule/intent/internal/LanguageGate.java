// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetector;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;

/**
 * Says whether a sentence is in a language that is not understood, by Apache OpenNLP's detector: a
 * maximum entropy model over character n-grams. Short sentences are never refused, and a likelier
 * language is not enough: it must be some times as likely as English. Without a model of slot
 * {@code language} nothing is refused. Thread-safe.
 */
public final class LanguageGate {
  private static final Logger LOG = LoggerFactory.getLogger(LanguageGate.class);
  private static final String FAMILY = "opennlp-langdetect";
  private static final String FILE = "langdetect-183.bin";

  /** Those that are spoken at doors of Europe and near it; the other languages only confuse. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("eng", "English"),
          Map.entry("deu", "German"),
          Map.entry("fra", "French"),
          Map.entry("spa", "Spanish"),
          Map.entry("ita", "Italian"),
          Map.entry("nld", "Dutch"),
          Map.entry("pol", "Polish"),
          Map.entry("por", "Portuguese"),
          Map.entry("tur", "Turkish"),
          Map.entry("swe", "Swedish"),
          Map.entry("dan", "Danish"),
          Map.entry("nob", "Norwegian"),
          Map.entry("fin", "Finnish"),
          Map.entry("ces", "Czech"),
          Map.entry("hun", "Hungarian"),
          Map.entry("ron", "Romanian"),
          Map.entry("slv", "Slovenian"),
          Map.entry("hrv", "Croatian"),
          Map.entry("srp", "Serbian"),
          Map.entry("vie", "Vietnamese"),
          Map.entry("ind", "Indonesian"));

  private volatile Loaded loaded;

  private record Loaded(String id, LanguageDetector detector, double ratio, double words) {}

  /** Loads what serves now; takes seconds, so it is not done while a visitor waits. */
  public void load(ModelStore store) {
    if (store == null) {
      loaded = null;
      return;
    }
    try (ModelLease lease = store.lease(ModelSlots.LANGUAGE)) {
      String id = lease.manifest().id();
      Loaded now = loaded;
      if (!lease.manifest().family().equals(FAMILY)) {
        LOG.warn("{} is of family {}, not {}", id, lease.manifest().family(), FAMILY);
        loaded = null;
      } else if (now == null || !now.id().equals(id)) {
        Path file = lease.file(FILE);
        loaded =
            new Loaded(
                id,
                new LanguageDetectorME(new LanguageDetectorModel(file.toFile())),
                lease.manifest().parameter("ratio"),
                lease.manifest().parameter("words"));
      }
    } catch (ModelException e) {
      LOG.debug("No language is told apart", e);
      loaded = null;
    } catch (IOException | RuntimeException e) {
      LOG.warn("The model of slot language cannot be read; no language is told apart", e);
      loaded = null;
    }
  }

  /**
   * Returns the answer to a sentence of another language.
   *
   * @param utterance what was heard
   */
  public Optional<Triage> foreign(Utterance utterance) {
    Loaded now = loaded;
    if (now == null || utterance.text().split(" ").length < now.words()) {
      return Optional.empty();
    }
    double sum = 0;
    double english = 0;
    Language best = null;
    for (Language one : now.detector().predictLanguages(utterance.text())) {
      if (NAMES.containsKey(one.getLang())) {
        sum += one.getConfidence();
        english = one.getLang().equals("eng") ? one.getConfidence() : english;
        best = best == null || one.getConfidence() > best.getConfidence() ? one : best;
      }
    }
    if (best == null || best.getConfidence() < now.ratio() * english) {
      return Optional.empty();
    }
    String reason =
        String.format(
            Locale.ROOT,
            "Spoken in %s, it seems: %.1f times as likely as English, %.1f is enough; only English"
                + " is understood",
            NAMES.get(best.getLang()),
            best.getConfidence() / Math.max(english, Double.MIN_NORMAL),
            now.ratio());
    float confidence = (float) (best.getConfidence() / sum);
    return Optional.of(new Triage(Intent.UNKNOWN_LANGUAGE, confidence, reason, now.id()));
  }
}
