// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked.
 *
 * @param boxToken whether the box's own token lets anybody in
 * @param issuer whose tokens count, if any do
 */
record Settings(boolean boxToken, Optional<IssuerSettings> issuer) {
  static final List<String> KEYS =
      List.of(
          "boxToken",
          "issuer",
          "audience",
          "building",
          "algorithms",
          "anyJwtType",
          "clockSkewSeconds",
          "keysFreshMinutes",
          "keysGoodHours",
          "grantsClaim",
          "buildingClaim",
          "personClaim",
          "clientId",
          "clientSecretFile",
          "scope");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(AccessConfig.PID, properties, KEYS);
    return new Settings(reader.flag("boxToken", true), IssuerSettings.of(reader));
  }
}
