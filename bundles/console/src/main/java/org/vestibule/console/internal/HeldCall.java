// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.vestibule.api.access.Caller;
import org.vestibule.api.visit.Conversation;

/** One conversation of one page. Thread-safe. */
final class HeldCall {
  /** A page that was closed, or lost its network, may come back for so long. */
  static final Duration ALONE = Duration.ofSeconds(10);

  private static final String OVER = "the conversation is over";

  private final Conversation conversation;
  private final String owner;
  private final Supplier<Optional<Caller>> still;
  private final AtomicReference<CallVoice> voice = new AtomicReference<>();
  private volatile long aloneNanos = System.nanoTime();
  private volatile boolean ended;

  HeldCall(Conversation conversation, String owner, Supplier<Optional<Caller>> still) {
    this.conversation = conversation;
    this.owner = owner;
    this.still = still;
  }

  Conversation conversation() {
    return conversation;
  }

  String owner() {
    return owner;
  }

  /** The newest connection has the voice; one before it ends. */
  void joined(CallVoice fresh) {
    CallVoice before = voice.getAndSet(fresh);
    if (before != null) {
      before.end("another page of this session talks now");
    }
    if (ended && voice.compareAndSet(fresh, null)) {
      // It was on its way while somebody hung up: nobody may go on speaking to nobody.
      fresh.end(OVER);
    }
  }

  void left(CallVoice gone) {
    aloneNanos = System.nanoTime();
    voice.compareAndSet(gone, null);
  }

  /** Returns whether nobody is left who could talk, or who still may. */
  boolean deserted(long nowNanos) {
    CallVoice now = voice.get();
    if (now != null) {
      now.ping();
    }
    return conversation.over()
        || now == null && nowNanos - aloneNanos > ALONE.toNanos()
        || still.get().isEmpty();
  }

  /** Hangs up. */
  void end() {
    ended = true;
    conversation.close();
    CallVoice now = voice.getAndSet(null);
    if (now != null) {
      now.end(OVER);
    }
  }
}
