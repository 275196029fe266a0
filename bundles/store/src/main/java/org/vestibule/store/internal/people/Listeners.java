// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.Collection;
import java.util.function.Consumer;
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
public final class Listeners implements Consumer<Collection<PersonId>> {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final BundleContext context;

  /** Looks in this context. */
  public Listeners(BundleContext context) {
    this.context = context;
  }

  /** Tells everyone of these people: of one, or of all after the vault was opened or locked. */
  @Override
  public void accept(Collection<PersonId> people) {
    try {
      for (ServiceReference<PeopleListener> each :
          context.getServiceReferences(PeopleListener.class, null)) {
        tell(each, people);
      }
    } catch (InvalidSyntaxException | IllegalStateException e) {
      LOG.warn("Nobody was told of a change of {} people: {}", people.size(), e.toString());
    }
  }

  private void tell(ServiceReference<PeopleListener> reference, Collection<PersonId> people) {
    try {
      PeopleListener listener = context.getService(reference);
      if (listener == null) {
        return;
      }
      try {
        people.forEach(listener::changed);
      } finally {
        context.ungetService(reference);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed on a change of {} people: {}", reference, people.size(), e.toString());
    }
  }
}
