// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Each payload as it stands on the wire. */
class PayloadsTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Test
  void aCardIsLeftAlignedAndSaysItsBits() {
    CardRead read = new CardRead(0, 1, new CardBits(26, HEX.parseHex("82471A80")));
    assertThat(HEX.formatHex(read.encode())).isEqualTo("00011A0082471A80");
    assertThat(CardRead.decode(read.encode())).contains(read);
    assertThat(CardRead.decode(HEX.parseHex("00011A0082471A"))).isEmpty();
    assertThat(CardRead.decode(HEX.parseHex("00010000"))).isEmpty();
    assertThat(CardRead.decode(HEX.parseHex("00011A0082471ABF"))).contains(read);
    assertThat(read.toString()).doesNotContain("82");
  }

  @Test
  void anOutputForFiveSeconds() {
    List<OutputControl> pulse = List.of(new OutputControl(0, OutputControl.TIMED_ON, 50));
    assertThat(HEX.formatHex(OutputControl.encode(pulse))).isEqualTo("00053200");
    assertThat(OutputControl.decode(OutputControl.encode(pulse))).contains(pulse);
    assertThat(OutputControl.decode(new byte[5])).isEmpty();
  }

  @Test
  void lightsBuzzersAndTextsComeBackAsTheyWere() {
    List<LedControl> lights =
        List.of(LedControl.flash(0, LedColour.GREEN, 300), LedControl.steady(1, LedColour.AMBER));
    assertThat(LedControl.encode(lights)).hasSize(28);
    assertThat(LedControl.decode(LedControl.encode(lights))).contains(lights);
    BuzzerControl buzzer = new BuzzerControl(0, BuzzerControl.DEFAULT_TONE, 3, 2, 1);
    assertThat(BuzzerControl.decode(buzzer.encode())).contains(buzzer);
    TextControl text = new TextControl(0, TextControl.TEMPORARY, 5, 1, 1, "WELCOME");
    assertThat(TextControl.decode(text.encode())).contains(text);
    assertThat(TextControl.decode(HEX.parseHex("00030501010441420A00")))
        .map(TextControl::text)
        .contains("AB??");
    assertThat(TextControl.decode(HEX.parseHex("0003050101054142"))).isEmpty();
  }

  @Test
  void keysArePadKeysAndAreNotPrinted() {
    KeypadDigits keys = new KeypadDigits(0, "12*#");
    assertThat(HEX.formatHex(keys.encode())).isEqualTo("000431327F0D");
    assertThat(KeypadDigits.decode(keys.encode())).contains(keys);
    assertThat(keys.toString()).doesNotContain("12*");
    assertThatThrownBy(() -> new KeypadDigits(0, "A")).hasMessageNotContaining("A;");
    assertThat(KeypadDigits.decode(HEX.parseHex("000141"))).isEmpty();
  }

  @Test
  void aKeyIsReadOnceAndWhereItStoodIsOverwritten() {
    byte[] wire = HEX.parseHex("0110000102030405060708090A0B0C0D0E0F");
    KeySetting setting = KeySetting.decode(wire).orElseThrow();
    assertThat(setting.key()).startsWith(0, 1, 2).hasSize(16);
    assertThat(wire).containsOnly(0);
    assertThat(setting.toString()).isEqualTo("KeySetting[***]");
    setting.close();
    assertThat(setting.key()).containsOnly(0);
    assertThat(KeySetting.decode(HEX.parseHex("0210000102030405060708090A0B0C0D0E0F"))).isEmpty();
  }

  @Test
  void whatAReaderCanDoAndWhereItIs() {
    List<Capability> can =
        List.of(
            new Capability(Capability.LED, 4, 1), Capability.size(Capability.RECEIVE_BUFFER, 1440));
    assertThat(Capability.decode(Capability.encode(can))).contains(can);
    assertThat(can.get(1).size()).isEqualTo(1440);
    LineSetting setting = new LineSetting(5, 115_200);
    assertThat(LineSetting.decode(setting.encode())).contains(setting);
    LocalStatus status = new LocalStatus(true, false);
    assertThat(LocalStatus.decode(status.encode())).contains(status);
    assertThat(Levels.decode(Levels.encode(new boolean[] {true, false})))
        .containsExactly(true, false);
    assertThat(NakReason.of(4)).isEqualTo(NakReason.SEQUENCE);
    assertThat(NakReason.of(77)).isEqualTo(NakReason.OTHER);
  }
}
