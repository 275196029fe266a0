// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Caller.Through;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.command.CommandResult.State;
import org.vestibule.api.egress.DataClass;
import org.vestibule.messages.CommandMessages;

/**
 * Commands of one broker: read, asked for their token, handed to the desk and answered, one after
 * the other on a thread of their own. Thread-safe.
 */
final class Commands implements AutoCloseable {
  /** Commands that may wait for their turn. */
  static final int MOST_WAITING = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final double PER_SECOND = 50;
  private static final double BURST = 100;
  private static final String UNKNOWN = "unknown";

  private final MqttSettings settings;
  private final Surroundings house;
  private final RefusalLog refusals;
  private final Consumer<Outgoing> answers;
  private final BlockingQueue<Incoming> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Pace pace = new Pace(PER_SECOND, BURST, System::nanoTime);
  private final Thread thread;

  /**
   * @param answers takes what is published as an answer, and returns at once
   */
  Commands(
      String broker,
      MqttSettings settings,
      Surroundings house,
      RefusalLog refusals,
      Consumer<Outgoing> answers) {
    this.settings = settings;
    this.house = house;
    this.refusals = refusals;
    this.answers = answers;
    thread = new Thread(this::run, "vestibule-" + broker + "-commands");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes a command, or answers that too many came; returns at once. */
  void offer(Incoming message) {
    if (pace.one() && waiting.offer(message)) {
      return;
    }
    refusals.count();
    CommandTopic.of(message, settings)
        .ifPresent(
            topic ->
                answer(
                    topic, refusal(UNKNOWN, UNKNOWN, "busy", "Too many commands came; try later")));
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(2000);
  }

  private void run() {
    try {
      while (true) {
        Incoming message = waiting.take();
        try {
          handle(message);
        } catch (RuntimeException e) {
          // One message may only lose itself.
          LOG.warn("A command failed: {}", e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Incoming message) {
    Optional<CommandTopic> topic = CommandTopic.of(message, settings);
    if (topic.isEmpty()) {
      refusals.note(UNKNOWN, message.topic(), "topic-invalid");
      return;
    }
    String id = UNKNOWN;
    String command = UNKNOWN;
    try {
      SignedCommand signed = SignedCommand.read(message);
      CommandRequest request = signed.request();
      id = request.id();
      command = request.command().name();
      Authentication authentication = house.authentication();
      CommandDesk desk = house.desk();
      if (authentication == null || desk == null) {
        throw unavailable();
      }
      Caller caller = authentication.bearer(signed.token(), message.topic(), Through.MQTT);
      Acting.as(caller, () -> desk.carryOut(request, caller))
          .thenAccept(result -> answer(topic.get(), result));
    } catch (VestibuleException e) {
      refusals.note(UNKNOWN, message.topic(), e.code());
      answer(topic.get(), refusal(id, command, e.code(), e.getMessage()));
    }
  }

  private void answer(CommandTopic topic, CommandResult result) {
    Outgoing plain =
        Outgoing.of(topic.answerTo(), CommandMessages.write(result), DataClass.EVENT, false);
    answers.accept(
        new Outgoing(
            plain.topic(),
            plain.choices(),
            plain.qos(),
            false,
            Optional.of("application/json"),
            plain.properties(),
            topic.correlation()));
  }

  private static CommandResult refusal(String id, String command, String code, String sentence) {
    return new CommandResult(
        id, command, State.REFUSED, code, sentence, Optional.empty(), Instant.now());
  }

  private static VestibuleException unavailable() {
    return new VestibuleException(
        "unavailable",
        "command",
        "nobody can judge it now",
        "a gateway with access and core",
        "Look at the gateway's status, and send it again.");
  }
}
