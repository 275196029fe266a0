// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.visit.VisitId;

/** Makes ids such as {@code v-20261123-0007-k3f9}: day, count since start, chance. Thread-safe. */
final class VisitIds {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.systemDefault());
  private static final int CHANCE = 36 * 36 * 36 * 36;

  private final AtomicInteger count = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  VisitId next(Instant at) {
    // The smallest number of five base-36 digits plus four digits of chance, less its first digit.
    String chance = Integer.toString(CHANCE + random.nextInt(CHANCE), 36).substring(1);
    return new VisitId(
        String.format(
            Locale.ROOT, "v-%s-%04d-%s", DAY.format(at), count.incrementAndGet(), chance));
  }
}
