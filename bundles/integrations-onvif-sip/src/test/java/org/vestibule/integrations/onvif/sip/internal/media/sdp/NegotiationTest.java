// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

class NegotiationTest {
  private static final String HEAD =
      "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
  private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
  private static final List<SoundEncoding> ALL = List.of(SoundEncoding.values());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=1\r\n",
        "hello",
        "v=0\r\nx",
        "v=0\r\nm=audio 4000\r\n",
        "v=0\r\nm=audio 65536 RTP/AVP 0\r\n",
        "v=0\r\nm=audio -1 RTP/AVP 0\r\n",
        "v=0\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nc=IN IP4 phone.example\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nc=IN IP4 239.1.1.1/16\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nc=IN IP4 255.255.255.255\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nc=IN IP6 1:2:3::4::5\r\nm=audio 4000 RTP/AVP 0\r\n",
        "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 300\r\n",
        "v=0\r\na=\u0000\r\n"
      })
  void whatIsNoDescriptionIsRefusedByName(String text) {
    assertThat(refusal(ours(Protection.NONE), text).code()).isEqualTo("sdp-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IP4 127.0.0.1", "IP4 127.9.9.9", "IP6 ::1"})
  void nobodyOutsideSendsTheHousesSoundIntoTheHouseItself(String address) throws Exception {
    String self = HEAD.replace("c=IN IP4 192.0.2.1", "c=IN " + address);
    String text = self + audio("RTP/AVP 0");
    assertThat(refusal(outside(), text).code()).isEqualTo("sdp-invalid");
    Negotiation calling = outside();
    calling.offer();
    assertThat(catchThrowableOfType(VestibuleException.class, () -> calling.accept(text)).code())
        .isEqualTo("sdp-invalid");
  }

  @Test
  void limitsAreKept() {
    String line = "a=" + "x".repeat(5000) + "\r\n";
    String many = "a=x\r\n".repeat(2000);
    String media = "m=audio 4000 RTP/AVP 0\r\n".repeat(17);
    String formats = "m=audio 4000 RTP/AVP" + " 0".repeat(65) + "\r\n";
    String huge = ("a=" + "x".repeat(4000) + "\r\n").repeat(20);
    for (String text : List.of(line, many, media, formats, huge)) {
      assertThat(refusal(ours(Protection.NONE), HEAD + text).code()).isEqualTo("sdp-invalid");
    }
  }

  @Test
  void aKeyIsInNoRefusalAndNoText() throws Exception {
    String offer = HEAD + audio("RTP/SAVP 0", "crypto:1 F8_128_HMAC_SHA1_80 inline:" + KEY);
    VestibuleException refused = refusal(ours(Protection.REQUIRED), offer);
    assertThat(refused.code()).isEqualTo("media-incompatible");
    assertThat(refused).hasMessageNotContaining(KEY);
    String good = HEAD + audio("RTP/SAVP 0", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    Negotiation.Answer answer = ours(Protection.REQUIRED).answer(good);
    assertThat(answer.toString() + answer.agreement()).doesNotContain(KEY);
    assertThat(SdpReader.read(good).toString()).doesNotContain(KEY);
  }

  @Test
  void theAnswerHasTheOfferersNumbersAndTheHousesPreference() throws Exception {
    String offer =
        HEAD
            + audio(
                "RTP/AVP 8 0 107 97 98",
                "rtpmap:107 opus/48000/2",
                "rtpmap:97 telephone-event/8000",
                "rtpmap:98 telephone-event/48000");
    Negotiation opus = ours(Protection.NONE, SoundEncoding.OPUS, SoundEncoding.PCMA);
    Negotiation.Answer answer = opus.answer(offer);
    assertThat(answer.text()).contains("m=audio 20000 RTP/AVP 107 98\r\n");
    assertThat(answer.agreement().payloadType()).isEqualTo(107);
    assertThat(answer.agreement().events()).containsExactly(98);

    Negotiation.Answer plain = ours(Protection.NONE, SoundEncoding.PCMA).answer(offer);
    assertThat(plain.text())
        .contains("m=audio 20000 RTP/AVP 8 97\r\n", "a=rtpmap:8 PCMA/8000", "a=fmtp:97 0-15");
    assertThat(plain.agreement().remote()).isEqualTo(new InetSocketAddress("192.0.2.1", 4000));
    assertThat(plain.agreement().remoteControl().getPort()).isEqualTo(4001);
  }

  @Test
  void everyOtherLineIsAnsweredInItsPlaceWithPortZero() throws Exception {
    String offer =
        HEAD
            + "m=video 5000 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\n"
            + audio("RTP/AVP 0")
            + "m=application 6000 UDP/DTLS/SCTP webrtc-datachannel\r\n"
            + audio("RTP/SAVP 0", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    Negotiation negotiation = ours(Protection.OFFERED);
    String answer = negotiation.answer(offer).text();
    assertThat(answer.lines().filter(line -> line.startsWith("m=")))
        .containsExactly(
            "m=video 0 RTP/AVP 97",
            "m=audio 0 RTP/AVP 0",
            "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
            "m=audio 20000 RTP/SAVP 0");
    assertThat(negotiation.offer().lines().filter(line -> line.startsWith("m="))).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "sendrecv,sendrecv,true,true",
    "sendonly,recvonly,false,true",
    "recvonly,sendonly,true,false",
    "inactive,inactive,false,false"
  })
  void directionsAreTurned(String offered, String answered, boolean sends, boolean receives)
      throws Exception {
    Negotiation.Answer answer = ours(Protection.NONE).answer(HEAD + audio("RTP/AVP 0", offered));
    assertThat(answer.text()).contains("a=" + answered + "\r\n");
    assertThat(answer.agreement().sends()).isEqualTo(sends);
    assertThat(answer.agreement().receives()).isEqualTo(receives);
  }

  @Test
  void anAddressOfZerosIsAHold() throws Exception {
    String offer = HEAD.replace("c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0") + audio("RTP/AVP 0");
    Negotiation.Answer answer = ours(Protection.NONE).answer(offer);
    assertThat(answer.text()).contains("a=recvonly");
    assertThat(answer.agreement().sends()).isFalse();
  }

  @Test
  void theSameOfferGetsTheSameAnswerAndAnotherOneANewVersion() throws Exception {
    Negotiation negotiation = ours(Protection.OFFERED);
    String offer = HEAD + audio("RTP/AVP 0", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
    String first = negotiation.answer(offer).text();
    assertThat(negotiation.answer(offer).text()).isEqualTo(first);
    String hold = negotiation.answer(offer + "a=sendonly\r\n").text();
    assertThat(version(hold)).isEqualTo(version(first) + 1);
    assertThat(key(hold)).isEqualTo(key(first));

    assertThat(refusal(negotiation, HEAD + audio("RTP/AVP 18")).code())
        .isEqualTo("media-incompatible");
    assertThat(negotiation.answer(offer + "a=sendonly\r\n").text()).isEqualTo(hold);
  }

  @Test
  void anOfferStaysTheSameUntilItIsAnsweredAndAnAnswerMayComeTwice() throws Exception {
    Negotiation caller = ours(Protection.OFFERED);
    Negotiation callee = ours(Protection.OFFERED, SoundEncoding.G722);
    String offer = caller.offer();
    assertThat(caller.offer()).isEqualTo(offer);
    String answer = callee.answer(offer).text();
    Agreement early = caller.accept(answer);
    assertThat(caller.accept(answer)).isEqualTo(early);
    assertThat(early.encoding()).isEqualTo(SoundEncoding.G722);

    String again = caller.offer();
    assertThat(callee.answer(again).agreement().keys()).isEqualTo(reversed(early));
    assertThat(version(again)).isGreaterThanOrEqualTo(version(offer));
  }

  private static Optional<Agreement.Keys> reversed(Agreement of) {
    return of.keys().map(keys -> new Agreement.Keys(keys.suite(), keys.theirs(), keys.ours()));
  }

  @ParameterizedTest
  @EnumSource
  void bothEndsComeToTheSameKeys(Suite suite) throws Exception {
    String offer = ours(Protection.REQUIRED).offer();
    String only =
        offer
            .lines()
            .filter(line -> !line.startsWith("a=crypto") || line.contains(suite.name()))
            .reduce("", (all, line) -> all + line + "\r\n");
    Negotiation.Answer answer = ours(Protection.REQUIRED).answer(only);
    assertThat(answer.text()).contains("RTP/SAVP");
    assertThat(answer.agreement().keys().orElseThrow().suite()).isEqualTo(suite);
    assertThat(answer.agreement().keys().orElseThrow().theirs().text()).isEqualTo(key(only));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRED,NONE,false",
    "NONE,REQUIRED,false",
    "OFFERED,NONE,plain",
    "NONE,OFFERED,plain",
    "OFFERED,OFFERED,keys",
    "OFFERED,REQUIRED,keys",
    "REQUIRED,OFFERED,keys"
  })
  void protectionIsWhatBothAllow(Protection caller, Protection callee, String outcome)
      throws Exception {
    Negotiation offering = ours(caller);
    Negotiation answering = ours(callee);
    String offer = offering.offer();
    if (outcome.equals("false")) {
      assertThat(refusal(answering, offer).code()).isEqualTo("media-incompatible");
      return;
    }
    Agreement agreed = offering.accept(answering.answer(offer).text());
    assertThat(agreed.keys().isPresent()).isEqualTo(outcome.equals("keys"));
  }

  @Test
  void anAnswerThatTakesEncryptionAwayIsRefused() throws Exception {
    Negotiation caller = ours(Protection.REQUIRED);
    String answer = ours(Protection.REQUIRED).answer(caller.offer()).text();
    String stripped =
        answer
            .lines()
            .filter(line -> !line.startsWith("a=crypto"))
            .reduce("", (a, b) -> a + b + "\r\n");
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> caller.accept(stripped));
    assertThat(refused.code()).isEqualTo("media-incompatible");
    assertThat(caller.accept(answer).keys()).isPresent();
  }

  @Test
  void anIpv6CallIsDescribed() throws Exception {
    InetAddress six = InetAddress.getByName("2001:db8::7");
    Negotiation negotiation =
        new Negotiation(
            new Local(six, 30_000, 30_001),
            new MediaWish(ALL, Protection.NONE),
            new SecureRandom(),
            peer -> {});
    assertThat(negotiation.offer()).contains("c=IN IP6 2001:db8:0:0:0:0:0:7\r\n");
    String offer =
        HEAD.replace("IP4 192.0.2.1", "IP6 2001:db8::9") + audio("RTP/AVP 0", "rtcp-mux");
    Agreement agreed = negotiation.answer(offer).agreement();
    assertThat(agreed.remote().getAddress()).isEqualTo(InetAddress.getByName("2001:db8::9"));
    assertThat(agreed.remoteControl()).isEqualTo(agreed.remote());
    assertThat(agreed.multiplexed()).isTrue();
  }

  @Test
  void soundGoesToAPublicAddressOnlyWhereTheSiteNamedIt() throws Exception {
    List<String> asked = new ArrayList<>();
    Local local = new Local(InetAddress.getByName("192.168.1.9"), 20_000, 20_001);
    Negotiation negotiation =
        new Negotiation(
            local,
            new MediaWish(ALL, Protection.NONE),
            new SecureRandom(),
            peer -> {
              asked.add(peer.getHostString());
              throw new VestibuleException("egress-denied", "sound", "no", "yes", "Name it.");
            });
    String offer = HEAD + audio("RTP/AVP 0");
    assertThat(refusal(negotiation, offer).code()).isEqualTo("egress-denied");
    assertThat(asked).containsExactly("192.0.2.1");
    String inside = offer.replace("192.0.2.1", "192.168.1.20");
    assertThat(negotiation.answer(inside).agreement().remote().getHostString())
        .isEqualTo("192.168.1.20");
    assertThat(asked).hasSize(1);
  }

  private static Negotiation outside() throws Exception {
    Local local = new Local(InetAddress.getByName("192.0.2.9"), 20_000, 20_001);
    return new Negotiation(
        local, new MediaWish(ALL, Protection.NONE), new SecureRandom(), peer -> {});
  }

  private static Negotiation ours(Protection protection, SoundEncoding... encodings) {
    List<SoundEncoding> wished = encodings.length == 0 ? ALL : List.of(encodings);
    Local local = new Local(InetAddress.getLoopbackAddress(), 20_000, 20_001);
    return new Negotiation(
        local, new MediaWish(wished, protection), new SecureRandom(), peer -> {});
  }

  private static VestibuleException refusal(Negotiation negotiation, String offer) {
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> negotiation.answer(offer));
    assertThat(refused).as(offer).isNotNull();
    return refused;
  }

  private static String audio(String line, String... attributes) {
    return "m=audio 4000 "
        + line
        + "\r\n"
        + List.of(attributes).stream().reduce("", (all, each) -> all + "a=" + each + "\r\n");
  }

  private static long version(String text) {
    return Long.parseLong(text.split("o=- ")[1].split(" ")[1]);
  }

  private static String key(String text) {
    return text.split("inline:")[1].substring(0, 40);
  }
}
