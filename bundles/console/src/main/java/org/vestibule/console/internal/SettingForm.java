// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * What a bundle lets a person set.
 *
 * @param pid the configuration's name, or what the names of its instances begin with
 * @param factory whether there may be several of it
 * @param bundle whose it is
 */
record SettingForm(
    String pid,
    boolean factory,
    String title,
    String description,
    Bundle bundle,
    List<Setting> settings) {
  Optional<Setting> setting(String key) {
    return settings.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  List<String> keys() {
    return settings.stream().map(Setting::key).toList();
  }

  /** A key that the form does not know may be a secret that somebody mistyped. */
  boolean isSecret(String key) {
    return setting(key).map(Setting::isSecret).orElse(true);
  }
}
