// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.store.Secrets;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.Texts;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.SinkLoop;

/**
 * What is done beside the bell: buttons that came back, and pictures. Slack wants an answer within
 * three seconds, so a request is checked at once and done by a thread of its own. Thread-safe.
 */
final class SlackErrands {
  private static final Logger LOG = LoggerFactory.getLogger(SlackErrands.class);
  private static final int MOST_WAITING = 20;

  private final NotifyServices services;
  private final SinkLoop<SlackPost> loop;
  private final Clock clock;
  private final SlackSignature signature;
  private final ThreadPoolExecutor buttons = worker("buttons");

  /** A door that is to be opened waits for no picture. */
  private final ThreadPoolExecutor pictures = worker("pictures");

  SlackErrands(NotifyServices services, SinkLoop<SlackPost> loop, Clock clock) {
    this.services = services;
    this.loop = loop;
    this.clock = clock;
    signature = new SlackSignature(clock);
  }

  private static ThreadPoolExecutor worker(String what) {
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "vestibule-notify-slack-" + what);
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
    return worker;
  }

  void stop() throws InterruptedException {
    buttons.shutdown();
    pictures.shutdownNow();
    if (!buttons.awaitTermination(3, TimeUnit.SECONDS)) {
      buttons.shutdownNow();
    }
  }

  /** Sends a picture after the words, if the site wants that. */
  void picture(SlackSettings settings, Notice notice) {
    SlackPicture picture = new SlackPicture(settings, services);
    Optional<SlackPost> post = loop.post().filter(now -> picture.wanted(now.way()));
    if (post.isPresent()) {
      SlackPost now = post.get();
      Saying saying = now.wording().of(notice, clock.instant(), Optional.empty());
      run(pictures, () -> picture.send(notice, now.way(), saying.title()));
    }
  }

  /** Takes a request of Slack; returns the HTTP status. */
  int asked(SlackSettings settings, String timestamp, String claimed, byte[] body) {
    Secrets secrets = services.secrets();
    if (secrets == null || settings.signingSecret().isEmpty()) {
      return 503;
    }
    byte[] secret = new byte[0];
    try {
      secret = settings.signingSecret().get().get(secrets);
      byte[] key = stripped(secret);
      boolean good = signature.admits(key, timestamp, claimed, body);
      Arrays.fill(key, (byte) 0);
      if (!good) {
        return 401;
      }
    } catch (VestibuleException e) {
      LOG.warn("A request of Slack could not be checked: {}", e.getMessage());
      return 503;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
    Optional<SlackAction> action = SlackAction.read(body);
    if (action.isEmpty()) {
      return 400;
    }
    boolean ours =
        action.get().action().equals(SlackBlocks.ACKNOWLEDGE)
            || action.get().action().equals(SlackBlocks.OPEN);
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    // A button that only leads to a page is told of, too.
    return !ours || run(buttons, () -> act(settings, action.get(), sent, claimed)) ? 200 : 503;
  }

  private void act(SlackSettings settings, SlackAction action, Instant sent, String proof) {
    Texts texts = Texts.in(settings.chat().language());
    try {
      SlackDesk.Outcome outcome = new SlackDesk(settings, services, texts).act(action, sent, proof);
      Optional<SlackPost> post = loop.post();
      if (post.isEmpty()) {
        return;
      }
      SlackBlocks.Buttons buttons = post.get().buttons(false);
      SlackBlocks.Buttons left =
          outcome.over() ? new SlackBlocks.Buttons(false, false, buttons.page()) : buttons;
      byte[] message =
          outcome
              .about()
              .map(saying -> SlackBlocks.instead(saying, texts, left, outcome.news()))
              .orElseGet(() -> SlackBlocks.aside(outcome.news()));
      Answer answer = post.get().reply(action.responseUrl(), message);
      if (answer.kind() != Answer.Kind.DELIVERED) {
        LOG.warn("An answer to a button did not reach Slack: {}", answer.reason());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(ThreadPoolExecutor worker, Runnable errand) {
    try {
      worker.execute(errand);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.warn("Slack asks for more than {} things at a time", MOST_WAITING);
      return false;
    }
  }

  private static byte[] stripped(byte[] secret) {
    int end = secret.length;
    while (end > 0 && secret[end - 1] <= ' ') {
      end--;
    }
    return Arrays.copyOf(secret, end);
  }
}
