// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/**
 * Cards in the container: reads them when the vault opens, drops them when it locks, and ends those
 * of whoever is erased. Thread-safe.
 */
@Component(
    immediate = true,
    configurationPid = CardsConfig.PID,
    service = {StatusSource.class, PeopleListener.class, PersonalDataHolder.class})
@Designate(ocd = CardsConfig.class)
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>='org.vestibule.api.credential.Credentials'")
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>="
            + "'org.vestibule.integrations.access.control.internal.credential.CardBook'")
public final class CardsComponent implements StatusSource, PeopleListener, PersonalDataHolder {
  private static final Logger LOG = LoggerFactory.getLogger(CardsComponent.class);

  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-cards");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());
  private final CardSurroundings surroundings;
  private final CardDesk desk;
  private final List<ServiceRegistration<?>> offered;
  private final AtomicBoolean told = new AtomicBoolean();
  private final StatusHolder status = new StatusHolder(Status.starting("Cards are being read"));
  private volatile String misconfigured;
  private volatile String unread;

  /** Starts with the configuration that is there. */
  @Activate
  public CardsComponent(
      BundleContext context,
      @Reference CardSurroundings surroundings,
      @Reference CardFormats formats,
      Map<String, Object> properties) {
    this.surroundings = surroundings;
    desk = new CardDesk(surroundings, formats, Clock.systemUTC(), System::nanoTime);
    configure(properties);
    offered =
        List.of(
            context.registerService(Credentials.class, desk, null),
            context.registerService(CardBook.class, desk.book(), null));
    worker.scheduleWithFixedDelay(this::follow, 0, 1, TimeUnit.SECONDS);
  }

  /** Takes another configuration; of a wrong one nothing is taken. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      desk.configure(CardsSettings.of(properties));
      misconfigured = null;
    } catch (VestibuleException e) {
      misconfigured = e.getMessage();
      LOG.warn("The last good configuration of cards stays: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    offered.forEach(ServiceRegistration::unregister);
    worker.shutdownNow();
    desk.drop();
  }

  /** Also told of everyone when the vault opens or locks, and after a restore. */
  @Override
  public void changed(PersonId person) {
    if (told.compareAndSet(false, true)) {
      worker.execute(this::follow);
    }
  }

  private void follow() {
    boolean others = told.getAndSet(false);
    try {
      desk.follow(others);
      unread = null;
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      if (others) { // What was told of is still to be looked at.
        told.set(true);
      }
      if (unread == null) { // Said once: it is tried again every second.
        LOG.warn("Cards could not be read: {}", e.getMessage());
      }
      unread = e.getMessage();
    }
  }

  @Override
  public String holder() {
    return "cards";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    return desk.erase(person);
  }

  /** Where nobody can tell, something may be there. */
  @Override
  public boolean holds(PersonId person) {
    try {
      return desk.holds(person);
    } catch (VestibuleException e) {
      LOG.warn("Whether somebody has cards cannot be told: {}", e.code());
      return true;
    }
  }

  /** Names panel, format and source: the number itself would make the card. */
  @Override
  public List<Item> copy(PersonId person) throws VestibuleException {
    if (desk.memory().isEmpty() && desk.holds(person)) {
      throw new VestibuleException(
          "vault-locked", "cards", "they cannot be read", "an open vault", "Open the vault.");
    }
    List<Item> items = new ArrayList<>();
    for (Credentials.Assignment each : desk.of(person)) {
      String json =
          "{\"panel\":\"%s\",\"format\":\"%s\",\"source\":\"%s\"}"
              .formatted(each.panel(), each.card().format(), each.source());
      items.add(
          new Item(
              "cards/" + each.panel() + "-" + each.source() + ".json",
              "application/json",
              json.getBytes(StandardCharsets.UTF_8)));
    }
    return items;
  }

  @Override
  public String name() {
    return "cards";
  }

  @Override
  public Status status() {
    status.set(CardsStatus.of(desk, surroundings.open(), misconfigured, unread));
    return status.get();
  }
}
