// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import java.time.Clock;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.ChatBell;
import org.vestibule.integrations.notify.internal.chat.ChatSettings;
import org.vestibule.integrations.notify.internal.delivery.Outlet;
import org.vestibule.integrations.notify.internal.delivery.Pace;
import org.vestibule.integrations.notify.internal.delivery.SinkComponent;
import org.vestibule.integrations.notify.internal.delivery.SinkLoop;

/** One channel of Microsoft Teams. A configuration of its own makes another one. Thread-safe. */
public final class TeamsSink implements Notifier, Outlet {
  private final SinkComponent<ChatSettings> sink = new SinkComponent<>();
  private final Clock clock;
  private final SinkLoop<TeamsPost> loop;
  private final ChatBell bell;

  /** Starts with the configuration that is there. */
  public TeamsSink(NotifyServices services, Map<String, Object> properties) {
    this(services, properties, Pace.USUAL, Clock.systemUTC());
  }

  TeamsSink(NotifyServices services, Map<String, Object> properties, Pace pace, Clock clock) {
    this.clock = clock;
    loop = new SinkLoop<>(services, pace, clock, TeamsPost.SINK);
    bell = new ChatBell(TeamsPost.SINK, loop);
    configure(properties);
    loop.start();
  }

  @Override
  public void configure(Map<String, Object> properties) {
    if (sink.take(properties, TeamsSink::settings)) {
      ChatSettings now = sink.settings();
      loop.use(
          new SinkLoop.Order<>(
              name(),
              "Teams",
              now.wish(),
              now.common().rules(1),
              (services, broker) -> TeamsPost.open(now, services, broker, clock)));
    }
  }

  static ChatSettings settings(Map<String, Object> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(TeamsConfig.PID, properties, ChatSettings.keys());
    return ChatSettings.of(reader, properties, TeamsConfig.PID);
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
  public String channel() {
    return TeamsPost.SINK;
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    return bell.deliver(notice, sink.settings());
  }

  @Override
  public String name() {
    ChatSettings now = sink.settings();
    return now == null ? TeamsPost.SINK : TeamsPost.SINK + "-" + now.common().id();
  }

  @Override
  public Status status() {
    return sink.status(loop::status);
  }
}
