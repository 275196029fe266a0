// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;

/** Which configuration has which station's name: each name once, of whatever kind. Thread-safe. */
@Component(service = StationNames.class)
public final class StationNames {
  private final Map<StationId, String> owners = new ConcurrentHashMap<>();

  /**
   * Takes a name, which may be the owner's own already.
   *
   * @param factory the configuration's factory, for the message
   * @param owner the configuration
   * @throws VestibuleException {@code configuration-invalid} when another one has it
   */
  public void claim(String factory, String owner, StationId id) throws VestibuleException {
    String held = owners.putIfAbsent(id, owner);
    if (held != null && !held.equals(owner)) {
      throw SettingsReader.invalid(
          factory,
          "id",
          "'" + id + "' a second time",
          "an id that no other station has",
          "Choose another id, or remove one of the two configurations.");
    }
  }

  /** Gives a name back, if the owner has it. */
  public void release(String owner, StationId id) {
    owners.remove(id, owner);
  }
}
