// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.time.Clock;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.ChatBell;
import org.vestibule.integrations.notify.internal.delivery.Outlet;
import org.vestibule.integrations.notify.internal.delivery.Pace;
import org.vestibule.integrations.notify.internal.delivery.SinkComponent;
import org.vestibule.integrations.notify.internal.delivery.SinkLoop;

/** One channel of Slack. A configuration of its own makes another one. Thread-safe. */
public final class SlackSink implements Notifier, Outlet {
  private final SinkComponent<SlackSettings> sink = new SinkComponent<>();
  private final Clock clock;
  private final SinkLoop<SlackPost> loop;
  private final ChatBell bell;
  private final SlackErrands errands;

  /** Starts with the configuration that is there. */
  public SlackSink(NotifyServices services, Map<String, Object> properties) {
    this(services, properties, Pace.USUAL, Clock.systemUTC());
  }

  SlackSink(NotifyServices services, Map<String, Object> properties, Pace pace, Clock clock) {
    this.clock = clock;
    loop = new SinkLoop<>(services, pace, clock, SlackPost.SINK);
    bell = new ChatBell(SlackPost.SINK, loop);
    errands = new SlackErrands(services, loop, clock);
    configure(properties);
    loop.start();
  }

  @Override
  public void configure(Map<String, Object> properties) {
    if (sink.take(properties, SlackSettings::of)) {
      SlackSettings now = sink.settings();
      loop.use(
          new SinkLoop.Order<>(
              name(),
              "Slack",
              now.chat().wish(),
              now.chat().common().rules(1),
              (there, broker) -> SlackPost.open(now, there, broker, clock)));
    }
  }

  @Override
  public void stop() throws InterruptedException {
    errands.stop();
    loop.stop();
  }

  @Override
  public void forget() {
    loop.forget();
  }

  @Override
  public String channel() {
    return SlackPost.SINK;
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    SlackSettings now = sink.settings();
    String receipt = bell.deliver(notice, now == null ? null : now.chat());
    if (receipt.startsWith("taken")) {
      errands.picture(now, notice);
    }
    return receipt;
  }

  /** Returns whether this is the channel that a request of Slack is for. */
  boolean named(String id) {
    SlackSettings now = sink.settings();
    return now != null && now.interactive() && now.chat().common().id().equals(id);
  }

  /**
   * Takes a request of Slack.
   *
   * @param timestamp may be null
   * @param signature may be null
   * @return the HTTP status to answer with
   */
  int asked(String timestamp, String signature, byte[] body) {
    return errands.asked(sink.settings(), timestamp, signature, body);
  }

  @Override
  public String name() {
    SlackSettings now = sink.settings();
    return now == null ? SlackPost.SINK : SlackPost.SINK + "-" + now.chat().common().id();
  }

  @Override
  public Status status() {
    return sink.status(loop::status);
  }
}
