// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;

/** What one side writes the other reads, and a login is good for one message. */
class SoapMessageTest {
  private static final byte[] PASSWORD = "open & <sesame>".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void carriesWhateverStandsInTexts() throws VestibuleException {
    String odd = "a<b>&\"c'\n\t]]> \u00e9 \ud83d\ude00 </s:Body>";
    Xml ask = Xml.of("tds:SetHostname", Xml.text("tds:Name", odd).with("token", odd));
    SoapRequest read = SoapRequest.read(SoapMessage.write(ask));
    assertThat(read.operation().name()).isEqualTo("SetHostname");
    assertThat(read.operation().namespace()).isEqualTo(Prefixes.NAMESPACES.get("tds"));
    assertThat(read.operation().textAt("Name")).isEqualTo(odd);
    assertThat(read.operation().child("Name").orElseThrow().attributes())
        .containsEntry("token", odd);
    assertThat(read.login()).isEmpty();
  }

  @Test
  void replacesSignsThatXmlCannotCarry() throws VestibuleException {
    Xml ask = Xml.of("tds:SetHostname", Xml.text("tds:Name", "a\u0000\u001b\ud800b"));
    assertThat(SoapRequest.read(SoapMessage.write(ask)).operation().textAt("Name"))
        .isEqualTo("a\uFFFD\uFFFD\uFFFDb");
  }

  @Test
  void declaresThePrefixesOfTopicsInTexts() {
    byte[] written = SoapMessage.write(Xml.text("wsnt:Topic", "tns1:VideoSource/MotionAlarm"));
    assertThat(new String(written, StandardCharsets.UTF_8)).contains("xmlns:tns1=");
  }

  @Test
  void provesWhoAsks() throws VestibuleException {
    UsernameToken.Shown shown = ask("ann", PASSWORD).login().orElseThrow();
    assertThat(shown.username()).isEqualTo("ann");
    assertThat(shown.created()).isEqualTo(NOW);
    assertThat(shown.nonce()).hasSize(20);
    assertThat(shown.matches(PASSWORD)).isTrue();
    assertThat(shown.matches("wrong".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(ask("ann", PASSWORD).login().orElseThrow().nonce()).isNotEqualTo(shown.nonce());
  }

  /** The worked example of the ONVIF Programmer's Guide, section 6.1.1.3. */
  @Test
  void hashesAsThePublishedExample() {
    byte[] nonce = Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");
    byte[] digest =
        UsernameToken.digest(
            nonce, "2010-09-16T07:50:45Z", "userpassword".getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getEncoder().encodeToString(digest))
        .isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
  }

  @Test
  void takesNoPasswordInClear() throws VestibuleException {
    String clear =
        "<s:Envelope xmlns:s='urn:s'><s:Header><Security><UsernameToken><Username>ann</Username>"
            + "<Password Type='x#PasswordText'>open</Password></UsernameToken></Security>"
            + "</s:Header><s:Body><GetScopes/></s:Body></s:Envelope>";
    assertThat(SoapRequest.read(utf8(clear)).login()).isEmpty();
  }

  @Test
  void readsTheFaultThatItWrites() throws VestibuleException {
    SoapFault written =
        new SoapFault(true, List.of("InvalidArgVal", "NoProfile"), "no \u0007such\nprofile");
    SoapFault read = SoapMessage.read(written.write()).fault().orElseThrow();
    assertThat(read).isEqualTo(written);
    assertThat(read.reason()).isEqualTo("no such profile");
    assertThat(read.unauthorized()).isFalse();
    SoapFault login =
        SoapMessage.read(SoapFault.notAuthorized("who?").write()).fault().orElseThrow();
    assertThat(login.unauthorized()).isTrue();
  }

  @Test
  void readsTheFaultsOfOldDevices() throws VestibuleException {
    String old =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault>"
            + "<faultcode>wsse:FailedAuthentication</faultcode><faultstring>no</faultstring>"
            + "</e:Fault></e:Body></e:Envelope>";
    Optional<SoapFault> fault = SoapMessage.read(utf8(old)).fault();
    assertThat(fault).get().satisfies(f -> assertThat(f.unauthorized()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body/></html>",
        "<Envelope/>",
        "<Envelope><Header/></Envelope>",
        "<Envelope><Body/></Envelope>"
      })
  void refusesWhatIsNoRequest(String text) {
    assertThatThrownBy(() -> SoapRequest.read(utf8(text)))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("soap-invalid"));
  }

  private static SoapRequest ask(String user, byte[] password) throws VestibuleException {
    Xml security = UsernameToken.security(user, password, NOW);
    return SoapRequest.read(SoapMessage.write(List.of(security), Xml.of("tds:GetScopes")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
