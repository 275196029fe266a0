// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;

/** What is no command is refused by its field; what is one is read as it was meant. */
class CommandMessagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|command|missing",
        "{'id':'a','door':'x'}|command|missing",
        "{'id':'a','command':7,'door':'x'}|command|a number",
        "{'id':'a','command':'door-explode','door':'x'}|command|door-explode",
        "{'command':'door-open','door':'x'}|id|missing",
        "{'id':'','command':'door-open','door':'x'}|id|''",
        "{'id':'a b','command':'door-open','door':'x'}|id|a b",
        "{'id':5,'command':'door-open','door':'x'}|id|a number",
        "{'id':'a','command':'door-open'}|door|missing",
        "{'id':'a','command':'door-open','door':'Front Door'}|door|Front Door",
        "{'id':'a','command':'door-open','door':null}|door|null",
        "{'id':'a','command':'door-open','door':['x']}|door|a list",
        "{'id':'a','command':'door-open','door':{'id':'x'}}|door|an object",
        "{'id':'a','command':'door-open','door':true}|door|true or false",
        "{'id':'a','command':'door-hold','door':'x'}|seconds|missing",
        "{'id':'a','command':'door-hold','door':'x','seconds':'60'}|seconds|text",
        "{'id':'a','command':'door-hold','door':'x','seconds':60.5}|seconds|not whole",
        "{'id':'a','command':'door-hold','door':'x','seconds':6e1}|seconds|not whole",
        "{'id':'a','command':'door-hold','door':'x','seconds':0}|seconds|0",
        "{'id':'a','command':'door-hold','door':'x','seconds':301}|seconds|301",
        "{'id':'a','command':'door-hold','door':'x','seconds':-1}|seconds|-1",
        "{'id':'a','command':'door-hold','door':'x','seconds':4294967356}|seconds|4294967356",
        "{'id':'a','command':'door-open','door':'x','seconds':60}|seconds|not known in door-open",
        "{'id':'a','command':'door-open','door':'x','dor':'y'}|dor|not known",
        "{'id':'a','command':'door-open','door':'x','door':'y'}|door|twice",
        "{'id':'a','command':'door-open','door':'x','issuedAt':1767254400}|issuedAt|a number",
        "{'id':'a','command':'door-open','door':'x','issuedAt':'yesterday'}|issuedAt|yesterday",
        "{'id':'a','command':'door-open','door':'x','issuedAt':'2026-01-01T08:00:00'}|issuedAt|2026",
        "{'id':'a','command':'door-open','door':'x','issuedAt':'2026-02-30T08:00:00Z'}|issuedAt|2026-02-30",
        "[]|its form|no object",
        "'door-open'|its form|no object",
        "{'id':'a','command':'door-open','door':'x'} {}|its form|something behind",
        "{'id':'a','command':'door-open','door':'x'|its form|well-formed",
        "{'id':'a',}|its form|well-formed",
        "|its form|no object",
      })
  void whatIsNoCommandIsRefusedByItsField(String body, String where, String found) {
    String json = body == null ? "" : body.replace('\'', '"');

    VestibuleException refused = refused(json.getBytes(StandardCharsets.UTF_8), Encoding.JSON);

    assertThat(refused.code()).isEqualTo("command-invalid");
    assertThat(refused.input()).contains(where);
    assertThat(refused.found()).contains(found.replace("''", ""));
    assertThat(refused.allowed()).isNotBlank();
    assertThat(refused.remedy()).contains("docs/contract/v1/commands");
  }

  @Test
  void oneThatIsTooLongIsNotLookedAt() {
    byte[] padded = ("{\"id\":\"" + "a".repeat(CommandMessages.MOST_BYTES) + "\"}").getBytes();

    assertThat(refused(padded, Encoding.JSON).input()).contains("length");
    assertThat(refused(padded, Encoding.CBOR).input()).contains("length");
  }

  @Test
  void depthAndCountAreBounded() {
    assertThat(refused("[".repeat(4000).getBytes(), Encoding.JSON).found()).contains("no object");
    assertThat(refused(("{\"a\":" + "[".repeat(3000)).getBytes(), Encoding.JSON).found())
        .contains("a list");
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 40; i++) {
      many.append("\"f").append(i).append("\":1,");
    }
    assertThat(refused(many.toString().getBytes(), Encoding.JSON).found()).contains("more than");
  }

  @Test
  void onlyUtf8IsText() {
    String json = "{\"id\":\"a\",\"command\":\"door-open\",\"door\":\"x\"}";

    assertThat(refused(json.getBytes(StandardCharsets.UTF_16), Encoding.JSON).found())
        .contains("UTF-8");
    assertThat(refused(json.getBytes(StandardCharsets.UTF_16LE), Encoding.JSON).input())
        .contains("its form");
    assertThat(refused(("\ufeff" + json).getBytes(StandardCharsets.UTF_8), Encoding.JSON).input())
        .contains("its form");
    assertThat(refused(new byte[] {'{', '"', (byte) 0xc3, '"', '}'}, Encoding.JSON).found())
        .contains("UTF-8");
  }

  @Test
  void whatStandsInAFieldThatNobodyKnowsIsNotRepeated() {
    byte[] body =
        "{\"id\":\"a\",\"command\":\"door-open\",\"door\":\"x\",\"password\":\"tell-nobody\"}"
            .getBytes();

    VestibuleException refused = refused(body, Encoding.JSON);

    assertThat(refused.getMessage()).contains("password").doesNotContain("tell-nobody");
  }

  @Test
  void whatIsRepeatedIsShortAndPrintable() {
    byte[] body =
        ("{\"id\":\"a\",\"command\":\"door-open\",\"door\":\"\u001b[31m" + "x".repeat(900) + "\"}")
            .replace("\u001b", "\\u001b")
            .getBytes(StandardCharsets.UTF_8);

    String found = refused(body, Encoding.JSON).found();

    assertThat(found).hasSizeLessThan(60).doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void everyCommandIsReadAsItWasMeant(Encoding encoding) throws Exception {
    for (CommandRequest request : Examples.commands()) {
      byte[] body = encoding.write(JSON.valueToTree(Examples.plain(request)));

      assertThat(CommandMessages.read(body, encoding)).isEqualTo(request);
    }
  }

  @Test
  void aMomentMayHaveAnOffset() throws Exception {
    CommandRequest read =
        CommandMessages.read(
            "{\"id\":\"a\",\"issuedAt\":\"2026-01-01T10:00:00.5+02:00\",\"command\":\"door-open\",\"door\":\"x\"}"
                .getBytes());

    assertThat(read.issuedAt()).contains(Instant.parse("2026-01-01T08:00:00.5Z"));
  }

  @Test
  void aCommandMayHaveNoMomentBecauseSomeWaysNeedNone() throws Exception {
    CommandRequest read =
        CommandMessages.read("{\"id\":\"a\",\"command\":\"door-open\",\"door\":\"x\"}".getBytes());

    assertThat(read.issuedAt()).isEmpty();
  }

  @Test
  void cborIsHeldToTheSameForm() throws Exception {
    Map<String, Object> fields = Examples.plain(Examples.commands().get(1));
    fields.put("seconds", "60");
    assertThat(refused(CBOR.writeValueAsBytes(fields), Encoding.CBOR).input()).contains("seconds");
    fields.put("seconds", BigInteger.ONE.shiftLeft(80));
    assertThat(refused(CBOR.writeValueAsBytes(fields), Encoding.CBOR).found())
        .contains("beyond 64 bits");
    fields.put("seconds", 60);
    fields.put("door", "x".getBytes());
    assertThat(refused(CBOR.writeValueAsBytes(fields), Encoding.CBOR).input()).contains("door");
    assertThat(refused(new byte[] {(byte) 0xbf}, Encoding.CBOR).input()).contains("its form");
    assertThat(refused(JSON.writeValueAsBytes(fields), Encoding.CBOR).input()).contains("its form");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    try (CBORGenerator out = new CBORFactory().createGenerator(twice)) {
      out.writeStartObject();
      out.writeStringField("door", "x");
      out.writeStringField("door", "y");
      out.writeEndObject();
    }
    assertThat(refused(twice.toByteArray(), Encoding.CBOR).found()).contains("twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 24, 0xff, 0xf6, 0x9f, 0x81})
  void aSingleByteOfCborIsNoCommand(int first) {
    assertThat(refused(new byte[] {(byte) first}, Encoding.CBOR).code())
        .isEqualTo("command-invalid");
  }

  @Test
  void answersSayTheSameInBothEncodings() throws Exception {
    for (CommandResult result : Examples.results()) {
      JsonNode json = JSON.readTree(CommandMessages.write(result));

      assertThat(CBOR.readTree(CommandMessages.write(result, Encoding.CBOR))).isEqualTo(json);
      assertThat(json.get("id").asText()).isEqualTo(result.id());
      assertThat(json.get("state").asText()).isEqualTo(result.state().name());
      assertThat(json.has("visit")).isEqualTo(result.visit().isPresent());
    }
  }

  @Test
  void anEncodingIsFoundWhateverItsParameters() {
    assertThat(Encoding.of("Application/JSON; charset=utf-8")).contains(Encoding.JSON);
    assertThat(Encoding.of("application/cbor")).contains(Encoding.CBOR);
    assertThat(Encoding.of("text/plain")).isEmpty();
  }

  private static VestibuleException refused(byte[] body, Encoding encoding) {
    assertThatThrownBy(() -> CommandMessages.read(body, encoding))
        .isInstanceOf(VestibuleException.class);
    return catchThrowableOfType(
        VestibuleException.class, () -> CommandMessages.read(body, encoding));
  }
}
