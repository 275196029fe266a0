// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** Reads a device's clock (ONVIF Core, GetSystemDateAndTime). */
final class DeviceClock {
  private DeviceClock() {}

  /**
   * Returns by how much a device is ahead; nothing where it does not say.
   *
   * @param now by this machine
   */
  static Duration ahead(XmlNode answer, Instant now) {
    return answer
        .path("SystemDateAndTime", "UTCDateTime")
        .flatMap(DeviceClock::read)
        .map(there -> Duration.between(now, there))
        .orElse(Duration.ZERO);
  }

  private static Optional<Instant> read(XmlNode utc) {
    try {
      return Optional.of(
          LocalDateTime.of(
                  Integer.parseInt(utc.textAt("Date", "Year")),
                  Integer.parseInt(utc.textAt("Date", "Month")),
                  Integer.parseInt(utc.textAt("Date", "Day")),
                  Integer.parseInt(utc.textAt("Time", "Hour")),
                  Integer.parseInt(utc.textAt("Time", "Minute")),
                  // A leap second is no time of Java's.
                  Math.min(59, Integer.parseInt(utc.textAt("Time", "Second"))))
              .toInstant(ZoneOffset.UTC));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
