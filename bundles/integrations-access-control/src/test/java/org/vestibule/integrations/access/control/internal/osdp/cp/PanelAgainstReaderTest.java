// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.LedColour;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdEngine;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdKeys;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdListener;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdProfile;
import org.vestibule.integrations.access.control.internal.osdp.pd.PdRead;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Own panel against own readers, two on each kind of line. */
class PanelAgainstReaderTest {
  private static final CardBits CARD =
      new CardBits(26, new byte[] {(byte) 0x95, 0x18, 0x1C, (byte) 0xC0});

  @TempDir Path folder;
  private final List<Object> shown = Collections.synchronizedList(new ArrayList<>());
  private final List<Heard> heard = List.of(new Heard(), new Heard());
  private final List<PdKeys> keys = List.of(new PdKeys(), new PdKeys());
  private final List<PdEngine> readers = List.of(reader(0), reader(1));
  private final List<PolledReader> polled = List.of(polled(0), polled(1));

  private static final class Heard implements ReaderListener {
    final BlockingQueue<CardBits> cards = new LinkedBlockingQueue<>();
    final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> tampers = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> toStore = new LinkedBlockingQueue<>();
    volatile int onlines;
    volatile boolean secured;
    volatile int keySets;
    volatile String why = "";

    @Override
    public void online(boolean underOwnKey, ReaderFacts what) {
      secured = underOwnKey;
      onlines++;
    }

    @Override
    public void offline(String reason) {
      secured = false;
      why = reason;
    }

    @Override
    public void card(CardBits bits, long nowNanos) {
      cards.add(bits);
    }

    @Override
    public void keys(String pressed, long nowNanos) {
      keys.add(pressed);
    }

    @Override
    public void local(boolean tamper, boolean powerLost) {
      tampers.add(tamper);
    }

    @Override
    public void storeKey(byte[] key) {
      toStore.add(key);
    }

