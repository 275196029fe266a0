// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * The main broker: is told every event from the outbox, keeps the state of each door and each part,
 * and is the way of notices. Thread-safe.
 */
@Component(
    service = {EventListener.class, StatusSource.class, Notifier.class},
    immediate = true,
    configurationPid = MqttConfig.PID)
@Designate(ocd = MqttConfig.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + Way.SINK,
      "classes:List<String>='event,health,personal,transcript,credential'",
      "purpose='" + Way.PURPOSE + "'"
    })
public final class MqttMessaging implements EventListener, StatusSource, Notifier {
  private static final String NAME = "integrations-messaging";
  private static final long NOTICE_SECONDS = 5;

  private final Broker broker;

  /** Starts with what is configured. */
  @Activate
  public MqttMessaging(
      @Reference Surroundings house, BundleContext bundle, Map<String, Object> properties) {
    broker = new Broker(MqttConfig.PID, Way.SINK, house, name -> bundle.getDataFile(name).toPath());
    broker.configure(properties);
    broker.start();
  }

  @Modified
  void configure(Map<String, Object> properties) {
    broker.configure(properties);
  }

  /**
   * Ends. Where somebody removed the configuration nothing is kept for this broker any longer; in
   * every other case it comes again, and gets what waits for it.
   *
   * @param reason as OSGi numbers them
   */
  @Deactivate
  void stop(int reason) throws InterruptedException {
    if (reason == Broker.CONFIGURATION_DELETED) {
      broker.remove();
    } else {
      stop();
    }
  }

  /** Says that the gateway stops on purpose, and leaves. */
  public void stop() throws InterruptedException {
    broker.stop();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void on(VestibuleEvent event) {
    broker.on(event);
  }

  @Override
  public String channel() {
    return "mqtt";
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    if (broker.status().cause() == Status.Cause.DISABLED) {
      // Nobody asked for this channel: that is no failure of the visit.
      return "not used: no broker configured";
    }
    MqttSettings settings = broker.settings();
    if (silentAlarm(notice)) {
      // Never on the topic that everybody's phone reads: the event has a topic of its own.
      return settings.duress() ? "told on door/duress" : "not used: duress is off";
    }
    NoticeErrand errand = new NoticeErrand(notice, settings);
    if (!broker.errand(errand)) {
      throw undeliverable(broker.status().sentence());
    }
    try {
      if (!errand.arrived().get(NOTICE_SECONDS, TimeUnit.SECONDS)) {
        throw undeliverable("the site allows neither personal nor event for sink mqtt");
      }
      return "confirmed by the broker";
    } catch (TimeoutException | ExecutionException e) {
      throw undeliverable("no confirmation within " + NOTICE_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undeliverable("interrupted");
    } finally {
      errand.arrived().cancel(false);
    }
  }

  @Override
  public Status status() {
    return broker.status();
  }

  /** Somebody may be in danger, and nobody is called; no other notice is both. */
  private static boolean silentAlarm(Notice notice) {
    return notice.urgent() && notice.quiet();
  }

  private static VestibuleException undeliverable(String found) {
    return new VestibuleException(
        "notice-undeliverable",
        "notice by MQTT",
        found,
        "a connected broker",
        "See the status of " + NAME + ".");
  }
}
