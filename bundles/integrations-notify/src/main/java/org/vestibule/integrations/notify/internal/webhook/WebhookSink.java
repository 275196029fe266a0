// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import java.time.Clock;
import java.util.Map;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.delivery.Outlet;
import org.vestibule.integrations.notify.internal.delivery.Pace;
import org.vestibule.integrations.notify.internal.delivery.SinkComponent;
import org.vestibule.integrations.notify.internal.delivery.SinkLoop;

/** One webhook. A configuration of its own makes another one. Thread-safe. */
public final class WebhookSink implements Outlet {
  private final SinkComponent<WebhookSettings> sink = new SinkComponent<>();
  private final Clock clock;
  private final SinkLoop<WebhookPost> loop;

  /** Starts with the configuration that is there. */
  public WebhookSink(NotifyServices services, Map<String, Object> properties) {
    this(services, properties, Pace.USUAL, Clock.systemUTC());
  }

  WebhookSink(NotifyServices services, Map<String, Object> properties, Pace pace, Clock clock) {
    this.clock = clock;
    loop = new SinkLoop<>(services, pace, clock, WebhookPost.SINK);
    configure(properties);
    loop.start();
  }

  @Override
  public void configure(Map<String, Object> properties) {
    if (sink.take(properties, WebhookSettings::of)) {
      WebhookSettings now = sink.settings();
      loop.use(
          new SinkLoop.Order<>(
              name(),
              now.url().getHost(),
              now.events(),
              now.common().rules(now.concurrency()),
              (services, broker) -> WebhookPost.open(now, services, broker, clock)));
    }
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop();
  }

  @Override
  public void forget() {
    loop.forget();
  }

  @Override
  public String name() {
    WebhookSettings now = sink.settings();
    return now == null ? WebhookPost.SINK : WebhookPost.SINK + "-" + now.common().id();
  }

  @Override
  public Status status() {
    return sink.status(loop::status);
  }
}
