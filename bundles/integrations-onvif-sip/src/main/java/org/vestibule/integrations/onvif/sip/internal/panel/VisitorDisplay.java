// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Properties;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.speech.SpeechPrompts;
import org.vestibule.api.visit.VisitStory;

/**
 * What a panel shows, in the language that it asks for: the sentences of the house's catalogue, or
 * its English page, which this bundle carries for a house that does not speak. Thread-safe.
 */
final class VisitorDisplay {
  private static final int LONGEST_HEADER = 200;
  private static final String ENGLISH_PAGE = "/panel/en.properties";

  private final Properties english = new Properties();
  private volatile SpeechPrompts prompts;

  VisitorDisplay() {
    try (Reader reader =
        new InputStreamReader(
            VisitorDisplay.class.getResourceAsStream(ENGLISH_PAGE), StandardCharsets.UTF_8)) {
      english.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void setPrompts(SpeechPrompts service) {
    prompts = service;
  }

  void unsetPrompts(SpeechPrompts service) {
    if (prompts == service) {
      prompts = null;
    }
  }

  /** Returns what to show for a visit, in the language that a request asks for. */
  Map<String, Object> shown(VisitStory story, HttpServletRequest request) {
    // The query passes before the header, because a browser's header is not its page's choice.
    String query = request.getParameter("language");
    return shown(story, query == null ? request.getHeader("Accept-Language") : query);
  }

  /**
   * Returns what to show for a visit.
   *
   * @param wanted languages as RFC 9110 writes them in Accept-Language; null: English
   */
  Map<String, Object> shown(VisitStory story, String wanted) {
    VisitorWords words = VisitorWords.of(story);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("open", story.closedAt().isEmpty());
    fields.put("say", words.word());
    SpeechPrompts service = prompts;
    if (service == null) {
      put(fields, english.getProperty(words.prompt().word()), Locale.ENGLISH);
    } else {
      put(fields, service, words.prompt(), language(service, wanted));
    }
    words.shownOnly(fields.get("language")).ifPresent(text -> fields.put("sentence", text));
    return fields;
  }

  private static void put(
      Map<String, Object> fields, SpeechPrompts service, Prompt prompt, Locale language) {
    var said = service.say(prompt, language);
    put(fields, said.sentence(), said.language());
  }

  private static void put(Map<String, Object> fields, String sentence, Locale language) {
    fields.put("sentence", sentence);
    fields.put("language", language.toLanguageTag());
  }

  private static Locale language(SpeechPrompts service, String wanted) {
    if (wanted == null || wanted.isBlank() || wanted.length() > LONGEST_HEADER) {
      return Locale.ENGLISH;
    }
    try {
      List<LanguageRange> ranges = LanguageRange.parse(wanted);
      Locale found = Locale.lookup(ranges, service.languages());
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
  }
}
