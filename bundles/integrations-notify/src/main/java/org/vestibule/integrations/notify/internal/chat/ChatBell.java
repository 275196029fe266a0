// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Notice;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.SinkLoop;

/** Rings in a channel of people, at once or not at all. Thread-safe. */
public final class ChatBell {
  private static final int MOST_AT_A_TIME = 4;

  private final String channel;
  private final SinkLoop<? extends ChatPost> loop;
  private final Semaphore turns = new Semaphore(MOST_AT_A_TIME);

  public ChatBell(String channel, SinkLoop<? extends ChatPost> loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /**
   * Delivers a notice.
   *
   * @param settings null before the first good configuration
   * @throws VestibuleException {@code notice-undeliverable}
   */
  public String deliver(Notice notice, ChatSettings settings) throws VestibuleException {
    if (settings == null) {
      throw undeliverable("no good configuration");
    }
    if (notice.urgent() && notice.quiet()) {
      // Never where everybody's phone shows it: the event goes its own way, if the site says so.
      return settings.common().duress() ? "told as door/duress" : "not used: duress is off";
    }
    if (!settings.what().contains(ChatSettings.BELL)) {
      return "not used: bell is not in what";
    }
    if (notice.quiet()) {
      return "not used: this channel makes a sound, and nobody is called";
    }
    Optional<? extends ChatPost> post = loop.post();
    if (post.isEmpty()) {
      throw undeliverable(loop.status().sentence());
    }
    if (!turns.tryAcquire()) {
      throw undeliverable(MOST_AT_A_TIME + " others are on their way");
    }
    try {
      return receipt(post.get().ring(notice));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undeliverable("interrupted");
    } finally {
      turns.release();
    }
  }

  private String receipt(Answer answer) throws VestibuleException {
    loop.note(answer);
    return switch (answer.kind()) {
      case DELIVERED -> "taken by " + channel;
      case WITHHELD ->
          throw undeliverable("the site allows neither personal nor event for sink " + channel);
      default -> throw undeliverable(answer.reason());
    };
  }

  private VestibuleException undeliverable(String found) {
    return new VestibuleException(
        "notice-undeliverable",
        "notice by " + channel,
        found,
        "a channel that takes it at once",
        "See the status of this sink.");
  }
}
