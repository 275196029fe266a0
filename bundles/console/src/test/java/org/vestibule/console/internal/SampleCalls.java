// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Calls;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;

/** Calls that ring for one subject each, and what was done with them. */
final class SampleCalls implements Calls {
  final Map<String, Call> calls = new ConcurrentHashMap<>();
  final Map<String, String> subjects = new ConcurrentHashMap<>();
  final List<String> deeds = new CopyOnWriteArrayList<>();
  final SampleEar.Voice visitor = new SampleEar.Voice();
  final BlockingQueue<short[]> spoken = new LinkedBlockingQueue<>();
  volatile Optional<Instant> quiet = Optional.empty();
  final AtomicInteger failed = new AtomicInteger();
  volatile boolean failing;

  /** Whether somebody else is always quicker. */
  volatile boolean refusing;

  /** Done between the look at the calls and its answer. */
  volatile Runnable asked = () -> {};

  private final CallPages pages;

  SampleCalls(CallPages pages) {
    this.pages = pages;
  }

  void ring(String id, String subject) {
    ring(id, subject, true);
  }

  /** Rings, with or without an event that says so. */
  void ring(String id, String subject, boolean told) {
    Call call =
        new Call(
            id,
            new VisitId("v-" + id),
            new StationId("front"),
            new DoorId("front-door"),
            "Front door",
            Optional.of("12"),
            false,
            Instant.now(),
            Call.State.RINGING,
            Optional.empty());
    subjects.put(id, subject);
    calls.put(id, call);
    if (told) {
      pages.on(new CallEvent.CallRang(Instant.now(), call));
    }
  }

  void end(String id, String why) {
    Call call = calls.remove(id);
    if (call != null) {
      deeds.add("ended " + id + " " + why);
      pages.on(new CallEvent.CallEnded(Instant.now(), call, why));
    }
  }

  @Override
  public List<Call> of(Caller caller) {
    if (failing) {
      failed.incrementAndGet();
      throw new IllegalStateException("the calls are being replaced");
    }
    List<Call> now =
        calls.values().stream()
            .filter(call -> caller.subject().equals(subjects.get(call.id())))
            .toList();
    asked.run();
    return now;
  }

  @Override
  public Conversation answer(String id, Caller caller, String surface) throws VestibuleException {
    Call call = calls.get(id);
    if (call == null || !caller.subject().equals(subjects.get(id))) {
      throw SampleAccess.refused("unknown-call");
    }
    if (refusing || call.state() != Call.State.RINGING) {
      throw SampleAccess.refused("call-answered");
    }
    Call answered =
        new Call(
            id,
            call.visit(),
            call.station(),
            call.door(),
            call.title(),
            call.unit(),
            false,
            call.since(),
            Call.State.ANSWERED,
            Optional.of(surface));
    calls.put(id, answered);
    deeds.add(caller.subject() + " answered " + id + " by " + surface);
    pages.on(new CallEvent.CallAnswered(Instant.now(), answered));
    return new Talking(answered);
  }

  @Override
  public void decline(String id, Caller caller) throws VestibuleException {
    if (!caller.subject().equals(subjects.get(id))) {
      throw SampleAccess.refused("unknown-call");
    }
    end(id, "declined");
  }

  @Override
  public Optional<Instant> quietUntil(Caller caller) {
    return quiet;
  }

  @Override
  public void quiet(Caller caller, Duration span) {
    quiet = span.isZero() ? Optional.empty() : Optional.of(Instant.now().plus(span));
  }

  private final class Talking implements Conversation, TalkLine {
    private final Call call;
    private final List<Runnable> told = new CopyOnWriteArrayList<>();
    private final AudioFeed ear = new SampleEar(visitor);
    private volatile boolean over;

    private Talking(Call call) {
      this.call = call;
    }

    @Override
    public VisitId visit() {
      return call.visit();
    }

    @Override
    public AudioFeed hear() {
      return ear;
    }

    @Override
    public TalkLine speak() {
      return this;
    }

    @Override
    public AudioFormat format() {
      return new AudioFormat(16_000);
    }

    @Override
    public boolean write(AudioChunk chunk) {
      spoken.add(chunk.samples());
      return !over;
    }

    @Override
    public DoorOutcome open() {
      deeds.add("opened " + call.id());
      return new DoorOutcome.Opened("The lock confirmed it", System.nanoTime());
    }

    @Override
    public void leave(Farewell farewell) {
      deeds.add("left " + call.id() + " " + farewell);
      close();
    }

    @Override
    public void onEnd(Runnable listener) {
      told.add(listener);
    }

    @Override
    public boolean over() {
      return over;
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        end(call.id(), "hung-up");
        told.forEach(Runnable::run);
      }
    }
  }
}
