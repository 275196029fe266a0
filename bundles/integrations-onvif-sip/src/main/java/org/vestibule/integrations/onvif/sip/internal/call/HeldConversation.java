// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;

/** A conversation that knows how whoever holds it ended it. Thread-safe. */
final class HeldConversation implements Conversation {
  private final Conversation real;
  private final AtomicReference<String> why = new AtomicReference<>();

  HeldConversation(Conversation real) {
    this.real = real;
  }

  /** Returns {@code hung-up} or {@code handed-over}; empty when it ended by itself. */
  Optional<String> why() {
    return Optional.ofNullable(why.get());
  }

  @Override
  public VisitId visit() {
    return real.visit();
  }

  @Override
  public AudioFeed hear() throws VestibuleException {
    return real.hear();
  }

  @Override
  public TalkLine speak() throws VestibuleException {
    return real.speak();
  }

  @Override
  public DoorOutcome open() throws InterruptedException {
    return real.open();
  }

  @Override
  public void leave(Farewell farewell) {
    end("handed-over");
    real.leave(farewell);
  }

  @Override
  public void onEnd(Runnable told) {
    real.onEnd(told);
  }

  @Override
  public boolean over() {
    return real.over();
  }

  @Override
  public Optional<End> ending() {
    return real.ending();
  }

  @Override
  public void close() {
    end("hung-up");
    real.close();
  }

  private void end(String reason) {
    if (!real.over()) {
      why.compareAndSet(null, reason);
    }
  }
}
