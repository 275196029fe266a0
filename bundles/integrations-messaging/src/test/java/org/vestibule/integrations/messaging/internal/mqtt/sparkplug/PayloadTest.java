// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;

/** Bytes of others, good and bad, and bytes of our own. */
class PayloadTest {
  /** Written by sparkplug-payload 1.0.3: Control/Open = true at 1700000000000. */
  private static final String OPEN =
      "0880d095ffbc3112190a0c436f6e74726f6c2f4f70656e1880d095ffbc31200b7001";

  /** Written by sparkplug-payload 1.0.3: bdSeq = 7 at 1700000000000. */
  private static final String DEATH = "0880d095ffbc3112120a0562645365711880d095ffbc3120045807";

  private static final long AT = 1_700_000_000_000L;

  @Test
  void everyCutIsRefusedOrReadsAsLess() {
    byte[] whole = bytes(OPEN);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        Payload read = PayloadReader.read(cut);
        assertThat(read.metrics()).isEmpty();
      } catch (VestibuleException refused) {
        assertThat(refused.code()).isEqualTo("payload-invalid");
      }
    }
  }

  @Test
  void whatIsLongerThanItSaysOrThanAnybodyNeedsIsRefused() {
    refused("12ffffffff0f");
    refused("12ffffffffffffffffff01");
    refused("08ffffffffffffffffffff01");
    refused("08");
    refused("0a05");
    refused("0b");
    refused("00");
    assertThatThrownBy(() -> PayloadReader.read(new byte[PayloadReader.MOST_BYTES + 1]))
        .isInstanceOf(VestibuleException.class);
    refused("1200".repeat(PayloadReader.MOST_METRICS + 1));
  }

  @Test
  void textThatIsNoTextIsRefused() {
    refused("12040a02c328");
  }

  @Test
  void templatesWithinTemplatesCostNoStack() throws VestibuleException {
    // A metric with a template (field 18) that holds a metric, and so on.
    byte[] nested = new byte[0];
    while (nested.length < PayloadReader.MOST_BYTES - 16) {
      nested = wrapped(18, wrapped(2, nested));
    }
    Payload read = PayloadReader.read(wrapped(2, nested));
    assertThat(read.metrics()).hasSize(1);
    assertThat(read.metrics().get(0).value()).isEmpty();
  }

  @Test
  void fieldsOfALaterSchemaArePassedOver() throws VestibuleException {
    Payload read = PayloadReader.read(bytes("a20603616263" + OPEN + "ad0600000000"));
    assertThat(read.metrics()).hasSize(1);
  }

  @Test
  void commandOfAnotherEncoderIsRead() throws VestibuleException {
    Payload read = PayloadReader.read(bytes(OPEN));
    assertThat(read.timestamp()).isEqualTo(OptionalLong.of(AT));
    assertThat(read.seq()).isEmpty();
    Metric metric = read.metrics().get(0);
    assertThat(metric.name()).isEqualTo(Optional.of("Control/Open"));
    assertThat(metric.value()).isEqualTo(Optional.of(true));
  }

  @Test
  void deathIsWrittenAsAnotherEncoderWritesIt() {
    Metric number = Metric.born("bdSeq", OptionalLong.empty(), AT, 7L);
    Payload death = new Payload(OptionalLong.of(AT), OptionalLong.empty(), List.of(number));
    assertThat(HexFormat.of().formatHex(death.bytes())).isEqualTo(DEATH);
  }

  @Test
  void whatIsWrittenIsReadBack() throws VestibuleException {
    for (Object value : List.of(true, false, 0L, -1L, Long.MAX_VALUE, "", "Ä".repeat(100))) {
      Metric metric = Metric.born("name", OptionalLong.of(300), AT, value);
      Payload payload =
          new Payload(OptionalLong.of(AT), OptionalLong.of(255), List.of(metric, metric));
      Payload read = PayloadReader.read(payload.bytes());
      assertThat(read.seq()).isEqualTo(payload.seq());
      assertThat(read.timestamp()).isEqualTo(payload.timestamp());
      assertThat(read.metrics()).hasSize(2);
      assertThat(read.metrics().get(1).value()).isEqualTo(Optional.of(value));
      assertThat(read.metrics().get(1).alias()).isEqualTo(OptionalLong.of(300));
    }
  }

  @Test
  void nullHasNoValue() throws VestibuleException {
    Metric nothing =
        new Metric(
            Optional.of("n"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());
    Payload payload =
        new Payload(OptionalLong.empty(), OptionalLong.empty(), Collections.singletonList(nothing));
    assertThat(PayloadReader.read(payload.bytes()).metrics().get(0).value()).isEmpty();
    assertThat(new String(payload.bytes(), StandardCharsets.ISO_8859_1)).endsWith("8\u0001");
  }

  private static byte[] wrapped(int field, byte[] content) {
    byte[] length = varint(content.length);
    byte[] tag = varint(field << 3 | 2);
    byte[] all = Arrays.copyOf(tag, tag.length + length.length + content.length);
    System.arraycopy(length, 0, all, tag.length, length.length);
    System.arraycopy(content, 0, all, tag.length + length.length, content.length);
    return all;
  }

  private static byte[] varint(int value) {
    return value < 128
        ? new byte[] {(byte) value}
        : new byte[] {(byte) (value & 0x7f | 0x80), (byte) (value >>> 7)};
  }

  private static void refused(String hex) {
    assertThatThrownBy(() -> PayloadReader.read(bytes(hex)))
        .as(hex)
        .isInstanceOf(VestibuleException.class);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
