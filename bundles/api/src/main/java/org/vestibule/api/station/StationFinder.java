// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/** Helps a person to take a camera or door station into service. Changes nothing. Thread-safe. */
@ConsumerType
public interface StationFinder {
  /**
   * Asks the local network which devices are there, and waits for their answers.
   *
   * @param wait 100 ms to 30 s
   * @return each device once, at most 256, in the order of their addresses
   * @throws VestibuleException {@code network-unreachable}, {@code discovery-busy}
   */
  List<FoundStation> discover(Duration wait) throws VestibuleException, InterruptedException;

  /**
   * Tries one device, step by step, and says what it found and what is missing. Moves no relay.
   *
   * @param address where it is, for example {@code http://192.0.2.20}
   * @param username empty: without a login
   * @param password not kept; whoever gave it wipes it
   * @throws VestibuleException {@code address-invalid} where nothing could be tried
   */
  StationReport check(URI address, String username, char[] password)
      throws VestibuleException, InterruptedException;
}
