// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** One user's configuration, as it stands; {@link BrokerComponent} reads it. Immutable. */
@Component(
    service = UserEntry.class,
    configurationPid = UserConfig.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = UserConfig.class, factory = true)
public final class UserEntry {
  private final Map<String, Object> properties;

  /** Takes the configuration; another one makes another entry. */
  @Activate
  public UserEntry(Map<String, Object> properties) {
    this.properties = Map.copyOf(properties);
  }

  Map<String, Object> properties() {
    return properties;
  }
}
