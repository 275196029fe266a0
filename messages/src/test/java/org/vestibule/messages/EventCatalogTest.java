// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.api.command.Command;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.notice.Notice;

/** No event and no command is without its message. */
class EventCatalogTest {
  @Test
  void everyEventThatThereIsHasItsKind() {
    List<Class<?>> known =
        new ArrayList<>(EventCatalog.all().stream().map(EventKind::record).toList());

    assertThat(known)
        .as("a new event needs a line in EventCatalog")
        .containsAll(records(VestibuleEvent.class).toList())
        .contains(Notice.class)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyEventIsFoundUnderTheTopicThatItTells() {
    assertThat(Examples.events())
        .allSatisfy(
            event ->
                assertThat(EventCatalog.of(event.topic()).map(EventKind::record))
                    .as(event.topic())
                    .contains(event.getClass()));
  }

  @Test
  void everyKindHasAnExample() {
    Set<String> shown =
        Examples.events().stream().map(VestibuleEvent::topic).collect(Collectors.toSet());
    shown.add(EventCatalog.NOTICE.topic());

    assertThat(shown).containsAll(EventCatalog.all().stream().map(EventKind::topic).toList());
  }

  @Test
  void aKindIsNamedAfterTopicAndVersion() {
    EventKind kind = EventCatalog.of("door/alarm-raised").orElseThrow();

    assertThat(kind.type()).isEqualTo("org.vestibule.door.alarm-raised.v1");
    assertThat(kind.schema()).isEqualTo("urn:vestibule:event:door.alarm-raised:1");
  }

  @Test
  void everyCommandThatThereIsIsReadWithAllItsParts() {
    assertThat(CommandKind.all().stream().map(CommandKind::record))
        .as("a new command needs a line in CommandKind")
        .containsExactlyInAnyOrderElementsOf(
            records(Command.class)
                .<Class<? extends Command>>map(each -> each.asSubclass(Command.class))
                .toList());
    assertThat(CommandKind.all())
        .allSatisfy(
            kind ->
                assertThat(kind.fields().stream().map(CommandKind.Field::name))
                    .containsExactlyElementsOf(
                        Stream.of(kind.record().getRecordComponents())
                            .map(part -> part.getName())
                            .toList()));
    assertThat(Examples.commands())
        .allSatisfy(
            request ->
                assertThat(CommandKind.of(request.command().name()).map(CommandKind::record))
                    .isEqualTo(java.util.Optional.of(request.command().getClass())));
  }

  private static Stream<Class<?>> records(Class<?> sealed) {
    return sealed.isSealed()
        ? Stream.of(sealed.getPermittedSubclasses()).flatMap(EventCatalogTest::records)
        : Stream.of(sealed);
  }
}
