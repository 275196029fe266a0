// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

/** What a hostile or broken camera sends is refused in words, and reaches nothing. */
class SafeXmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "plain text",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a b='1' b='2'/>",
        "<a>&unknown;</a>",
        "<a>\u0000</a>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<p:a/>"
      })
  void refusesWhatIsNoPlainDocument(String text) {
    refused(text);
  }

  @Test
  void refusesABombBeforeItGoesOff() {
    StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 40; i++) {
      text.append("<!ENTITY e" + i + " '&e" + (i - 1) + ";&e" + (i - 1) + ";'>");
    }
    refused(text.append("]><a>&e39;</a>").toString());
  }

  @Test
  void readsNoFileAndAsksNobody(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
    try (ServerSocket outside = new ServerSocket(0)) {
      outside.setSoTimeout(200);
      String url = "http://127.0.0.1:" + outside.getLocalPort() + "/x.dtd";
      refused("<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><a>&x;</a>");
      refused("<!DOCTYPE a SYSTEM '" + url + "'><a/>");
      refused("<!DOCTYPE a [<!ENTITY % p SYSTEM '" + url + "'>%p;]><a/>");
      assertThatThrownBy(outside::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void refusesWhatIsTooMuch() {
    refused("<a>" + "x".repeat(SafeXml.MOST_BYTES) + "</a>");
    refused("<a>".repeat(60_000));
    refused("<a>".repeat(SafeXml.MOST_DEPTH + 1) + "</a>".repeat(SafeXml.MOST_DEPTH + 1));
    refused("<a>" + "<b/>".repeat(SafeXml.MOST_ELEMENTS) + "</a>");
    StringBuilder many = new StringBuilder("<a");
    for (int i = 0; i <= SafeXml.MOST_ATTRIBUTES; i++) {
      many.append(" b" + i + "=''");
    }
    refused(many.append("/>").toString());
  }

  @Test
  void readsWhatIsLongButAllowed() throws VestibuleException {
    String text = "x".repeat(SafeXml.MOST_BYTES - 7);
    assertThat(SafeXml.read(utf8("<a>" + text + "</a>")).text()).isEqualTo(text);
    String deep = "<a>".repeat(SafeXml.MOST_DEPTH) + "</a>".repeat(SafeXml.MOST_DEPTH);
    assertThat(SafeXml.read(utf8(deep)).children()).hasSize(1);
  }

  @Test
  void findsByLocalNameWhateverThePrefix() throws VestibuleException {
    XmlNode root =
        SafeXml.read(
            utf8(
                "\uFEFF<?xml version='1.0' encoding='UTF-8'?><!-- a camera --><x:A xmlns:x='urn:x'"
                    + " x:token='1'><B xmlns='urn:y'> <![CDATA[a<b]]>&amp;c </B><x:B/></x:A>"));
    assertThat(root.name()).isEqualTo("A");
    assertThat(root.namespace()).isEqualTo("urn:x");
    assertThat(root.attributes()).containsEntry("token", "1");
    assertThat(root.all("B")).hasSize(2);
    assertThat(root.textAt("B")).isEqualTo("a<b&c");
    assertThat(root.textAt("B", "C")).isEmpty();
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> SafeXml.read(utf8(text)))
        .isInstanceOfSatisfying(
            VestibuleException.class,
            e -> {
              assertThat(e.code()).isEqualTo("xml-invalid");
              assertThat(e.getMessage()).hasSizeLessThan(300);
            });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
