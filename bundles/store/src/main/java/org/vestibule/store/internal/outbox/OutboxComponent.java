// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.database.StoreDatabase;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.vault.SubjectVault;

/** The outbox as services. Thread-safe. */
@Component(
    service = {
      Outbox.class,
      EventListener.class,
      StatusSource.class,
      PersonalDataHolder.class,
      SubjectVault.Follower.class
    },
    configurationPid = OutboxSettings.PID,
    immediate = true)
@Designate(ocd = OutboxConfiguration.class)
public final class OutboxComponent
    implements Outbox, EventListener, StatusSource, PersonalDataHolder, SubjectVault.Follower {
  private final StoredOutbox stored;
  private final StoreDatabase database;
  private final Reserve reserve;

  /** Opens the folder; what waits is read when the vault is open. */
  @Activate
  public OutboxComponent(
      @Reference SubjectVault vault,
      @Reference StoreDatabase database,
      BundleContext context,
      Map<String, Object> properties) {
    this.database = database;
    reserve = Reserve.of(database.data(), database.settings().reserve());
    Neighbour<PeopleDirectory> people = Neighbour.in(context, PeopleDirectory.class);
    stored =
        new StoredOutbox(
            database.data(), vault, () -> everybody(people), reserve, Clock.systemUTC());
    stored.configure(properties);
    stored.start();
  }

  private static List<Person> everybody(Neighbour<PeopleDirectory> people) {
    try (Neighbour.Held<PeopleDirectory> held = people.hold()) {
      return held.service().map(PeopleDirectory::people).orElse(List.of());
    }
  }

  @Modified
  void modified(Map<String, Object> properties) {
    stored.configure(properties);
  }

  @Deactivate
  void stop() {
    stored.close();
  }

  @Override
  public OutboxCursor open(String sink, OutboxWish wish) throws VestibuleException {
    return stored.outbox().open(sink, wish);
  }

  @Override
  public List<SinkDepth> depths() {
    return stored.outbox().depths();
  }

  @Override
  public boolean forget(String sink) throws VestibuleException {
    return stored.outbox().forget(sink);
  }

  @Override
  public List<DeadLetter> deadLetters(String sink) throws VestibuleException {
    return stored.outbox().deadLetters(sink);
  }

  @Override
  public boolean replay(String sink, String id) throws VestibuleException {
    return stored.outbox().replay(sink, id);
  }

  @Override
  public boolean discard(String sink, String id) throws VestibuleException {
    return stored.outbox().discard(sink, id);
  }

  @Override
  public Bounds bounds() {
    return stored.outbox().bounds();
  }

  @Override
  public String name() {
    return stored.name();
  }

  @Override
  public void on(VestibuleEvent event) {
    stored.on(event);
  }

  @Override
  public Status status() {
    // The reserve of the database holds here, too, and may be changed while this runs.
    reserve.bytes(database.settings().reserve());
    return stored.status();
  }

  @Override
  public void vaultOpened() {
    stored.vaultOpened();
  }

  @Override
  public void vaultLocked() {
    stored.vaultLocked();
  }

  @Override
  public String holder() {
    return stored.held().holder();
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    return stored.held().erase(person);
  }

  @Override
  public boolean holds(PersonId person) {
    return stored.held().holds(person);
  }

  @Override
  public List<Item> copy(PersonId person) throws VestibuleException {
    return stored.held().copy(person);
  }
}
