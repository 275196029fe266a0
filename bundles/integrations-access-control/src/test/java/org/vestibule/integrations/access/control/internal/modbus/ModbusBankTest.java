// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.line.Line;
import org.vestibule.integrations.access.control.internal.relay.RelaySettings;
import org.vestibule.integrations.access.control.internal.relay.RelaySettings.Pulse;

class ModbusBankTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Answers with bytes that are written down beforehand, one answer for each request. */
  private static final class WrittenLine implements Line {
    private final byte[] answer;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private int at;
    private boolean asked;

    WrittenLine(String answer) {
      this.answer = HEX.parseHex(answer);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, int timeoutMillis) {
      if (!asked || at == answer.length) {
        return 0;
      }
      buffer[offset] = answer[at++];
      return 1;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      if (answer.length == 0) {
        throw new IOException("broken");
      }
      asked = true;
      sent.write(buffer, offset, length);
    }

    @Override
    public String name() {
      return "paper";
    }

    @Override
    public void close() {}

    String sent() {
      return HEX.formatHex(sent.toByteArray());
    }
  }

  private static ModbusBank bank(Line line, boolean rtu, Pulse.By by) {
    return new ModbusBank(
        new RelaySettings(
            "hall",
            "paper",
            rtu,
            1,
            Map.of(),
            List.of(),
            new Pulse(by, 0x0200, Duration.ofMillis(100)),
            Duration.ofMillis(200),
            Duration.ofMillis(50)),
        line);
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  /** The frames of the maker's manual: relay 0 on, relay 0 for 700 ms. */
  @Test
  void framesAreThoseOfTheManual() throws Exception {
    WrittenLine on = new WrittenLine("01050000FF008C3A");
    bank(on, true, Pulse.By.COIL).set(0, true);
    assertThat(on.sent()).isEqualTo("01050000FF008C3A");
    WrittenLine flash = new WrittenLine("0105020000078DB0");
    bank(flash, true, Pulse.By.COIL).pulse(0, Duration.ofMillis(650));
    assertThat(flash.sent()).isEqualTo("0105020000078DB0");
  }

  @Test
  void aPulseIsARegisterWhereTheModuleHasItThere() throws Exception {
    WrittenLine line = new WrittenLine("000100000006010602030005");
    bank(line, false, Pulse.By.REGISTER).pulse(3, Duration.ofMillis(500));
    assertThat(line.sent()).isEqualTo("000100000006010602030005");
    refused(
        () -> bank(line, false, Pulse.By.SOFTWARE).pulse(3, Duration.ofMillis(500)),
        "hold-unsupported");
  }

  @Test
  void aLateAnswerToSomethingElseIsPassedOver() throws Exception {
    WrittenLine line = new WrittenLine("000000000006010500000000" + "000100000006010500000000");
    bank(line, false, Pulse.By.COIL).set(0, false);
  }

  @Test
  void whatIsNoConfirmationIsNone() {
    for (String answer :
        List.of(
            "0001",
            "000100010006010500000000",
            "00010000FFFF010500000000",
            "000100000006020500000000",
            "000100000006010500010000",
            "000100000006010600000000",
            "00010000000401018100")) {
      refused(
          () -> bank(new WrittenLine(answer), false, Pulse.By.COIL).set(0, false),
          "device-timed-out");
    }
    for (String answer :
        List.of("01050000FF008C3B", "02050000FF008C09", "0107", "018F0101010101")) {
      refused(
          () -> bank(new WrittenLine(answer), true, Pulse.By.COIL).set(0, true),
          "device-timed-out");
    }
  }

  @Test
  void anExceptionIsARefusalAndABrokenLineIsOutOfReach() {
    refused(
        () -> bank(new WrittenLine("000100000003018502"), false, Pulse.By.COIL).set(9, true),
        "device-refused");
    refused(
        () -> bank(new WrittenLine("0185024351"), true, Pulse.By.COIL).set(9, true),
        "device-timed-out");
    refused(
        () -> bank(new WrittenLine(""), false, Pulse.By.COIL).set(0, true), "device-unreachable");
  }
}
