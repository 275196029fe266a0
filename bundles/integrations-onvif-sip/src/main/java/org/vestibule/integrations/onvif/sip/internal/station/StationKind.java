// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * One protocol or maker: registered as a service, so that a new one is a package and nothing else.
 * Its configurations are those of the factory {@code org.vestibule.station.NAME}. Thread-safe.
 */
public interface StationKind {
  /** Returns its name in configurations, for example {@code onvif}. */
  String name();

  /** Returns the keys that it reads beyond those that each station has. */
  List<String> keys();

  /** Returns whether its devices have a camera: then its configurations have masks and zones. */
  default boolean sees() {
    return true;
  }

  /**
   * Makes a device; nothing is connected yet.
   *
   * @param common what each station has
   * @throws VestibuleException {@code configuration-invalid}
   */
  StationDevice open(StationBasics common, SettingsReader reader) throws VestibuleException;
}
