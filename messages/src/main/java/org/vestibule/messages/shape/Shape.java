// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.shape;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.egress.DataClass;

/**
 * The form that a part of the contract has in messages. There is none for a template, a picture or
 * a sound, so no message can hold one. Immutable.
 */
public sealed interface Shape {
  /**
   * Text.
   *
   * @param pattern what it always matches, as a regular expression; empty: any text
   */
  record Text(Optional<String> pattern) implements Shape {}

  /** A whole number, within these bounds. */
  record Whole(long least, long most) implements Shape {}

  /** A number that need not be whole. */
  record Fraction() implements Shape {}

  /** True or false. */
  record Flag() implements Shape {}

  /** A moment, as RFC 3339 has it. */
  record Moment() implements Shape {}

  /**
   * One of some words.
   *
   * @param name of the enumeration
   * @param open whether a later release may know more words without being another version
   */
  record Choice(String name, List<String> words, boolean open) implements Shape {
    /** Copies. */
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** Any number of the same. */
  record Many(Shape item) implements Shape {}

  /**
   * A record of several parts.
   *
   * @param record which it is read from
   * @param what its class, that of parts that bear no mark
   * @param alternative whether it carries its name as {@code type}
   */
  record Fields(Class<?> record, DataClass what, boolean alternative, List<Part> parts)
      implements Shape {
    /** Copies. */
    public Fields {
      parts = List.copyOf(parts);
    }

    /** Returns its name, which an alternative carries as {@code type}. */
    public String name() {
      return record.getSimpleName();
    }
  }

  /**
   * One of several records, told apart by {@code type}.
   *
   * @param sealed the interface that they belong to
   */
  record OneOf(Class<?> sealed, List<Fields> alternatives) implements Shape {
    /** Copies. */
    public OneOf {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * One part of a record.
   *
   * @param what its class
   * @param optional whether it may be missing in a message of which nothing was left out
   */
  record Part(String name, DataClass what, boolean optional, Shape shape) {}
}
