// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.api.status.StatusHolder;

/**
 * The sinks of one kind: one for each configuration, each a service of its own. Thread-safe;
 * configurations come one at a time.
 *
 * @param <O> the kind
 */
public final class Outlets<O extends Outlet> {
  private final BundleContext context;
  private final List<String> offered;
  private final Function<Map<String, Object>, O> maker;
  private final ConcurrentMap<String, O> byPid = new ConcurrentHashMap<>();
  private final Map<String, ServiceRegistration<?>> services = new ConcurrentHashMap<>();
  private final StatusHolder status;
  private final String none;
  private volatile boolean stopped;

  /**
   * @param offered the services that each of them is
   * @param none what is said while there are none
   */
  public Outlets(
      BundleContext context,
      List<String> offered,
      String none,
      Function<Map<String, Object>, O> maker) {
    this.context = context;
    this.offered = offered;
    this.maker = maker;
    status = new StatusHolder(Status.ready(none));
    this.none = none;
  }

  /** Takes a configuration, of a sink that is there or of a new one. */
  public void updated(String pid, Map<String, Object> properties) {
    O held = byPid.get(pid);
    if (held != null) {
      held.configure(properties);
    } else {
      O made = maker.apply(properties);
      byPid.put(pid, made);
      if (stopped) { // Configuration Admin was on its way while the bundle ended.
        end(pid);
        return;
      }
      services.put(pid, context.registerService(offered.toArray(String[]::new), made, null));
      if (stopped) {
        end(pid);
      }
    }
  }

  /** Ends a sink whose configuration somebody removed. */
  public void deleted(String pid) {
    O gone = byPid.get(pid);
    if (gone != null) {
      gone.forget();
    }
    end(pid);
  }

  private void end(String pid) {
    ServiceRegistration<?> service = services.remove(pid);
    if (service != null) {
      service.unregister();
    }
    O gone = byPid.remove(pid);
    if (gone != null) {
      try {
        gone.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends all; they come again, and get what waits for them. */
  public void stop() {
    stopped = true;
    List.copyOf(byPid.keySet()).forEach(this::end);
  }

  /** Returns them. */
  public Collection<O> all() {
    return byPid.values();
  }

  /** Returns the worst of them, with what each has to say that is not well. */
  public Status status() {
    List<Status> all = byPid.values().stream().map(Outlet::status).toList();
    String troubles =
        byPid.values().stream()
            .filter(each -> each.status().state() != State.READY)
            .map(each -> each.name() + ": " + each.status().sentence())
            .sorted()
            .collect(Collectors.joining("; "));
    Status worst =
        all.stream()
            .max(
                Comparator.comparing((Status each) -> each.cause() == Cause.CONFIGURATION)
                    .thenComparing(each -> severity(each.state())))
            .orElse(Status.ready(none));
    boolean well = worst.state() == State.READY;
    String sentence = all.isEmpty() ? none : well ? all.size() + " configured" : troubles;
    status.set(new Status(worst.state(), worst.cause(), sentence, worst.since()));
    return status.get();
  }

  private static int severity(State state) {
    return List.of(State.STOPPED, State.READY, State.STARTING, State.DEGRADED, State.UNAVAILABLE)
        .indexOf(state);
  }
}