    @Override
    public void keySet() {
      keySets++;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingGoesBothWaysUnderAKey(Wires.Kind kind) throws Exception {
    givenKeys();
    try (Wires wires = Wires.open(kind, folder);
        ReaderThread there = new ReaderThread(wires.reader, readers);
        PollThread panel = new PollThread("test", address -> wires.panel)) {
      polled.forEach(panel::add);
      await(() -> heard.get(0).secured && heard.get(1).secured, "both are secured");
      assertThat(readers.get(1).present(PdRead.card(new CardRead(0, 1, CARD), now(), later())))
          .isTrue();
      assertThat(heard.get(1).cards.poll(60, TimeUnit.SECONDS)).isEqualTo(CARD);
      readers.get(0).present(PdRead.keys(new KeypadDigits(0, "4711#"), now()));
      assertThat(heard.get(0).keys.poll(60, TimeUnit.SECONDS)).isEqualTo("4711#");
      readers.get(0).status(new LocalStatus(true, false));
      await(() -> heard.get(0).tampers.contains(true), "the tamper is heard");
      LedControl led = LedControl.flash(0, LedColour.GREEN, 30);
      BuzzerControl beep = new BuzzerControl(0, BuzzerControl.DEFAULT_TONE, 2, 0, 1);
      TextControl text = new TextControl(0, TextControl.TEMPORARY, 3, 1, 1, "WELCOME");
      OutputControl out = new OutputControl(0, OutputControl.TIMED_ON, 50);
      for (CompletableFuture<Answer> answer :
          List.of(
              ask(panel, CommandCode.LED, LedControl.encode(List.of(led))),
              ask(panel, CommandCode.BUZ, beep.encode()),
              ask(panel, CommandCode.TEXT, text.encode()),
              ask(panel, CommandCode.OUT, OutputControl.encode(List.of(out))),
              ask(panel, CommandCode.OSTAT, new byte[0]),
              ask(panel, CommandCode.ISTAT, new byte[0]),
              ask(panel, CommandCode.LSTAT, new byte[0]),
              ask(panel, CommandCode.RSTAT, new byte[0]))) {
        assertThat(answer.get(60, TimeUnit.SECONDS))
            .isNotInstanceOfAny(Answer.NotSent.class, Answer.Unknown.class);
      }
      assertThat(shown).contains(led, beep, text, out);
      assertThat(heard.get(0).cards).isEmpty();
      assertThat(heard).allMatch(each -> each.onlines == 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewReaderGetsItsKeyInTheWindowOnly(Wires.Kind kind) throws Exception {
    keys.forEach(each -> each.replace(null));
    try (Wires wires = Wires.open(kind, folder);
        ReaderThread there = new ReaderThread(wires.reader, readers);
        PollThread panel = new PollThread("test", address -> wires.panel)) {
      polled.forEach(panel::add);
      panel.post(now -> polled.forEach(each -> each.key(null, now)));
      await(() -> heard.get(0).why.contains("commissioning window"), "it waits for the window");
      keys.get(0).open(soon() + TimeUnit.MINUTES.toNanos(1));
      panel.post(now -> polled.get(0).openWindow(now + TimeUnit.MINUTES.toNanos(1), now));
      byte[] key = heard.get(0).toStore.poll(60, TimeUnit.SECONDS);
      assertThat(key).hasSize(16);
      assertThat(keys.get(0).keyed()).isFalse();
      panel.post(now -> polled.get(0).keyStored(key, now));
      await(() -> heard.get(0).secured, "it works under the new key");
      assertThat(keys.get(0).keyed()).isTrue();
      assertThat(heard.get(0).keySets).isEqualTo(1);
      assertThat(heard.get(1).toStore).isEmpty();
      assertThat(keys.get(1).keyed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "TCP"})
  void readersThatRestartAreBack(Wires.Kind kind) throws Exception {
    givenKeys();
    try (Wires wires = Wires.open(kind, folder);
        PollThread panel = new PollThread("test", address -> wires.panel)) {
      polled.forEach(panel::add);
      try (ReaderThread there = new ReaderThread(wires.reader, readers)) {
        await(() -> heard.get(0).secured && heard.get(1).secured, "both are secured");
      }
      try (ReaderThread there = new ReaderThread(wires.reader, readers)) {
        await(() -> heard.stream().allMatch(each -> each.onlines == 2 && each.secured), "again");
      }
    }
  }

  private void givenKeys() {
    for (int i = 0; i < 2; i++) {
      byte[] key = new byte[16];
      new SecureRandom().nextBytes(key);
      keys.get(i).replace(key);
      polled.get(i).key(key, System.nanoTime());
    }
  }

  private CompletableFuture<Answer> ask(PollThread panel, int code, byte[] data) {
    Ask ask = Ask.of(code, data, false, System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
    panel.post(now -> polled.get(0).ask(ask));
    return ask.answer();
  }

  private PdEngine reader(int index) {
    PdListener listener =
        new PdListener() {
          @Override
          public void light(LedControl control) {
            shown.add(control);
          }

          @Override
          public void buzzer(BuzzerControl control) {
            shown.add(control);
          }

          @Override
          public void text(TextControl control) {
            shown.add(control);
          }

          @Override
          public void output(OutputControl control) {
            shown.add(control);
          }
        };
    return new PdEngine(
        new PdProfile(index, 9600, new ReaderId(1, 1, 1, index, 1, 0, 0), false),
        keys.get(index),
        listener,
        System::nanoTime);
  }

  private PolledReader polled(int index) {
    return new PolledReader(
        new PollSettings(index, true, PollSettings.USUAL, false, true),
        heard.get(index),
        new SecureRandom(),
        System.nanoTime());
  }

  private static long now() {
    return System.nanoTime();
  }

  /** A panel on a busy machine may need a part of the longest life of a card. */
  private static long later() {
    return System.nanoTime() + PdRead.LONGEST_LIFE;
  }

  private static long soon() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
