// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a card ends, as a head-end writes it: an ISO date, or one with a time, with or without an
 * offset; a head-end without an offset is in this building and has its zone. A card whose end
 * cannot be read does not count.
 *
 * @param when empty for a card without an end
 */
public record CardEnd(boolean readable, Optional<Instant> when) {
  private static final CardEnd NEVER = new CardEnd(true, Optional.empty());
  private static final CardEnd UNREADABLE = new CardEnd(false, Optional.empty());

  /** Reads an end; an absent one is none. */
  public static CardEnd of(Optional<String> text) {
    return text.map(CardEnd::read).orElse(NEVER);
  }

  /** Returns the one that comes first. */
  public CardEnd earlier(CardEnd other) {
    if (!readable || !other.readable) {
      return UNREADABLE;
    }
    if (when.isEmpty() || other.when.isEmpty()) {
      return when.isEmpty() ? other : this;
    }
    return when.get().isBefore(other.when.get()) ? this : other;
  }

  /** Returns whether it has come. */
  public boolean over(Instant now) {
    return when.isPresent() && !now.isBefore(when.get());
  }

  private static CardEnd read(String text) {
    String iso = text.replace(' ', 'T');
    try {
      if (iso.length() == 10) {
        // The whole day still counts.
        return at(
            LocalDate.parse(iso).plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant());
      }
      return iso.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
          ? at(OffsetDateTime.parse(iso.replaceFirst("([0-9]{2})([0-9]{2})$", "$1:$2")).toInstant())
          : at(LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException e) {
      return UNREADABLE;
    }
  }

  private static CardEnd at(Instant when) {
    return new CardEnd(true, Optional.of(when));
  }
}
