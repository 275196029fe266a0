// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.event;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;

/**
 * Copies each event to the OSGi Event Admin in its plain form, for tools. Posted, never sent: a
 * handler that is slow must not hold anybody (OSGi Compendium 113).
 */
final class EventAdminCopy implements EventListener {
  private final EventAdmin admin;

  EventAdminCopy(EventAdmin admin) {
    this.admin = admin;
  }

  @Override
  public String name() {
    return "event-admin";
  }

  @Override
  public void on(VestibuleEvent event) {
    admin.postEvent(new Event("vestibule/" + event.topic(), EventFields.of(event)));
  }
}
