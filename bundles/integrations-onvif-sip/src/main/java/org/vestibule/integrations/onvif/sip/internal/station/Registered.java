// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what was offered to the house. */
public final class Registered {
  private static final Logger LOG = LoggerFactory.getLogger(Registered.class);

  private Registered() {}

  /** Ends a registration, also one that the container ended first because the bundle stops. */
  public static void end(ServiceRegistration<?> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("The container was faster", e);
    }
  }
}
