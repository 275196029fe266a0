// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.audit.AuditNeighbours;
import org.vestibule.core.internal.audit.AuditService;

/** What a visitor says is known as long as the house has set, and lies on no disk. */
class WordsAreNotKeptTest extends DialogueFixture {
  private static final String SAID = "visiting quetzalcoatl about the xylophone";
  private static final List<String> WORDS = List.of("quetzalcoatl", "xylophone");

  @TempDir Path data;

  @BeforeEach
  void auditToDisk() throws Exception {
    house.rooms.audit.leave(house.ledger);
    house.rooms.audit.enter(new AuditService(new AuditNeighbours(), data));
    house.rooms.triage.enter(
        said ->
            new Triage(Intent.EMERGENCY, 0.9f, "The words \"" + said + "\" are on a list", "m"));
    ear.says(SAID);
  }

  @Test
  void theStoryOfAnOpenVisitHasTheWordsAndAClosedOneHasNot() throws Exception {
    VisitStory story = house.visit();
    assertThat(house.said(story.id())).contains(SAID);
    assertThat(story.triage().get().reason()).isEqualTo("The words \"...\" are on a list");
    assertWithoutWords(story);
    assertWithoutWords(house.reception.story(story.id()).get());
    house.all(VisitClosed.class).forEach(this::assertWithoutWords);
    assertThat(house.notices).isNotEmpty().allSatisfy(this::assertWithoutWords);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void whereNoWordIsShownNoEventHasOne(String assistant) throws Exception {
    set(Map.of("transcripts", "never", "assistant", assistant));
    VisitStory story = house.visit();
    assertThat(story.triage().get().intent()).isEqualTo(Intent.EMERGENCY);
    assertThat(house.all(VisitUpdated.class)).isNotEmpty();
    house.all(VestibuleEvent.class).forEach(this::assertWithoutWords);
    assertThat(house.notices).isNotEmpty().allSatisfy(this::assertWithoutWords);
  }

  @AfterEach
  void nothingOnTheDisk() throws Exception {
    house.reception.stop();
    List<Path> files;
    try (Stream<Path> all = Files.walk(data)) {
      files = all.filter(Files::isRegularFile).collect(Collectors.toList());
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(text(file)).contains("visit-closed").doesNotContain(WORDS);
      // The sound of the visit is 6,400 bytes of silence; the audit has no such run.
      assertThat(text(file)).doesNotContain("\0\0\0\0");
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private void assertWithoutWords(Object value) {
    assertThat(EventFields.plain(value).toString()).doesNotContain(WORDS);
  }
}
