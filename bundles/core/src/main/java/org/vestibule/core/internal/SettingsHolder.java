// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.core.internal.status.CorePart;

/** Holds the last good configuration. Thread-safe. */
@Component(
    service = {SettingsHolder.class, CorePart.class},
    configurationPid = CoreSettings.PID)
@Designate(ocd = CoreConfiguration.class)
public final class SettingsHolder implements CorePart {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsHolder.class);
  private static final Status GOOD = Status.ready("The configuration is valid");

  private final StatusHolder status = new StatusHolder(GOOD);
  private volatile CoreSettings current = CoreSettings.defaults();
  private boolean configured;

  /** Takes a new configuration, or keeps the one held and says why. */
  @Activate
  @Modified
  public synchronized void configure(Map<String, ?> properties) {
    try {
      current = CoreSettings.of(properties);
      configured = true;
      status.set(GOOD);
    } catch (VestibuleException e) {
      current = configured ? current : CoreSettings.instead(properties);
      LOG.warn("Configuration kept as it was: {}", e.getMessage());
      status.set(Status.degraded(Status.Cause.CONFIGURATION, e.getMessage()));
    }
  }

  /** Returns the settings that hold now. */
  public CoreSettings now() {
    return current;
  }

  @Override
  public Status status() {
    return status.get();
  }
}
