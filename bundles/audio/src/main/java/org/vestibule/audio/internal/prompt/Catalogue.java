// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.prompt;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpokenPrompt;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * The fixed sentences with their sounds, as they lie in this bundle. A sound is decoded when it is
 * said for the first time and kept. Thread-safe.
 */
final class Catalogue {
  /** What is spoken where a language has no sentence. */
  static final Locale FALLBACK = Locale.ENGLISH;

  /** The format of each sound. */
  static final AudioFormat FORMAT = new AudioFormat(Resampler.RATE);

  private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it");
  private static final String FOLDER = "/prompts/";

  private final Map<Locale, Properties> sentences = new LinkedHashMap<>();
  private final Map<String, SpokenPrompt> decoded = new ConcurrentHashMap<>();

  /** Reads the sentences. */
  Catalogue() {
    for (String language : LANGUAGES) {
      sentences.put(Locale.forLanguageTag(language), read(language));
    }
  }

  Set<Locale> languages() {
    return Set.copyOf(sentences.keySet());
  }

  /** Returns a sentence in the language, without regard to its region; English where none is. */
  SpokenPrompt say(Prompt prompt, Locale wanted) {
    Locale language = Locale.forLanguageTag(wanted.getLanguage());
    Properties page = sentences.get(language);
    if (page == null || !page.containsKey(prompt.word())) {
      language = FALLBACK;
    }
    Locale found = language;
    return decoded.computeIfAbsent(
        found.getLanguage() + "/" + prompt.word(), path -> decode(path, prompt, found));
  }

  private SpokenPrompt decode(String path, Prompt prompt, Locale language) {
    try (InputStream in = open(path + ".wav")) {
      String sentence = sentences.get(language).getProperty(prompt.word());
      short[] samples = ImaAdpcm.decode(in.readAllBytes(), FORMAT.sampleRate());
      return new SpokenPrompt(sentence, language, FORMAT, samples);
    } catch (IOException e) {
      throw new UncheckedIOException("prompt " + path + ": " + e.getMessage(), e);
    }
  }

  private static Properties read(String language) {
    Properties page = new Properties();
    try (Reader reader =
        new InputStreamReader(open(language + ".properties"), StandardCharsets.UTF_8)) {
      page.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("prompts in " + language + ": " + e.getMessage(), e);
    }
    return page;
  }

  private static InputStream open(String path) throws IOException {
    InputStream in = Catalogue.class.getResourceAsStream(FOLDER + path);
    if (in == null) {
      throw new FileNotFoundException("no file of that name in the bundle");
    }
    return in;
  }
}
