// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.Loudspeaker;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;

/** A visitor whom the assistant asks what they want. */
final class Conversation {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Whoever comes sooner than insistMillis of the demonstration is taken for the one before. */
  private static final Duration LATER = Duration.ofMillis(2500);

  private final Operator operator;
  private final VirtualStation panel;
  private final String visit;
  private final Loudspeaker loudspeaker;

  private Conversation(
      Operator operator, VirtualStation panel, String visit, Loudspeaker loudspeaker) {
    this.operator = operator;
    this.panel = panel;
    this.visit = visit;
    this.loudspeaker = loudspeaker;
  }

  /**
   * Presses the bell of a station at which the assistant asks, some time after the last visitor.
   */
  static Conversation begin(Building building, String station)
      throws IOException, InterruptedException {
    Thread.sleep(LATER.toMillis());
    VirtualStation panel = building.station(station);
    String visit = panel.press();
    return new Conversation(building.operator(), panel, visit, panel.listen(visit));
  }

  /**
   * Listens until the first question was asked, for whoever speaks into it is not heard; answers,
   * and waits until something is decided.
   */
  Conversation answer(byte[] sound) throws IOException, InterruptedException, TimeoutException {
    operator.await(visit, story -> asked(story) || decided(story), PATIENCE);
    if (!loudspeaker.awaitPause(PATIENCE)) {
      throw new IOException("nothing was asked aloud");
    }
    Answer answer = panel.sound(visit, sound);
    if (!answer.ok()) {
      throw new IOException("sound answered " + answer.status() + ": " + answer.body());
    }
    operator.await(visit, Conversation::decided, PATIENCE);
    return this;
  }

  /** Presses the bell again. */
  Conversation insist() throws IOException, InterruptedException {
    panel.press();
    return this;
  }

  /** Leaves, and reads the story. */
  JsonNode leave() throws IOException, InterruptedException, TimeoutException {
    panel.end(visit);
    loudspeaker.close();
    return operator.closed(visit, PATIENCE);
  }

  private static boolean asked(JsonNode story) {
    return story.path("prompt").asText().equals("ask-wish");
  }

  private static boolean decided(JsonNode story) {
    return story.has("decision");
  }
}
