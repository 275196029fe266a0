// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.integrations.access.control.internal.line.OpenLines;
import org.vestibule.integrations.access.control.internal.osdp.BuzzerControl;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.LedControl;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.TextControl;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * A reader by itself, for somebody else's panel: {@code RunReader LINE ADDRESS KEY [SECONDS]}. KEY
 * is 32 hexadecimal digits of a test's key, or {@code install} for a reader without one in whose
 * open window the panel may set it. Every three seconds it presents the card 42-12345 of format
 * H10301; it prints what the panel makes of it.
 */
public final class RunReader {
  private RunReader() {}

  public static void main(String[] arguments) throws InterruptedException {
    String line = arguments[0];
    int address = Integer.parseInt(arguments[1]);
    boolean install = arguments[2].equals("install");
    long seconds = arguments.length > 3 ? Long.parseLong(arguments[3]) : Long.MAX_VALUE / 2;
    PdKeys keys = new PdKeys();
    keys.replace(install ? null : HexFormat.of().parseHex(arguments[2]));
    if (install) {
      keys.open(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    }
    PdEngine reader =
        new PdEngine(
            new PdProfile(address, 9600, new ReaderId(0, 1, 1, 1, 0, 1, 0), false),
            keys,
            new Printer(),
            System::nanoTime,
            new SecureRandom()::nextBytes);
    PdBus bus = new PdBus(List.of(reader), System::nanoTime, FrameTap.NONE);
    CardBits card = new CardBits(26, HexFormat.of().parseHex("95181cc0"));
    try (PdPort port = new PdPort(line, new OpenLines(), bus)) {
      for (long passed = 0; passed < seconds; passed += 3) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        long now = System.nanoTime();
        PdRead read = PdRead.card(new CardRead(0, 1, card), now, now + PdRead.LONGEST_LIFE);
        reader.present(read);
        boolean sent = read.awaitSent(PdRead.LONGEST_LIFE) || !read.withdraw();
        System.out.println(sent ? "card sent" : "card taken back " + port.problem());
      }
    }
    System.out.println("kept_back=" + bus.keptBack());
  }

  private static final class Printer implements PdListener {
    private boolean secured;

    @Override
    public void light(LedControl control) {
      System.out.println(control);
    }

    @Override
    public void buzzer(BuzzerControl control) {
      System.out.println(control);
    }

    @Override
    public void text(TextControl control) {
      System.out.println(control);
    }

    @Override
    public void output(OutputControl control) {
      System.out.println(control);
    }

    @Override
    public void keySet(byte[] key) {
      System.out.println("the panel set a key");
    }

    @Override
    public void heard(long now, boolean underOwnKey) {
      if (underOwnKey != secured) {
        secured = underOwnKey;
        System.out.println(secured ? "secured" : "not secured");
      }
    }

    @Override
    public void gone() {
      System.out.println("the line is gone");
    }

    @Override
    public void insecure(String why) {
      System.out.println("refused: " + why);
    }
  }
}
