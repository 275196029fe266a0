// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.shape;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;

/**
 * Reads shapes from records, as {@link org.vestibule.api.event.EventFields} writes them. Refused is
 * what has no shape, and what could hold a name or somebody's words and bears no mark: a record
 * that leaves the house with an open question does not get this far. Thread-safe.
 */
public final class Shapes {
  /** As {@link org.vestibule.api.Identifier} has it. */
  public static final String IDENTIFIER = "^[a-z0-9][a-z0-9-]{0,62}$";

  private static final Set<Class<?>> IDENTIFIERS =
      Set.of(DoorId.class, StationId.class, VisitId.class, PersonId.class);

  /** A later release may know more of these; whoever reads must bear with an unknown word. */
  private static final Set<Class<?>> OPEN =
      Set.of(
          Intent.class,
          DoorAlarm.class,
          Status.Cause.class,
          Decision.Direction.class,
          Audience.class);

  /** What is null at times, though it is no optional. */
  private static final Map<Class<?>, String> MISSING_AT_TIMES =
      Map.of(StatusChanged.class, "status");

  private Shapes() {}

  /**
   * Returns the shape of a record that is a message by itself.
   *
   * @throws IllegalArgumentException for a type that must not leave the house, and for a part
   *     without the mark that it needs, naming it
   */
  public static Shape.Fields of(Class<?> record) {
    return fields(record, false);
  }

  private static Shape.Fields fields(Class<?> record, boolean alternative) {
    DataClass own =
        mark(record)
            .orElseThrow(() -> new IllegalArgumentException(record + " has no @Classified"));
    List<Shape.Part> parts =
        Arrays.stream(record.getRecordComponents()).map(each -> part(each, own)).toList();
    return new Shape.Fields(record, own, alternative, parts);
  }

  private static Shape.Part part(RecordComponent component, DataClass own) {
    Class<?> record = component.getDeclaringRecord();
    boolean wrapped = component.getType() == Optional.class;
    boolean optional = wrapped || component.getName().equals(MISSING_AT_TIMES.get(record));
    Type whole = component.getGenericType();
    Type type = wrapped ? argument(whole) : whole;
    Shape shape = shape(type, record.getSimpleName() + "." + component.getName());
    Optional<DataClass> mark = explicit(component);
    if (mark.isEmpty() && mustBeMarked(type)) {
      throw new IllegalArgumentException(
          component + " of " + record.getName() + " could name somebody and has no @Classified");
    }
    if (mark.isPresent() && structured(shape)) {
      throw new IllegalArgumentException(
          component + " of " + record.getName() + " has parts: mark them, not the whole");
    }
    DataClass what = mark.or(() -> mark(item(type))).orElse(own);
    return new Shape.Part(component.getName(), what, optional, shape);
  }

  private static boolean mustBeMarked(Type type) {
    return item(type) == String.class || item(type) == PersonId.class;
  }

  /** What it is one or many of. */
  private static Class<?> item(Type type) {
    return Collection.class.isAssignableFrom(raw(type)) ? item(argument(type)) : raw(type);
  }

  private static boolean structured(Shape shape) {
    return shape instanceof Shape.Fields
        || shape instanceof Shape.OneOf
        || shape instanceof Shape.Many many && structured(many.item());
  }

  private static Shape shape(Type type, String where) {
    Class<?> raw = raw(type);
    if (raw == String.class) {
      return new Shape.Text(Optional.empty());
    }
    if (raw == int.class || raw == Integer.class) {
      return new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (raw == long.class) {
      return new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (raw == float.class || raw == double.class) {
      return new Shape.Fraction();
    }
    if (raw == boolean.class) {
      return new Shape.Flag();
    }
    if (raw == Instant.class) {
      return new Shape.Moment();
    }
    if (raw.isEnum()) {
      List<String> words =
          Arrays.stream(raw.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
      return new Shape.Choice(raw.getSimpleName(), words, OPEN.contains(raw));
    }
    if (raw == List.class || raw == Set.class) {
      return new Shape.Many(shape(argument(type), where));
    }
    if (IDENTIFIERS.contains(raw)) {
      return new Shape.Text(Optional.of(IDENTIFIER));
    }
    if (raw.isRecord()) {
      return fields(raw, parent(raw).isPresent());
    }
    if (raw.isSealed()) {
      return new Shape.OneOf(
          raw,
          Arrays.stream(raw.getPermittedSubclasses()).map(each -> fields(each, true)).toList());
    }
    throw new IllegalArgumentException(where + ": " + raw + " must not leave the house");
  }

  /** The mark of a type, or of the sealed interface that it belongs to. */
  private static Optional<DataClass> mark(Class<?> type) {
    return explicit(type).or(() -> parent(type).flatMap(Shapes::mark));
  }

  private static Optional<Class<?>> parent(Class<?> type) {
    return Arrays.<Class<?>>stream(type.getInterfaces()).filter(Class::isSealed).findFirst();
  }

  private static Optional<DataClass> explicit(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Classified.class)).map(Classified::value);
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }
}
