// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.store.internal.consent.Listeners;

/**
 * Whoever holds templates in memory is told of those that have gone from the disk, as if consent
 * had changed: what is held by it has. While the vault is locked nobody holds any.
 */
final class Faceless implements Consumer<Set<UUID>> {
  private final BundleContext context;
  private final Listeners listeners;

  Faceless(BundleContext context) {
    this.context = context;
    listeners = new Listeners(context);
  }

  @Override
  public void accept(Set<UUID> subjects) {
    ServiceReference<Pseudonyms> reference = context.getServiceReference(Pseudonyms.class);
    Pseudonyms names = reference == null ? null : context.getService(reference);
    if (names == null) {
      return;
    }
    try {
      for (UUID subject : subjects) {
        names
            .whose("subject-" + subject)
            .ifPresent(person -> listeners.changed(person, Purpose.UNLOCK));
      }
    } finally {
      context.ungetService(reference);
    }
  }
}
