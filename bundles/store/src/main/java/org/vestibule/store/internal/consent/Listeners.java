// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.consent.ConsentListener;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

/**
 * Whoever wants to know of changes. They are looked up when something has changed and not bound
 * before: most of them need the gate themselves, and two components that wait for each other never
 * start. A listener that fails harms nobody else. Thread-safe.
 */
public final class Listeners implements ConsentListener {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final BundleContext context;

  /** Looks them up through this bundle. */
  public Listeners(BundleContext context) {
    this.context = context;
  }

  @Override
  public void changed(PersonId person, Purpose purpose) {
    try {
      for (ServiceReference<ConsentListener> each :
          context.getServiceReferences(ConsentListener.class, null)) {
        tell(each, person, purpose);
      }
    } catch (InvalidSyntaxException | IllegalStateException e) {
      LOG.warn("Nobody was told of a change of consent: {}", e.toString());
    }
  }

  private void tell(ServiceReference<ConsentListener> reference, PersonId person, Purpose purpose) {
    try {
      ConsentListener listener = context.getService(reference);
      if (listener == null) {
        return;
      }
      try {
        listener.changed(person, purpose);
      } finally {
        context.ungetService(reference);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed on a change of consent: {}", reference, e.toString());
    }
  }
}
