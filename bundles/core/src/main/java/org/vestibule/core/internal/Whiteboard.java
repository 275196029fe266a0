// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Everybody who registers a service of a type, by service id: one that is replaced or registered
 * twice is two. Those who are there already are fetched on a thread of its own: they may need the
 * very component that looks for them, and two that wait for each other while they start never do.
 */
public final class Whiteboard<S> implements AutoCloseable {
  private static final long FAREWELL_SECONDS = 2;

  private final ExecutorService opening;
  private final ServiceTracker<S, S> tracker;

  /**
   * Begins to look, and returns at once.
   *
   * @param comes is given each service once, with its id
   * @param goes is given the id of each that goes
   */
  public Whiteboard(
      BundleContext context, Class<S> type, BiConsumer<S, Long> comes, Consumer<Long> goes) {
    tracker =
        new ServiceTracker<>(
            context,
            type,
            new ServiceTrackerCustomizer<>() {
              @Override
              public S addingService(ServiceReference<S> reference) {
                S service = context.getService(reference);
                if (service != null) {
                  comes.accept(service, id(reference));
                }
                return service;
              }

              @Override
              public void modifiedService(ServiceReference<S> reference, S service) {
                // Nobody here looks at properties.
              }

              @Override
              public void removedService(ServiceReference<S> reference, S service) {
                goes.accept(id(reference));
                context.ungetService(reference);
              }
            });
    opening =
        Executors.newSingleThreadExecutor(Threads.named("whiteboard-" + type.getSimpleName()));
    opening.execute(tracker::open);
    opening.shutdown();
  }

  private static Long id(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }

  /** Lets everybody go. */
  @Override
  public void close() throws InterruptedException {
    opening.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    tracker.close();
  }
}
