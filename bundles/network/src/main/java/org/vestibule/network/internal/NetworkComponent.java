// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** Opens, guards and closes what the house listens on. Thread-safe. */
@Component(service = StatusSource.class, configurationPid = NetworkConfig.PID, immediate = true)
@Designate(ocd = NetworkConfig.class)
public final class NetworkComponent implements StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkComponent.class);
  private static final long LOOK_SECONDS = 5;

  private final BundleContext context;
  private final Guards guards;
  private final Clock clock = Clock.systemUTC();
  private final ScheduledExecutorService timer;
  private ServiceRegistration<ConnectorFactory> https;
  private TlsListener listener;
  private CertificateWatch watch;
  private String refusal = "";
  private volatile Status status = Status.starting("Reads its configuration");

  /** Starts with the configuration that is there. */
  @Activate
  public NetworkComponent(
      BundleContext context, @Reference ConfigurationAdmin admin, Map<String, Object> properties) {
    this.context = context;
    guards = new Guards(context, admin);
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "network-certificate");
              thread.setDaemon(true);
              return thread;
            });
    timer = one;
    configure(properties);
    one.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes another configuration; a wrong one closes what is beyond loopback. */
  @Modified
  synchronized void configure(Map<String, Object> properties) {
    closeHttps();
    Settings settings;
    refusal = "";
    try {
      settings = Settings.of(properties);
    } catch (VestibuleException e) {
      refuse(e);
      settings = defaults();
    }
    guards.stand(settings);
    if (settings.https().isPresent()) {
      try {
        open(settings.https().get(), settings.tls());
      } catch (VestibuleException e) {
        refuse(e);
      }
    }
    tell();
  }

  private static Settings defaults() {
    try {
      return Settings.of(Map.of());
    } catch (VestibuleException e) {
      throw new IllegalStateException("without settings the defaults hold", e);
    }
  }

  private void refuse(VestibuleException e) {
    refusal = e.getMessage();
    LOG.warn("Configuration refused: {}", refusal);
  }

  private void open(Settings.Https where, Settings.Tls tls) throws VestibuleException {
    List<String> names = tls.names().isEmpty() ? Addresses.ownNames(where.address()) : tls.names();
    Path folder =
        Path.of(System.getProperty("vestibule.data", "data")).resolve("secrets").resolve("tls");
    watch = new CertificateWatch(tls, names, new GeneratedIdentity(folder, clock), clock);
    listener = new TlsListener(where, tls.versions(), watch.now());
    https = context.registerService(ConnectorFactory.class, listener, null);
  }

  private synchronized void look() {
    if (listener != null) {
      watch.look(listener);
    }
    tell();
  }

  private void tell() {
    Status now = state();
    if (!now.sameAs(status)) {
      status = now;
    }
  }

  private Status state() {
    if (!refusal.isEmpty()) {
      return Status.degraded(Status.Cause.CONFIGURATION, refusal);
    }
    if (!guards.refused().isEmpty()) {
      return Status.degraded(
          Status.Cause.CONFIGURATION,
          "Plain HTTP on "
              + guards.refused()
              + " is refused; set httpsAddress, or plainBeyondLoopback = true");
    }
    if (listener == null) {
      return Status.ready("Nothing listens beyond loopback");
    }
    if (!listener.open()) {
      return Status.degraded(
          Status.Cause.NETWORK, listener + " cannot be opened; see the log for why");
    }
    if (!watch.trouble().isEmpty()) {
      return Status.degraded(Status.Cause.CREDENTIALS, watch.trouble());
    }
    return Status.ready(
        "Listens on "
            + listener
            + ", certificate in force until "
            + listener.identity().end().atZone(ZoneOffset.UTC).toLocalDate());
  }

  @Deactivate
  synchronized void stop() {
    timer.shutdownNow();
    closeHttps();
    guards.close();
  }

  private void closeHttps() {
    if (https != null) {
      https.unregister();
    }
    https = null;
    listener = null;
    watch = null;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public Status status() {
    return status;
  }
}
