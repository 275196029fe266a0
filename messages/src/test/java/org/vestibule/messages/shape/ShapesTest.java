// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.messages.EventCatalog;

/** What may stand in a message, and what never can. */
class ShapesTest {
  @Classified(DataClass.EVENT)
  private record UnmarkedText(String text) {}

  @Classified(DataClass.EVENT)
  private record UnmarkedPerson(PersonId who) {}

  @Classified(DataClass.EVENT)
  private record UnmarkedOptional(Optional<String> maybe) {}

  @Classified(DataClass.EVENT)
  private record UnmarkedList(List<PersonId> several) {}

  private record UnmarkedRecord(int count) {}

  @Classified(DataClass.EVENT)
  private record Around(UnmarkedRecord inner) {}

  @Classified(DataClass.EVENT)
  private record MarkedAsWhole(@Classified(DataClass.EVENT) VisitStory story) {}

  @Classified(DataClass.EVENT)
  private record WithTemplate(FaceTemplate face) {}

  @Classified(DataClass.EVENT)
  private record WithSighting(FaceSighting face) {}

  @Classified(DataClass.RAW_VIDEO)
  private record WithPicture(Frame picture) {}

  @Classified(DataClass.RAW_AUDIO)
  private record WithSound(AudioChunk sound) {}

  @Classified(DataClass.EVENT)
  private record WithBytes(byte[] bytes) {}

  @Classified(DataClass.EVENT)
  private record WithBuffer(ByteBuffer bytes) {}

  @Classified(DataClass.EVENT)
  private record WithAnything(@Classified(DataClass.EVENT) Object anything) {}

  @Classified(DataClass.EVENT)
  private record WithMap(@Classified(DataClass.EVENT) Map<String, String> anything) {}

  @Test
  void whatCouldNameSomebodyIsRefusedUntilItIsMarked() {
    for (Class<?> record :
        List.of(
            UnmarkedText.class, UnmarkedPerson.class, UnmarkedOptional.class, UnmarkedList.class)) {
      assertThatThrownBy(() -> Shapes.of(record))
          .as(record.getSimpleName())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(record.getSimpleName())
          .hasMessageContaining("has no @Classified");
    }
  }

  @Test
  void aRecordThatNobodyMarkedIsRefusedHoweverDeepItStands() {
    assertThatThrownBy(() -> Shapes.of(UnmarkedRecord.class))
        .hasMessageContaining("no @Classified");
    assertThatThrownBy(() -> Shapes.of(Around.class)).hasMessageContaining("UnmarkedRecord");
  }

  @Test
  void aMarkOverAWholeCannotHideThatOfItsParts() {
    assertThatThrownBy(() -> Shapes.of(MarkedAsWhole.class)).hasMessageContaining("mark them");
  }

  @Test
  void noMessageCanHoldATemplateAPictureOrASound() {
    for (Class<?> record :
        List.of(
            WithTemplate.class,
            WithSighting.class,
            WithPicture.class,
            WithSound.class,
            WithBytes.class,
            WithBuffer.class,
            WithAnything.class,
            WithMap.class)) {
      assertThatThrownBy(() -> Shapes.of(record))
          .as(record.getSimpleName())
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Shapes.of(WithTemplate.class))
        .hasMessageContaining("FaceTemplate")
        .hasMessageContaining("must not leave the house");
  }

  @Test
  void everythingThatLeadsToAPersonIsPersonal() {
    List<Shape.Part> people = new ArrayList<>();
    EventCatalog.all().forEach(kind -> collect(kind.shape(), people));

    assertThat(people).isNotEmpty();
    assertThat(people).extracting(Shape.Part::what).containsOnly(DataClass.PERSONAL);
  }

  @Test
  void nothingIsOfAClassThatNoMessageMayHave() {
    Set<DataClass> classes = new java.util.TreeSet<>();
    EventCatalog.all().forEach(kind -> classes(kind.shape(), classes));

    assertThat(classes)
        .containsExactly(
            DataClass.TRANSCRIPT, DataClass.PERSONAL, DataClass.EVENT, DataClass.HEALTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "A", "a b", "ä"})
  void whatIsCalledAnIdentifierIsOne(String wrong) throws Exception {
    assertThat(wrong).doesNotMatch(Shapes.IDENTIFIER);
    for (Class<?> type : List.of(DoorId.class, StationId.class, VisitId.class, PersonId.class)) {
      assertThatThrownBy(() -> type.getConstructor(String.class).newInstance(wrong))
          .isInstanceOf(InvocationTargetException.class)
          .hasCauseInstanceOf(IllegalArgumentException.class);
      assertThat(type.getConstructor(String.class).newInstance("a".repeat(63)).toString())
          .matches(Shapes.IDENTIFIER);
    }
  }

  private static void collect(Shape shape, List<Shape.Part> people) {
    if (shape instanceof Shape.Fields fields) {
      for (Shape.Part part : fields.parts()) {
        if (Set.of("person", "claimedName", "unit").contains(part.name())) {
          people.add(part);
        }
        collect(part.shape(), people);
      }
    } else if (shape instanceof Shape.OneOf choice) {
      choice.alternatives().forEach(each -> collect(each, people));
    } else if (shape instanceof Shape.Many many) {
      collect(many.item(), people);
    }
  }

  private static void classes(Shape shape, Set<DataClass> classes) {
    if (shape instanceof Shape.Fields fields) {
      classes.add(fields.what());
      for (Shape.Part part : fields.parts()) {
        classes.add(part.what());
        classes(part.shape(), classes);
      }
    } else if (shape instanceof Shape.OneOf choice) {
      choice.alternatives().forEach(each -> classes(each, classes));
    } else if (shape instanceof Shape.Many many) {
      classes(many.item(), classes);
    }
  }
}
