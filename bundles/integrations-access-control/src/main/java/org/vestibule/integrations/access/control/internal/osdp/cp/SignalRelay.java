// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.door.DoorSignals;

/**
 * Brings the readers' inputs to the doors. It stands between them because the doors need what moves
 * their locks, which is the readers: services that need each other could not start. Thread-safe.
 */
@Component(
    service = {},
    immediate = true)
public final class SignalRelay {
  private final SignalSource source;
  private volatile DoorSignals house;

  /** For the container. */
  @Activate
  public SignalRelay(@Reference SignalSource source) {
    this.source = source;
  }

  @Deactivate
  void close() {
    source.signals(null);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setHouse(DoorSignals service) {
    house = service;
    source.signals(service);
  }

  void unsetHouse(DoorSignals service) {
    if (house == service) {
      house = null;
      source.signals(null);
    }
  }
}
