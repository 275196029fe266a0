// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentListener;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.Vault;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.erasure.Around;
import org.vestibule.store.internal.erasure.HouseErasure;
import org.vestibule.store.internal.erasure.Waiting;
import org.vestibule.store.internal.people.HouseTenancies;
import org.vestibule.store.internal.people.Journal;
import org.vestibule.store.internal.people.LastSeen;
import org.vestibule.store.internal.people.Listeners;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.people.PeopleStatus;
import org.vestibule.store.internal.people.Roster;
import org.vestibule.store.internal.people.StoredPeople;
import org.vestibule.store.internal.people.SuspendedPeople;
import org.vestibule.store.internal.people.TenureRows;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * People, tenancies and erasure in the container. What they offer is registered by hand once all of
 * it stands: the vault and the audit ask for parts of it while they start themselves.
 */
// What is registered by hand has to be declared by hand, too: the container resolves by it.
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>=\"org.vestibule.api.people.PeopleDirectory,"
            + "org.vestibule.api.people.Pseudonyms,org.vestibule.api.people.Tenancies,"
            + "org.vestibule.api.privacy.Erasure\"")
@Component(
    immediate = true,
    service = {})
public final class PeopleComponent {
  private static final long AGAIN_MINUTES = 10;

  /** The vault may be open before the database is. */
  private static final long LOOK_SECONDS = 1;

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final HouseErasure erasure;
  private final Roster roster;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "vestibule-erasures");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts with nobody; they are read when the vault is open. */
  @Activate
  public PeopleComponent(
      @Reference Database database,
      @Reference SubjectVault vault,
      @Reference Subjects subjects,
      BundleContext context) {
    this.context = context;
    Path data = Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data"));
    Clock clock = Clock.systemDefaultZone();
    Listeners listeners = new Listeners(context);
    Journal journal = new Journal(Neighbour.in(context, AuditTrail.class));
    Neighbour<ConsentEntry> consents = Neighbour.in(context, ConsentEntry.class);
    Waiting waiting = new Waiting(data.resolve("store").resolve("erasures-waiting"));
    roster = new Roster(database, vault, clock.getZone(), waiting::names, listeners);
    erasure =
        new HouseErasure(
            data.resolve("receipts"), database, vault, subjects, roster, waiting, around(), clock);
    StoredPeople people =
        new StoredPeople(
            database, vault, subjects, roster, journal, consents, erasure::forget, clock);
    TenureRows rows = new TenureRows(database);
    HouseTenancies tenancies =
        new HouseTenancies(roster, rows, journal, Neighbour.in(context, SiteLaw.class), clock);
    register(ConsentListener.class, people);
    register(PeopleDirectory.class, people);
    register(Pseudonyms.class, people);
    register(Tenancies.class, tenancies);
    register(Erasure.class, erasure);
    register(Expiring.class, new SuspendedPeople(tenancies, erasure::erase));
    register(EventListener.class, new LastSeen(roster, rows, clock));
    register(StatusSource.class, new PeopleStatus(roster, erasure::unfinished));
    // Last, because the people are read, and whoever listens told of them, before this returns.
    register(SubjectVault.Follower.class, new Follower());
    register(Database.Follower.class, new Follower());
    worker.scheduleWithFixedDelay(this::goOn, AGAIN_MINUTES, AGAIN_MINUTES, TimeUnit.MINUTES);
    worker.scheduleWithFixedDelay(this::recover, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    registrations.forEach(ServiceRegistration::unregister);
    worker.shutdownNow();
    roster.drop();
  }

  private Around around() {
    return new Around(
        Neighbour.all(context, PersonalDataHolder.class),
        Neighbour.in(context, AuditTrail.class),
        Neighbour.in(context, HouseSeal.class),
        Neighbour.in(context, Backups.class),
        Neighbour.in(context, ConsentEntry.class),
        this::epoch);
  }

  private long epoch() {
    try (Neighbour.Held<Vault> held = Neighbour.in(context, Vault.class).hold()) {
      return held.service().map(vault -> vault.state().epoch()).orElse(0L);
    }
  }

  private <S> void register(Class<S> type, S service) {
    registrations.add(context.registerService(type, service, null));
  }

  private void recover() {
    if (roster.open() && roster.failure().isPresent()) {
      roster.contentReplaced();
      goOn();
    }
  }

  private void goOn() {
    if (roster.open()) {
      erasure.goOn();
    }
  }

  /**
   * Whoever tells this goes on at once; what is left of erasures is done on a thread of its own.
   */
  private final class Follower implements SubjectVault.Follower, Database.Follower {
    @Override
    public void vaultOpened() {
      roster.vaultOpened();
      soon();
    }

    @Override
    public void vaultLocked() {
      roster.vaultLocked();
    }

    @Override
    public void contentReplaced() {
      roster.contentReplaced();
      soon();
    }

    private void soon() {
      if (!worker.isShutdown()) {
        worker.execute(PeopleComponent.this::goOn);
      }
    }
  }
}
