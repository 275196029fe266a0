// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A service that comes and goes. It is looked up when it is needed and not bound before: the audit
 * asks for pseudonyms and this bundle for the audit, and two components that wait for each other
 * never start.
 *
 * @param <S> the service
 */
@FunctionalInterface
public interface Neighbour<S> {
  /** Takes the service that is here, until the hold is closed. */
  Held<S> hold();

  /**
   * A service for a while.
   *
   * @param service empty when there is none
   * @param release gives it back
   */
  record Held<S>(Optional<S> service, Runnable release) implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }
  }

  /** A service that is always here. */
  static <S> Neighbour<S> always(S service) {
    return () -> new Held<>(Optional.ofNullable(service), () -> {});
  }

  /** The service of the highest ranking. */
  static <S> Neighbour<S> in(BundleContext context, Class<S> type) {
    return () -> {
      ServiceReference<S> reference = context.getServiceReference(type);
      S service = reference == null ? null : context.getService(reference);
      return service == null
          ? new Held<>(Optional.empty(), () -> {})
          : new Held<>(Optional.of(service), () -> context.ungetService(reference));
    };
  }

  /** All services of a type. */
  static <S> Neighbour<List<S>> all(BundleContext context, Class<S> type) {
    return () -> {
      Collection<ServiceReference<S>> references = references(context, type);
      List<ServiceReference<S>> held = new ArrayList<>();
      List<S> services = new ArrayList<>();
      for (ServiceReference<S> reference : references) {
        S service = context.getService(reference);
        if (service != null) {
          held.add(reference);
          services.add(service);
        }
      }
      return new Held<>(Optional.of(services), () -> held.forEach(context::ungetService));
    };
  }

  private static <S> Collection<ServiceReference<S>> references(
      BundleContext context, Class<S> type) {
    try {
      return context.getServiceReferences(type, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("no filter is always a filter", e);
    }
  }
}
