// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;

/** Who is told of changes among the people. */
class ListenersTest {
  private final List<PersonId> told = new ArrayList<>();
  private final AtomicInteger held = new AtomicInteger();

  @Test
  void aListenerThatFailsOrHasJustGoneHarmsNobodyElse() {
    PeopleListener failing =
        person -> {
          throw new IllegalStateException("no index yet");
        };
    Map<ServiceReference<?>, PeopleListener> services =
        Map.of(reference(), failing, reference(), told::add, reference(), told::add);
    ServiceReference<?> gone = reference();
    List<ServiceReference<?>> references = new ArrayList<>(services.keySet());
    references.add(0, gone);
    new Listeners(context(references, services)).accept(List.of(new PersonId("anna")));
    assertThat(told).containsExactly(new PersonId("anna"), new PersonId("anna"));
    assertThat(held).as("services that were not given back").hasValue(0);
  }

  private BundleContext context(
      List<ServiceReference<?>> references, Map<ServiceReference<?>, PeopleListener> services) {
    return proxy(
        BundleContext.class,
        (method, argument) ->
            switch (method) {
              case "getServiceReferences" -> references;
              case "getService" -> {
                PeopleListener service = services.get(argument);
                held.addAndGet(service == null ? 0 : 1);
                yield service;
              }
              case "ungetService" -> held.decrementAndGet() >= 0;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static ServiceReference<?> reference() {
    return proxy(
        ServiceReference.class,
        (method, argument) -> {
          throw new UnsupportedOperationException(method);
        });
  }

  private interface Answering {
    Object to(String method, Object argument);
  }

  private static <T> T proxy(Class<T> type, Answering answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "toString" -> type.getSimpleName();
                  default -> answers.to(method.getName(), arguments[0]);
                }));
  }
}
