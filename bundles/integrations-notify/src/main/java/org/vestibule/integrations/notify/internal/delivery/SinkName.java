// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** What one of several configurations of a kind is called. Stateless. */
public final class SinkName {
  private static final int MOST = 40;

  private SinkName() {}

  /**
   * Returns {@code id}, or else what stands behind the kind in the name of the configuration: of
   * {@code etc/org.vestibule.webhook-lift.cfg} it is {@code lift}.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static String of(SettingsReader reader, Map<String, ?> properties, String factoryPid)
      throws VestibuleException {
    String id = reader.name("id", named(properties, factoryPid), "lift");
    if (id.length() > MOST) {
      // Its cursor is called after kind and id.
      throw SettingsReader.invalid(
          factoryPid,
          "id",
          id.length() + " characters",
          "at most " + MOST,
          SettingsReader.example("id", "lift"));
    }
    return id;
  }

  /** As Configuration Admin named it, or the file that it came from; null when neither says so. */
  private static String named(Map<String, ?> properties, String factoryPid) {
    Pattern form = Pattern.compile(Pattern.quote(factoryPid) + "[~-]([a-z0-9][a-z0-9-]*)");
    String file = String.valueOf(properties.get("felix.fileinstall.filename"));
    String plain = file.substring(file.lastIndexOf('/') + 1).replaceAll("[.](cfg|config)$", "");
    for (String name : List.of(String.valueOf(properties.get("service.pid")), plain)) {
      Matcher named = form.matcher(name);
      if (named.matches() && named.group(1).length() <= MOST) {
        return named.group(1);
      }
    }
    return null;
  }
}
