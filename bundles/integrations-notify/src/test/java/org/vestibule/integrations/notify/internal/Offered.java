// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** What a bundle offers, without a container. */
public final class Offered {
  /** The services, in the order in which they came. */
  public final List<Object> services = new CopyOnWriteArrayList<>();

  /** Returns the context of the bundle. */
  public BundleContext context() {
    return proxy(
        BundleContext.class,
        (method, arguments) -> {
          services.add(arguments[1]);
          return proxy(
              ServiceRegistration.class,
              (unregister, none) -> services.remove(arguments[1]) ? null : null);
        });
  }

  /** What one call does. */
  @FunctionalInterface
  private interface Does {
    Object with(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Does does) {
    return type.cast(
        Proxy.newProxyInstance(
            Offered.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> does.with(method.getName(), arguments)));
  }
}
