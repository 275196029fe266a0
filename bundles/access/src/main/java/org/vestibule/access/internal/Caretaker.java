// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Looks once a second whether somebody owns the gateway and makes the one-time code if not, answers
 * the wish of whoever lost the owner's password, keeps what is locked out, fetches the issuer's
 * keys before they are needed, and says how all that is. Thread-safe.
 */
@Component(service = StatusSource.class, immediate = true)
public final class Caretaker implements StatusSource {
  private static final String SHELF = "access";
  private static final String LOCKOUTS = "lockouts";

  private final Office office;
  private final ObjectMapper json = new ObjectMapper();
  private final StatusHolder status =
      new StatusHolder(Status.starting("Looks whether somebody owns this gateway"));
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "access-caretaker");
            thread.setDaemon(true);
            return thread;
          });
  private boolean restored;

  /** Begins its rounds. */
  @Activate
  public Caretaker(@Reference Office office) {
    this.office = office;
  }

  @Activate
  void begin() {
    rounds.scheduleWithFixedDelay(this::round, 0, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    rounds.shutdownNow();
    try {
      keepLockouts();
    } catch (VestibuleException e) {
      // The store goes first when everything stops; at most the last second is forgotten.
      status.set(Status.degraded(Cause.STORAGE, e.getMessage()));
    }
  }

  @Override
  public String name() {
    return "access";
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** One round; nothing that goes wrong in it ends the rounds. */
  void round() {
    try {
      status.set(look());
    } catch (VestibuleException e) {
      status.set(Status.degraded(Cause.DEPENDENCY, sentence(e)));
    } catch (IOException | RuntimeException e) {
      status.set(
          Status.degraded(
              Cause.STORAGE,
              "The one-time code cannot be written; check the rights of "
                  + office.setupCode.path().getParent()));
    }
  }

  private Status look() throws VestibuleException, IOException {
    if (office.refused().isPresent()) {
      return Status.degraded(Cause.CONFIGURATION, office.refused().get());
    }
    String owned = seeToOwner();
    office.shelf.requireOpen();
    restoreLockouts();
    keepLockouts();
    if (office.settings().boxToken() && office.boxToken.problem().isPresent()) {
      return Status.degraded(Cause.STORAGE, office.boxToken.problem().get());
    }
    Optional<Issuer> issuer = office.issuer();
    if (issuer.isPresent()) {
      try {
        issuer.get().keys().refresh();
      } catch (VestibuleException e) {
        return Status.degraded(Cause.NETWORK, sentence(e));
      }
    }
    return Status.ready(owned + (issuer.isPresent() ? "; the issuer's keys are known" : ""));
  }

  private String seeToOwner() throws VestibuleException, IOException {
    if (!office.shelf.owned()) {
      office.setupCode.offer();
      return "Nobody owns this gateway yet: the one-time code lies in " + office.setupCode.path();
    }
    if (office.setupCode.answerWish()) {
      office.trail.note("box", Caller.Kind.BOX, Caller.Through.INSIDE, "owner-recovery-begun");
    }
    return "This gateway has an owner";
  }

  /** Reads what was locked out before a restart, once the vault is open. */
  private synchronized void restoreLockouts() throws VestibuleException, IOException {
    if (restored) {
      return;
    }
    Optional<byte[]> kept = office.surroundings().shelves().get(SHELF, LOCKOUTS);
    if (kept.isPresent()) {
      office.lockout.restore(json.readValue(kept.get(), new TypeReference<>() {}));
    }
    restored = true;
  }

  private synchronized void keepLockouts() throws VestibuleException {
    if (!restored) {
      return;
    }
    Optional<Map<String, Lockout.Tries>> changed = office.lockout.toKeep();
    if (changed.isEmpty()) {
      return;
    }
    try {
      byte[] bytes = json.writeValueAsBytes(changed.get());
      office.surroundings().shelves().put(SHELF, LOCKOUTS, bytes);
    } catch (IOException e) {
      throw new IllegalStateException("numbers can always be written", e);
    } catch (VestibuleException e) {
      office.lockout.notKept();
      throw e;
    }
  }

  private static String sentence(VestibuleException e) {
    return e.input() + ": " + e.found() + ". " + e.remedy();
  }
}
