// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import static org.assertj.core.api.Assertions.fail;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.testkit.internal.client.WayOut;

/** What a head-end finds around it, in memory. */
public final class Surroundings {
  private Surroundings() {}

  /** A broker that lets everything out. */
  public static EgressBroker broker() {
    return new EgressBroker() {
      @Override
      public Egress open(String bundle, Sink sink) {
        return new WayOut();
      }

      @Override
      public List<Report> reports() {
        return List.of();
      }

      @Override
      public Instant since() {
        return Instant.EPOCH;
      }
    };
  }

  /** A directory of people of whom only the id matters. */
  public static PeopleDirectory people(String... ids) {
    Set<String> known = Set.of(ids);
    return (PeopleDirectory)
        Proxy.newProxyInstance(
            Surroundings.class.getClassLoader(),
            new Class<?>[] {PeopleDirectory.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("person")) {
                throw new UnsupportedOperationException(method.getName());
              }
              PersonId id = (PersonId) arguments[0];
              return known.contains(id.value())
                  ? Optional.of(new Person(id, "Somebody", "", Set.of()))
                  : Optional.empty();
            });
  }

  /** Waits for something, with an end. */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("it did not come true that " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Cards in memory. */
  public static final class Cards implements Credentials {
    /** What is known now. */
    public volatile List<Assignment> held = List.of();

    /** What the last replacement changed. */
    public volatile Changes last;

    /** Until when it counts. */
    public volatile Instant until;

    /** How often it was replaced. */
    public volatile int times;

    @Override
    public Changes replace(String source, List<Assignment> cards, Instant end) {
      List<Assignment> same = new ArrayList<>(cards);
      same.retainAll(held);
      last = new Changes(cards.size() - same.size(), 0, held.size() - same.size(), same.size());
      held = List.copyOf(cards);
      until = end;
      times++;
      return last;
    }

    @Override
    public Optional<Card> card(PersonId person, DoorId door) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PersonId> holder(DoorId door, Card card) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void assign(Assignment assignment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int withdraw(PersonId person, Optional<String> panel) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Assignment> of(PersonId person) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int holders() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImportReport importTable(InputStream table, boolean dryRun) throws VestibuleException {
      throw new UnsupportedOperationException();
    }
  }
}
