// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.speech.Prompt;
import org.vestibule.audio.internal.prompt.Prompts;

/** What a panel shows, in the words of the house's own catalogue. */
class PanelLanguageTest extends PanelFixture {
  private final Prompts prompts = new Prompts();

  @Test
  void whatIsSaidIsShownInItsWords() throws Exception {
    servlet.setPrompts(prompts);
    String visit = press("");
    for (Prompt prompt : Prompt.values()) {
      visits.prompt(visit, prompt.word(), null);
      assertThat(shown(visit)).isEqualTo("true " + prompt.word());
      assertThat(display(visit, "", "it").path("sentence").asText())
          .isEqualTo(prompts.say(prompt, Locale.ITALIAN).sentence());
    }
  }

  @Test
  void withoutACatalogueTheWordsAreThoseOfItsEnglishPage() throws Exception {
    String visit = press("");
    for (Prompt prompt : Prompt.values()) {
      visits.prompt(visit, prompt.word(), null);
      JsonNode display = display(visit, "?language=de", "de");
      assertThat(display.path("sentence").asText())
          .isEqualTo(prompts.say(prompt, Locale.ENGLISH).sentence());
      assertThat(display.path("language").asText()).isEqualTo("en");
    }
    servlet.setPrompts(prompts);
    assertThat(display(visit, "?language=de", "").path("sentence").asText()).isEqualTo("neun");
    servlet.unsetPrompts(prompts);
    assertThat(display(visit, "?language=de", "").path("sentence").asText()).isEqualTo("nine");
  }

  @ParameterizedTest
  @CsvSource({
    "'', de, de",
    "'', 'fr-CA;q=0.9, de;q=0.4', fr",
    "'', 'ja, es;q=0.1', es",
    "?language=it, de, it",
    "?language=de-CH, '', de",
    "?language=ja, de, en",
    "?language=, de, en",
    "?language=%00%22, de, en",
    "'', 'de;q=many', en",
    "'', '*', en",
    "'', '', en"
  })
  void theLanguageIsWhatThePanelAsksFor(String query, String header, String language)
      throws Exception {
    servlet.setPrompts(prompts);
    String visit = press("");
    visits.challenge(visit, FaceChallenge.TURN_LEFT);
    JsonNode display = display(visit, query, header);
    assertThat(display.path("say").asText()).isEqualTo("please-turn-left");
    assertThat(display.path("language").asText()).isEqualTo(language);
    assertThat(display.path("sentence").asText())
        .isEqualTo(prompts.say(Prompt.TURN_LEFT, Locale.forLanguageTag(language)).sentence());
  }

  @Test
  void anEndlessHeaderIsNotParsed() throws Exception {
    servlet.setPrompts(prompts);
    String visit = press("");
    String header = "de" + ", de-CH".repeat(100);
    assertThat(display(visit, "", header).path("language").asText()).isEqualTo("en");
  }

  @Test
  void anOpenDoorPassesBeforeWhatIsStillBeingSaid() throws Exception {
    String visit = press("");
    visits.prompt(visit, "ask-wish", new Decision.Ring(false, "nobody known"));
    assertThat(shown(visit)).isEqualTo("true ask-wish");
    visits.prompt(visit, "ask-wish", new Decision.Admit(new PersonId("ada"), "known"));
    assertThat(shown(visit)).isEqualTo("true please-wait");
    visits.prompt(visit, "declined", new Decision.Refuse("sells"));
    assertThat(shown(visit)).isEqualTo("true declined");
    visits.prompt(visit, "no-such-prompt", new Decision.Refuse("sells"));
    assertThat(shown(visit)).isEqualTo("true refused");
    visits.tell(visit, null, new DoorOutcome.Opened("opened", 1), Instant.now());
    assertThat(shown(visit)).isEqualTo("false opened");
  }

  private JsonNode display(String visit, String query, String language) throws Exception {
    var request =
        language.isEmpty()
            ? request("front/visits/" + visit + query, front)
            : request("front/visits/" + visit + query, front, "Accept-Language", language);
    return json(client.send(request.GET().build(), BodyHandlers.ofByteArray()));
  }
}
