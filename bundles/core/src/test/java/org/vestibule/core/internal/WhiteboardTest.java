// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Who looks for others while it starts must not wait for those who wait for it. */
@Timeout(180)
class WhiteboardTest {
  private final CountDownLatch started = new CountDownLatch(1);
  private final AtomicReference<ServiceListener> registry = new AtomicReference<>();
  private final BlockingQueue<String> came = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> went = new LinkedBlockingQueue<>();
  private Whiteboard<Runnable> whiteboard;

  @AfterEach
  void close() throws InterruptedException {
    started.countDown();
    whiteboard.close();
  }

  /** A service that can only be made once this component has started, as in the deadlock. */
  private Object service() throws InterruptedException {
    started.await();
    return (Runnable) () -> {};
  }

  @Test
  void oneThatNeedsWhoeverLooksForItIsFetchedOnceThatHasStarted() throws Exception {
    whiteboard =
        new Whiteboard<>(
            context(),
            Runnable.class,
            (service, id) -> came.add(Thread.currentThread().getName() + " " + id),
            went::add);
    assertThat(came).isEmpty();
    started.countDown();
    assertThat(came.poll(60, TimeUnit.SECONDS)).startsWith("vestibule-whiteboard").endsWith(" 7");
    registry.get().serviceChanged(new ServiceEvent(ServiceEvent.UNREGISTERING, reference()));
    assertThat(went.poll(60, TimeUnit.SECONDS)).isEqualTo(7);
  }

  private ServiceReference<?> reference;

  private synchronized ServiceReference<?> reference() {
    if (reference == null) {
      reference =
          proxy(
              ServiceReference.class,
              (method, arguments) -> method.equals("getProperty") ? 7L : null);
    }
    return reference;
  }

  private BundleContext context() {
    return proxy(
        BundleContext.class,
        (method, arguments) ->
            switch (method) {
              case "createFilter" -> proxy(Filter.class, (name, with) -> true);
              case "addServiceListener" -> {
                registry.set((ServiceListener) arguments[0]);
                yield null;
              }
              case "getServiceReferences" -> new ServiceReference<?>[] {reference()};
              case "getService" -> service();
              case "ungetService" -> true;
              default -> null;
            });
  }

  private interface Answers {
    Object to(String method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "compareTo" -> 0;
                  default -> answers.to(method.getName(), arguments);
                }));
  }
}
