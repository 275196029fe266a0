// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** A further broker, one for each configuration: as the main one, but for notices. Thread-safe. */
@Component(
    service = {EventListener.class, StatusSource.class},
    immediate = true,
    configurationPid = MqttConfig.FURTHER_PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MqttConfig.class, factory = true)
public final class FurtherBroker implements EventListener, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(FurtherBroker.class);

  private final String name;
  private final Broker broker;

  /** Starts with what is configured; what is wrong with it stands in the status. */
  @Activate
  public FurtherBroker(
      @Reference Surroundings house, BundleContext bundle, Map<String, Object> properties) {
    name = "mqtt-" + MqttSettings.name(properties);
    broker =
        new Broker(MqttConfig.FURTHER_PID, name, house, file -> bundle.getDataFile(file).toPath());
    broker.configure(properties);
    broker.start();
  }

  /** Takes a changed configuration; its name stays. */
  @Modified
  void configure(Map<String, Object> properties) {
    if (!("mqtt-" + MqttSettings.name(properties)).equals(name)) {
      LOG.warn("{} keeps its name; make a new configuration for another one", name);
    }
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

  void stop() throws InterruptedException {
    broker.stop();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void on(VestibuleEvent event) {
    broker.on(event);
  }

  @Override
  public Status status() {
    return broker.status();
  }
}
