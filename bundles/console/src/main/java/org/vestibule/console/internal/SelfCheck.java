// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The console's status: ready after a request over the loopback came back, answered by this very
 * console. Asked again every 30 seconds, every second until the first answer.
 */
@Component(service = StatusSource.class, immediate = true)
public class SelfCheck implements StatusSource {
  private static final int TIMEOUT_MILLIS = 3000;
  private static final int PATIENCE = 30;

  private final Settings settings;
  private final Trust trust;
  private final String instance;
  private final SettingHistory history;
  private final StatusHolder status =
      new StatusHolder(Status.starting("The console waits for its web server"));
  private final ScheduledThreadPoolExecutor clock;
  private volatile HttpServiceRuntime server;
  private volatile URI address;
  private volatile Optional<String> failure = Optional.of("not asked yet");
  private volatile int failures;

  @Activate
  public SelfCheck(@Reference Settings settings, @Reference Trust trust, @Reference Deltas deltas) {
    this(settings, trust, deltas.instance(), ApiServlet.dataFolder());
    clock.execute(this::check);
  }

  SelfCheck(Settings settings, Trust trust, String instance, Path data) {
    history = new SettingHistory(data);
    this.settings = settings;
    this.trust = trust;
    this.instance = instance;
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "console-self-check");
              thread.setDaemon(true);
              return thread;
            });
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setServer(HttpServiceRuntime server, Map<String, Object> properties) {
    this.server = server;
    listenAt(properties.get("osgi.http.endpoint"));
  }

  void updatedServer(HttpServiceRuntime server, Map<String, Object> properties) {
    listenAt(properties.get("osgi.http.endpoint"));
  }

  /** Forgets the server, unless its replacement was bound before it went. */
  void unsetServer(HttpServiceRuntime server) {
    if (this.server == server) {
      this.server = null;
      address = null;
    }
  }

  @Deactivate
  void deactivate() {
    clock.shutdownNow();
  }

  /** Takes the first plain HTTP address that the web server reports. */
  void listenAt(Object endpoints) {
    Stream<?> listed =
        endpoints instanceof Object[] array
            ? Stream.of(array)
            : endpoints instanceof Iterable<?> several
                ? StreamSupport.stream(several.spliterator(), false)
                : Stream.ofNullable(endpoints);
    address =
        listed
            .map(String::valueOf)
            .filter(endpoint -> endpoint.startsWith("http://"))
            .findFirst()
            .map(URI::create)
            .orElse(null);
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public Status status() {
    status.set(current());
    return status.get();
  }

  private Status current() {
    URI asked = address;
    if (failure.isPresent() || asked == null) {
      return failures < PATIENCE
          ? Status.starting("The console waits for its web server")
          : Status.unavailable(
              Cause.NETWORK,
              "The console does not answer itself"
                  + (asked == null ? "" : " at " + asked)
                  + ": "
                  + failure.orElse("the web server is gone"));
    }
    // Asked once: a better configuration may come in between.
    Optional<String> refused = settings.refused();
    if (refused.isPresent()) {
      return Status.degraded(
          Cause.CONFIGURATION,
          "The last good configuration stays, the new one was refused: " + refused.get());
    }
    if (trust.authentication == null) {
      return Status.degraded(
          Cause.CREDENTIALS, "Nobody can log in: what finds out who asks is not running");
    }
    return aside()
        .map(
            file ->
                Status.degraded(
                    Cause.STORAGE,
                    "Who set what until then could not be read and lies in "
                        + file.getFileName()
                        + " of the data folder: look at it, and move it away"))
        .orElseGet(() -> Status.ready("Page and REST answer at " + asked));
  }

  private Optional<Path> aside() {
    try {
      return history.unreadable().stream().findFirst();
    } catch (IOException e) {
      // A data folder that cannot be listed is said by whoever keeps the store.
      return Optional.empty();
    }
  }

  void check() {
    URI asked = address;
    failure = asked == null ? Optional.of("the web server is not there") : ask(asked);
    failures = failure.isEmpty() ? 0 : failures + 1;
    if (!clock.isShutdown()) {
      clock.schedule(this::check, failure.isEmpty() ? 30 : 1, TimeUnit.SECONDS);
    }
  }

  /** Returns why {@code asked} did not answer as this console, or nothing. */
  Optional<String> ask(URI asked) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) asked.resolve("/api/health").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        int code = connection.getResponseCode();
        String answered = connection.getHeaderField(HealthResource.INSTANCE_HEADER);
        return instance.equals(answered)
            ? Optional.empty()
            : Optional.of("HTTP " + code + " from something else");
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("no connection");
    }
  }
}
