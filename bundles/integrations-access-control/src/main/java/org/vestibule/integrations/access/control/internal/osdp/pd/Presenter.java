// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * Presents cards at one reader, one after the other, and waits for what the panel makes of each.
 * Thread-safe; {@link #light} and {@link #output} are called on the bus's thread and return at
 * once.
 */
final class Presenter {
  private static final int WITH_PARITY = 1;

  /** One card and the panel's answer to it. */
  private static final class Presentation {
    private final PdRead read;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean granted;

    private Presentation(PdRead read) {
      this.read = read;
    }

    private void answer(boolean yes) {
      // What the panel showed before it had the card is about something else.
      if (read.sent() && answered.getCount() > 0) {
        granted = yes;
        answered.countDown();
      }
    }
  }

  private final ReaderSettings settings;
  private final PdEngine engine;
  private final PanelAnswer answers;
  private final Semaphore turn = new Semaphore(1, true);
  private final Map<PersonId, Long> sent = new ConcurrentHashMap<>();
  private volatile Presentation current;

  Presenter(ReaderSettings settings, PdEngine engine) {
    this.settings = settings;
    this.engine = engine;
    answers = new PanelAnswer(settings.answers());
  }

  void light(LedControl control) {
    tell(answers.light(control));
  }

  void output(OutputControl control) {
    tell(answers.output(control));
  }

  private void tell(Optional<Boolean> yes) {
    Presentation waiting = current;
    if (waiting != null && yes.isPresent()) {
      waiting.answer(yes.get());
    }
  }

  /**
   * Presents a person's card; returns when the panel granted it.
   *
   * @throws VestibuleException {@code device-unreachable} (never sent), {@code device-refused},
   *     {@code device-timed-out} (sent, and no answer)
   */
  void present(UnlockOrder order, CardBits card) throws VestibuleException, InterruptedException {
    if (!turn.tryAcquire(left(order), TimeUnit.NANOSECONDS)) {
      throw failed(
          "device-unreachable",
          "its card was not sent: another one was being answered",
          "a reader that is free before the order expires",
          "Try again.");
    }
    try {
      refuseAgain(order.person());
      long now = System.nanoTime();
      PdRead read = PdRead.card(new CardRead(0, WITH_PARITY, card), now, order.expiresAtNanos());
      Presentation presentation = new Presentation(read);
      current = presentation;
      send(order, read);
      await(presentation);
    } finally {
      current = null;
      turn.release();
    }
  }

  private void send(UnlockOrder order, PdRead read)
      throws VestibuleException, InterruptedException {
    boolean fetched = false;
    try {
      fetched = engine.present(read) && read.awaitSent(left(order));
    } finally {
      // Also when interrupted: a card that nobody waits for must not be sent.
      fetched |= !read.withdraw();
      if (fetched) {
        sent.put(order.person(), System.nanoTime());
      }
    }
    if (!fetched) {
      throw failed(
          "device-unreachable",
          "the panel did not fetch the card, which was taken back",
          "a panel that polls this reader",
          "Check the line and the panel's reader settings.");
    }
  }

  private void await(Presentation presentation) throws VestibuleException, InterruptedException {
    if (!presentation.answered.await(settings.answer().toNanos(), TimeUnit.NANOSECONDS)) {
      throw failed(
          "device-timed-out",
          "the panel has the card and showed no answer within "
              + settings.answer().toMillis()
              + " ms",
          "a light that means yes or no",
          "Look at the door; compare granted and denied with what the panel does with its"
              + " reader's light.");
    }
    if (!presentation.granted) {
      throw failed(
          "device-refused",
          "the panel denied the card",
          "a card that the panel lets in",
          "Give the card access to this door in the panel.");
    }
  }

  private void refuseAgain(PersonId person) throws VestibuleException {
    long now = System.nanoTime();
    long within = settings.debounce().toNanos();
    sent.values().removeIf(at -> now - at >= within);
    if (sent.containsKey(person)) {
      throw failed(
          "device-refused",
          "the same person's card was sent a moment ago",
          "one card in " + settings.debounce().toMillis() + " ms",
          "Wait, then try again.");
    }
  }

  private static long left(UnlockOrder order) {
    return Math.max(0, order.expiresAtNanos() - System.nanoTime());
  }

  private VestibuleException failed(String code, String found, String allowed, String remedy) {
    return new VestibuleException(code, "reader " + settings.name(), found, allowed, remedy);
  }
}
