// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked.
 *
 * @param keyGuard the name of what shall hold the device key
 * @param allowKeyInside whether the key file may lie in the data folder
 */
record VaultSettings(String keyGuard, boolean allowKeyInside) {
  private static final List<String> KEYS = List.of("keyGuard", "allowKeyInside");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static VaultSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(VaultConfig.PID, properties, KEYS);
    return new VaultSettings(
        reader.name("keyGuard", VaultFolder.KEY_FILE, VaultFolder.KEY_FILE),
        reader.flag("allowKeyInside", false));
  }
}
