// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.status.StatusBoard;

/**
 * What a {@link Convention} sees of the house. The suppliers never block and may be asked on any
 * thread.
 *
 * @param building the second level of the house's own topics, an {@link
 *     org.vestibule.api.Identifier}
 * @param doors gives null while nobody knows them
 * @param stations those that are there now
 * @param board gives null while there is none
 * @param desk where commands are carried out; gives null while there is none
 * @param refused is told of each command that did not get as far as the desk, and bounds by itself
 *     how much of that it writes down
 * @param clock wall clock
 */
public record House(
    String building,
    Supplier<DoorController> doors,
    Supplier<List<StationInfo>> stations,
    Supplier<StatusBoard> board,
    Supplier<CommandDesk> desk,
    Consumer<Refusal> refused,
    Clock clock) {
  /** Refuses holes. */
  public House {
    Objects.requireNonNull(building, "building");
    Objects.requireNonNull(doors, "doors");
    Objects.requireNonNull(stations, "stations");
    Objects.requireNonNull(board, "board");
    Objects.requireNonNull(desk, "desk");
    Objects.requireNonNull(refused, "refused");
    Objects.requireNonNull(clock, "clock");
  }

  /**
   * A command that was not carried out.
   *
   * @param convention by which it came, for example {@code home-assistant}
   * @param topic where it came, cut to 200 characters
   * @param code why, kebab-case: {@code command-retained}, {@code command-too-large}, {@code
   *     command-invalid}, {@code door-not-listed}, {@code unavailable}
   */
  public record Refusal(String convention, String topic, String code) {
    private static final int SHOWN = 200;

    /** Cuts the topic. */
    public Refusal {
      topic = topic.length() <= SHOWN ? topic : topic.substring(0, SHOWN);
    }
  }
}
