// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.sound.EchoCancellers;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Offers echo cancellers as long as a first one works on this machine; otherwise the status says
 * why, no service is there, and lines stay half-duplex. A line keeps its canceller when this bundle
 * stops. Thread-safe.
 */
@Component(immediate = true, service = StatusSource.class, configurationPid = EchoConfig.PID)
@Designate(ocd = EchoConfig.class)
public final class EchoComponent implements StatusSource, EchoCancellers {
  private static final Logger LOG = LoggerFactory.getLogger(EchoComponent.class);

  private final StatusHolder natives = new StatusHolder(Status.starting("Tries a first block"));
  private volatile Settings settings = Settings.DEFAULTS;
  private volatile Status refused;
  private ServiceRegistration<EchoCancellers> registration;

  /** Loads the library and cancels a first block; registers the service if that works. */
  @Activate
  public synchronized void activate(BundleContext context, Map<String, Object> properties) {
    modified(properties);
    if (works()) {
      registration = context.registerService(EchoCancellers.class, this, null);
    }
  }

  /** Takes new settings for the next line; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      refused = null;
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      Status next =
          Status.degraded(Cause.CONFIGURATION, e.getMessage() + " The last good one holds.");
      refused = next.sameAs(refused) ? refused : next;
    }
  }

  /** Takes the service back; lines that are open go on with what they have. */
  @Deactivate
  public synchronized void deactivate() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
  }

  private boolean works() {
    try {
      WebRtcLibrary.load();
      try (EchoCanceller first = open()) {
        first.played(new short[EchoCanceller.BLOCK]);
        first.cancel(new short[EchoCanceller.BLOCK]);
      }
      natives.set(Status.ready("Cancels echo with WebRTC's AEC3"));
      return true;
    } catch (VestibuleException e) {
      natives.set(halfDuplex(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A first block could not be cancelled", e);
      natives.set(halfDuplex("the native library of WebRTC fails: see the log."));
    }
    return false;
  }

  private static Status halfDuplex(String why) {
    return Status.unavailable(Cause.NATIVE_MISSING, "Lines stay half-duplex: " + why);
  }

  @Override
  public EchoCanceller open() {
    return new WebRtcCanceller(settings);
  }

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Status status() {
    Status own = natives.get();
    Status wrong = refused;
    return wrong != null && own.state() == Status.State.READY ? wrong : own;
  }
}
