// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk;
import org.vestibule.api.people.Person;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.core.internal.Threads;

/**
 * Enrolments under way, in memory and only there. What was made of pictures is dropped when an
 * enrolment is finished, cancelled or {@linkplain OpenEnrolment#IDLE idle}, and when this stops.
 * Pictures belong to whoever sent them; none is held here after it was looked at. Thread-safe.
 */
@Component(service = EnrolmentDesk.class)
public final class MemoryEnrolments implements EnrolmentDesk {
  /** How many may be open at once. */
  static final int MOST_OPEN = 4;

  private static final int TICKET_BYTES = 24;
  private static final long SWEEP_SECONDS = 10;

  private final Registrar registrar;
  private final EnrolmentRooms rooms;
  private final LongSupplier nanos;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, OpenEnrolment> open = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(Threads.named("enrolments"));

  /** Starts with none open. */
  @Activate
  public MemoryEnrolments(@Reference EnrolmentRooms rooms) {
    this(rooms, System::nanoTime, Clock.systemUTC());
    sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  MemoryEnrolments(EnrolmentRooms rooms, LongSupplier nanos, Clock clock) {
    this.rooms = rooms;
    this.registrar = new Registrar(rooms);
    this.nanos = nanos;
    this.clock = clock;
  }

  @Deactivate
  void deactivate() {
    sweeper.shutdownNow();
    open.values().forEach(OpenEnrolment::close);
    open.clear();
  }

  /** Forgets what nobody went on with. */
  void sweep() {
    long now = nanos.getAsLong();
    open.forEach(
        (ticket, each) -> {
          if (each.expired(now)) {
            cancel(ticket);
          }
        });
  }

  @Override
  public EnrolmentProgress open(Enrolment enrolment) throws VestibuleException {
    registrar.check(enrolment);
    sweep();
    byte[] secret = new byte[TICKET_BYTES];
    random.nextBytes(secret);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    OpenEnrolment opened = new OpenEnrolment(ticket, enrolment, nanos.getAsLong());
    synchronized (open) {
      if (open.size() >= MOST_OPEN) {
        throw new VestibuleException(
            "enrolments-busy",
            "enrolments",
            open.size() + " are under way",
            "at most " + MOST_OPEN,
            "Finish or cancel one; an idle one is forgotten after "
                + OpenEnrolment.IDLE.toMinutes()
                + " minutes");
      }
      open.put(ticket, opened);
    }
    return shown(opened);
  }

  @Override
  public EnrolmentProgress look(String ticket, Optional<StationId> camera, Frame frame)
      throws VestibuleException {
    OpenEnrolment enrolment = taken(ticket);
    try {
      if (enrolment.full()) {
        enrolment.advise(
            new ShotAdvice(false, "enough", "Finish now: no more are taken.", Optional.empty()));
      } else {
        look(enrolment, camera, frame);
      }
    } finally {
      enrolment.release(nanos.getAsLong());
    }
    if (enrolment.closed()) {
      throw unknown();
    }
    return shown(enrolment);
  }

  private void look(OpenEnrolment enrolment, Optional<StationId> camera, Frame frame)
      throws VestibuleException {
    // For each picture: consent may be taken back while somebody stands before the camera.
    registrar.requireRelease(enrolment.enrolment());
    Look look = EnrolmentRooms.through(rooms.faces, verifier -> Look.at(verifier, camera, frame));
    if (look.refusal().isPresent()) {
      VestibuleException refusal = look.refusal().get();
      enrolment.advise(new ShotAdvice(false, refusal.code(), refusal.remedy(), Optional.empty()));
    } else {
      enrolment.offer(look.good(), frame, camera.isPresent());
    }
  }

  @Override
  public Optional<EnrolmentProgress> progress(String ticket) {
    sweep();
    return Optional.ofNullable(open.get(ticket)).map(this::shown);
  }

  @Override
  public Person finish(String ticket, boolean acceptLookAlike) throws VestibuleException {
    OpenEnrolment enrolment = taken(ticket);
    try {
      Person person = registrar.enrol(enrolment.enrolment(), enrolment.complete(), acceptLookAlike);
      cancel(ticket);
      return person;
    } finally {
      enrolment.release(nanos.getAsLong());
    }
  }

  @Override
  public Person enrol(Enrolment enrolment, List<Frame> pictures, boolean acceptLookAlike)
      throws VestibuleException {
    registrar.check(enrolment);
    return registrar.enrol(enrolment, registrar.templates(enrolment, pictures), acceptLookAlike);
  }

  @Override
  public boolean cancel(String ticket) {
    OpenEnrolment gone = open.remove(ticket);
    if (gone != null) {
      gone.close();
    }
    return gone != null;
  }

  private OpenEnrolment taken(String ticket) throws VestibuleException {
    sweep();
    OpenEnrolment enrolment = open.get(ticket);
    if (enrolment == null) {
      throw unknown();
    }
    enrolment.take(nanos.getAsLong());
    return enrolment;
  }

  private EnrolmentProgress shown(OpenEnrolment enrolment) {
    return enrolment.progress(clock.instant(), nanos.getAsLong());
  }

  private static VestibuleException unknown() {
    return new VestibuleException(
        "unknown-enrolment",
        "enrolment",
        "no such one, or it was finished, cancelled or idle for too long",
        "one that is under way",
        "Begin again; nothing was kept");
  }
}
