// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a command came and where its answer goes.
 *
 * @param answerTo below the building's {@code result/}
 */
record CommandTopic(String topic, String answerTo, Optional<byte[]> correlation) {
  /** Where commands come, below the building. */
  static final String FILTER = "command/+";

  private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MOST_CORRELATION = 256;
  private static final int MOST_LEVELS = 4;

  /**
   * Reads where a message came.
   *
   * @return empty when the last level is of another form, or this is no topic of this building:
   *     there is nowhere to answer
   */
  static Optional<CommandTopic> of(Incoming message, MqttSettings settings) {
    String commands = settings.topic("command/");
    String results = settings.topic("result/");
    if (!message.topic().startsWith(commands)) {
      return Optional.empty();
    }
    String level = message.topic().substring(commands.length());
    if (!LEVEL.matcher(level).matches()) {
      return Optional.empty();
    }
    // An answer to elsewhere would let a stranger speak with the gateway's voice.
    Optional<String> wished = message.answerTo().filter(topic -> isBelow(results, topic));
    Optional<byte[]> correlation =
        message.correlation().filter(data -> data.length <= MOST_CORRELATION);
    return Optional.of(
        new CommandTopic(message.topic(), wished.orElse(results + level), correlation));
  }

  private static boolean isBelow(String results, String topic) {
    if (!topic.startsWith(results)) {
      return false;
    }
    String[] levels = topic.substring(results.length()).split("/", -1);
    if (levels.length > MOST_LEVELS) {
      return false;
    }
    for (String level : levels) {
      if (!LEVEL.matcher(level).matches()) {
        return false;
      }
    }
    return true;
  }
}
