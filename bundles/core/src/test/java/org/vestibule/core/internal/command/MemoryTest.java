// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/** What is remembered of commands has a bound, and what is under way is never forgotten. */
class MemoryTest {
  private static final Command OPEN = new Command.DoorOpen(PaperDoors.FRONT);

  private final Memory memory = new Memory();

  @Test
  void oldestAnswersGoFirstAndNothingThatIsUnderWay() {
    Memory.Entry open = new Memory.Entry(OPEN);
    memory.begin(key("open"), open);
    for (int i = 0; i < 2 * Memory.MOST; i++) {
      over("a" + i, 0);
    }
    assertThat(memory.size()).isLessThanOrEqualTo(Memory.MOST);
    assertThat(memory.find(key("a0"))).isEmpty();
    assertThat(memory.find(key("a" + (2 * Memory.MOST - 1)))).isPresent();
    assertThat(memory.find(key("open"))).containsSame(open);
  }

  @Test
  void answerIsKnownForItsTimeAndNoLonger() {
    over("a", 0);
    over("b", Memory.LIFE.toNanos());
    assertThat(memory.find(key("a"))).isPresent();
    over("c", Memory.LIFE.toNanos() + 1);
    assertThat(memory.find(key("a"))).isEmpty();
    assertThat(memory.find(key("b"))).isPresent();
  }

  @Test
  void floodOfWhatCameTooOftenDisplacesNothingElse() {
    over("a", 0);
    for (int i = 0; i < 2 * Memory.MOST; i++) {
      Memory.Entry entry = new Memory.Entry(OPEN);
      memory.begin(key("b" + i), entry);
      memory.turnAway(key("b" + i), entry, result(), 0);
    }
    assertThat(memory.find(key("a"))).isPresent();
    assertThat(memory.size()).isEqualTo(Memory.MOST_TURNED_AWAY + 1);
  }

  @Test
  void whenEverythingIsUnderWayNothingMoreFits() {
    for (int i = 0; i < Memory.MOST && !memory.full(); i++) {
      memory.begin(key("a" + i), new Memory.Entry(OPEN));
    }
    assertThat(memory.full()).isTrue();
    assertThat(memory.size()).isLessThanOrEqualTo(Memory.MOST);
  }

  private void over(String id, long now) {
    Memory.Entry entry = new Memory.Entry(OPEN);
    memory.begin(key(id), entry);
    memory.answer(key(id), entry, result(), now);
  }

  private static Memory.Key key(String id) {
    return new Memory.Key("lift", Caller.Through.MQTT, id);
  }

  private static CommandResult result() {
    return Refusal.FORBIDDEN.answer(new CommandRequest("a", Optional.empty(), OPEN), Instant.EPOCH);
  }
}
