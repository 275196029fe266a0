// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.HoldOrder;
import org.vestibule.messages.shape.Shape;
import org.vestibule.messages.shape.Shapes;

/**
 * One command as it stands in messages: the reader and the schema are both made from it. Immutable.
 *
 * @param name as {@link Command#name}
 * @param record which it becomes
 * @param version 1, 2, ...: another one when what was right is right no longer
 * @param fields what it needs beside its name, all of them, and nothing else
 * @param make makes it from values that are right
 */
public record CommandKind(
    String name,
    Class<? extends Command> record,
    int version,
    List<Field> fields,
    Function<Map<String, Object>, Command> make) {
  /** What every command bears. */
  public static final List<Field> COMMON =
      List.of(
          new Field("id", true, new Shape.Text(Optional.of("^[A-Za-z0-9._-]{1,64}$"))),
          new Field("issuedAt", false, new Shape.Moment()));

  private static final Field DOOR =
      new Field("door", true, new Shape.Text(Optional.of(Shapes.IDENTIFIER)));
  private static final Field SECONDS =
      new Field("seconds", true, new Shape.Whole(1, HoldOrder.MOST_LEASE.toSeconds()));

  private static final List<CommandKind> ALL =
      List.of(
          new CommandKind(
              "door-open",
              Command.DoorOpen.class,
              1,
              List.of(DOOR),
              in -> new Command.DoorOpen(door(in))),
          new CommandKind(
              "door-hold",
              Command.DoorHold.class,
              1,
              List.of(DOOR, SECONDS),
              in -> new Command.DoorHold(door(in), ((Long) in.get("seconds")).intValue())),
          new CommandKind(
              "door-secure",
              Command.DoorSecure.class,
              1,
              List.of(DOOR),
              in -> new Command.DoorSecure(door(in))));

  /** Copies. */
  public CommandKind {
    fields = List.copyOf(fields);
  }

  /** Returns all there are. */
  public static List<CommandKind> all() {
    return ALL;
  }

  /** Finds one by its name. */
  public static Optional<CommandKind> of(String name) {
    return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  private static DoorId door(Map<String, Object> in) {
    return new DoorId((String) in.get("door"));
  }

  /**
   * One field.
   *
   * @param needed whether a command without it is refused
   * @param shape text, a whole number or a moment
   */
  public record Field(String name, boolean needed, Shape shape) {}
}
