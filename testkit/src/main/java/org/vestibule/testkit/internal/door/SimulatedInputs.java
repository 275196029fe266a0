// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.door;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;

/**
 * What is wired at doors without wire: contacts, exit buttons, cases, mains and the fire alarm. A
 * change of the configuration is what a hand would do at the door. Like an input module it says all
 * it knows to whoever begins to listen, and then what changes. Thread-safe.
 */
@Component(
    service = SimulatedInputs.class,
    immediate = true,
    configurationPid = "org.vestibule.testkit.inputs",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SimulatedInputs.Settings.class)
public final class SimulatedInputs {
  /** Which inputs are active. */
  @ObjectClassDefinition(
      name = "Simulated inputs at doors",
      description = "For demonstrations and tests only; each key lists doors by id")
  public @interface Settings {
    /** Doors at which inputs are wired. */
    @AttributeDefinition(
        name = "Wired",
        description = "Doors at which inputs are wired; nothing is said of any other")
    String[] wired() default {};

    /** Doors whose leaf is open. */
    @AttributeDefinition(name = "Open", description = "Doors whose leaf is open")
    String[] open() default {};

    /** Doors at which somebody inside wants out. */
    @AttributeDefinition(name = "Exit", description = "Doors whose exit button is pressed")
    String[] exit() default {};

    /** Doors at which a case is open. */
    @AttributeDefinition(name = "Tamper", description = "Doors at which a case is open")
    String[] tamper() default {};

    /** Doors at which the mains are gone. */
    @AttributeDefinition(name = "Power lost", description = "Doors at which the mains are gone")
    String[] powerLost() default {};

    /** Doors that the fire alarm releases. */
    @AttributeDefinition(name = "Fire", description = "Doors that the fire alarm releases")
    String[] fire() default {};
  }

  /** An input of a door. */
  private record Input(DoorId door, DoorSignal signal) {}

  private static final String SOURCE = "simulated inputs";

  private Map<Input, Boolean> levels = Map.of();
  private DoorSignals listener;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void setListener(DoorSignals service) {
    listener = service;
    levels.forEach(this::say);
  }

  synchronized void unsetListener(DoorSignals service) {
    if (listener == service) {
      listener = null;
    }
  }

  @Activate
  @Modified
  synchronized void configure(Settings settings) {
    Map<Input, Boolean> next = new LinkedHashMap<>();
    Set<DoorId> wired = doors(settings.wired());
    // What lets people through before what moves: one hand does one thing after the other.
    put(next, wired, DoorSignal.FIRE_RELEASE, settings.fire());
    put(next, wired, DoorSignal.EXIT_REQUEST, settings.exit());
    put(next, wired, DoorSignal.TAMPER, settings.tamper());
    put(next, wired, DoorSignal.POWER_LOST, settings.powerLost());
    put(next, wired, DoorSignal.CONTACT_OPEN, settings.open());
    Map<Input, Boolean> before = levels;
    levels = next;
    if (listener != null && !next.keySet().containsAll(before.keySet())) {
      listener.gone(SOURCE);
      next.forEach(this::say);
    } else {
      next.forEach(
          (input, active) -> {
            if (!active.equals(before.get(input))) {
              say(input, active);
            }
          });
    }
  }

  @Deactivate
  synchronized void cut() {
    if (listener != null) {
      listener.gone(SOURCE);
    }
  }

  private void say(Input input, boolean active) {
    if (listener != null) {
      listener.report(SOURCE, input.door(), input.signal(), active);
    }
  }

  private static void put(
      Map<Input, Boolean> levels, Set<DoorId> wired, DoorSignal signal, String[] active) {
    Set<DoorId> on = doors(active);
    wired.forEach(door -> levels.put(new Input(door, signal), on.contains(door)));
  }

  private static Set<DoorId> doors(String[] ids) {
    return Arrays.stream(ids)
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(DoorId::new)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
