// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;

/** Simulated inputs say what a real module would. */
class SimulatedInputsTest {
  private final List<String> said = new ArrayList<>();
  private final SimulatedInputs inputs = new SimulatedInputs();

  private final DoorSignals house =
      new DoorSignals() {
        @Override
        public void report(String source, DoorId door, DoorSignal signal, boolean active) {
          said.add(door + " " + signal + " " + active);
        }

        @Override
        public void gone(String source) {
          said.add("gone");
        }
      };

  @Test
  void everythingIsSaidToWhoeverBeginsToListenAndThenWhatChanges() {
    inputs.configure(settings(new String[] {"front-door"}, new String[] {}));
    inputs.setListener(house);
    assertThat(said)
        .hasSize(DoorSignal.values().length)
        .contains("front-door CONTACT_OPEN false")
        .allMatch(line -> line.endsWith("false"));
    said.clear();
    inputs.configure(settings(new String[] {"front-door"}, new String[] {"front-door"}));
    inputs.configure(settings(new String[] {"front-door"}, new String[] {"front-door"}));
    assertThat(said).containsExactly("front-door CONTACT_OPEN true");
  }

  @Test
  void nothingIsSaidOfADoorWithoutAWireAndACutOneIsGone() {
    inputs.setListener(house);
    inputs.configure(settings(new String[] {"front-door, side-door"}, new String[] {"yard-door"}));
    assertThat(said).noneMatch(line -> line.startsWith("yard-door"));
    said.clear();
    inputs.configure(settings(new String[] {"side-door"}, new String[] {}));
    assertThat(said).startsWith("gone").contains("side-door CONTACT_OPEN false");
    said.clear();
    inputs.cut();
    assertThat(said).containsExactly("gone");
  }

  private static SimulatedInputs.Settings settings(String[] wired, String[] open) {
    return new SimulatedInputs.Settings() {
      @Override
      public String[] wired() {
        return wired;
      }

      @Override
      public String[] open() {
        return open;
      }

      @Override
      public String[] exit() {
        return new String[] {};
      }

      @Override
      public String[] tamper() {
        return new String[] {};
      }

      @Override
      public String[] powerLost() {
        return new String[] {};
      }

      @Override
      public String[] fire() {
        return new String[] {};
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return SimulatedInputs.Settings.class;
      }
    };
  }
}
