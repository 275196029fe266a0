// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;

/**
 * Whoever wants to know of changes. They are looked up when something has changed and not bound
 * before: most of them need the directory themselves, and two components that wait for each other
 * never start. A listener that fails harms nobody. Thread-safe.
 */
final class Listeners implements PeopleListener {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final BundleContext context;

  Listeners(BundleContext context) {
    this.context = context;
  }

  @Override
  public void changed(PersonId person) {
    try {
      for (ServiceReference<PeopleListener> each :
          context.getServiceReferences(PeopleListener.class, null)) {
        tell(each, person);
      }
    } catch (InvalidSyntaxException | IllegalStateException e) {
      LOG.warn("Nobody was told of a change of {}: {}", person, e.toString());
    }
  }

  private void tell(ServiceReference<PeopleListener> reference, PersonId person) {
    try {
      PeopleListener listener = context.getService(reference);
      if (listener == null) {
        return;
      }
      try {
        listener.changed(person);
      } finally {
        context.ungetService(reference);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed on a change of {}: {}", reference, person, e.toString());
    }
  }
}
