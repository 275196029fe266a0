// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status.State;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** A real phone registers and is called. */
class PhoneCallsTest {
  @TempDir Path folder;
  private SipHouse house;
  private final Told told = new Told();

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    house = new SipHouse(folder).open().phone("flat4", "title", "Kitchen", "opens", "true");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Baresip phone(String password) throws Exception {
    return phone(PhoneOptions.of("flat4").at(house.at(), password));
  }

  private Baresip phone(PhoneOptions options) throws Exception {
    return Baresip.start(Files.createTempDirectory(folder, "phone"), options);
  }

  @Test
  void aWrongPasswordIsRefusedAndTheRightOneIsNot() throws Exception {
    try (Baresip wrong = phone("battery-staple")) {
      assertThat(wrong.await("REGISTER_FAIL", SipHouse.SOON).param()).contains("403");
      assertThat(house.agent().contacts("flat4")).isEmpty();
      assertThat(house.inside().wrongPasswords()).isPositive();
      assertThat(house.service.status().state()).isEqualTo(State.STARTING);
      assertThat(house.service.status().sentence()).contains("missing: Kitchen");
    }
    try (Baresip right = phone(SipHouse.PASSWORD)) {
      right.await("REGISTER_OK", SipHouse.SOON);
      UserAgent.Contact contact = house.contact("flat4");
      assertThat(contact.uri()).contains("@127.0.0.1:" + right.port());
      assertThat(house.service.status().state()).isEqualTo(State.READY);
      assertThat(house.service.status().sentence()).isEqualTo("1 of 1 phone reachable");
    }
  }

  @Test
  void aCallIsAnsweredAndThePhoneHangsUp() throws Exception {
    try (Baresip phone = phone(SipHouse.PASSWORD)) {
      SipCall call = call(phone);
      assertThat(phone.await("CALL_INCOMING", SipHouse.SOON).peer()).contains("house@127.0.0.1");
      told.await("ringing");
      phone.accept();
      told.await("answered");
      assertThat(told.answer).contains("m=audio").contains("PCMU/8000");
      phone.await("CALL_ESTABLISHED", SipHouse.SOON);
      phone.hangUp();
      told.await("ended HUNG_UP");
      assertThat(told.count("ended")).isOne();
      assertThat(call.user()).isEqualTo("flat4");
      SipHouse.await("no call", () -> house.inside().callCount() == 0);
    }
  }

  @Test
  void thePhoneDeclines() throws Exception {
    try (Baresip phone = phone(SipHouse.PASSWORD)) {
      call(phone);
      phone.await("CALL_INCOMING", SipHouse.SOON);
      phone.hangUp();
      told.await("ended");
      assertThat(told.end.status()).isIn(486, 603);
      assertThat(told.end.why()).isIn(SipListener.Why.BUSY, SipListener.Why.DECLINED);
    }
  }

  @Test
  void theHouseGivesUpWhileItRings() throws Exception {
    try (Baresip phone = phone(SipHouse.PASSWORD)) {
      SipCall call = call(phone);
      phone.await("CALL_INCOMING", SipHouse.SOON);
      told.await("ringing");
      call.answeredElsewhere();
      told.await("ended ELSEWHERE");
      phone.await("CALL_CLOSED", SipHouse.SOON);
      SipHouse.await("no call", () -> house.inside().callCount() == 0);
      assertThat(told.count("ended")).isOne();
    }
  }

  @Test
  void theHouseHangsUp() throws Exception {
    try (Baresip phone =
        phone(PhoneOptions.of("flat4").at(house.at(), SipHouse.PASSWORD).answering())) {
      SipCall call = call(phone);
      told.await("answered");
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
      told.await("ended HUNG_UP");
    }
  }

  @Test
  void aPhoneOverTcpIsCalledOnItsOwnConnection() throws Exception {
    PhoneOptions options = PhoneOptions.of("flat4").at(house.at(), SipHouse.PASSWORD);
    try (Baresip phone = phone(options.over("tcp").answering())) {
      SipCall call = call(phone);
      told.await("answered");
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
    }
  }

  @Test
  void holdAndResumeAreOfferedAndOtherMediaTaken() throws Exception {
    try (Baresip phone =
        phone(PhoneOptions.of("flat4").at(house.at(), SipHouse.PASSWORD).answering())) {
      SipCall call = call(phone);
      told.await("answered");
      phone.await("CALL_ESTABLISHED", SipHouse.SOON);
      phone.hold();
      told.await("offered");
      assertThat(told.offer).contains("a=sendonly");
      told.answer = "";
      call.offer(SipHouse.OFFER.replace("1 1 IN", "1 2 IN"));
      SipHouse.await("its answer", () -> told.answer.contains("m=audio"));
      call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);
    }
  }

  @Test
  void aPhoneThatIsGoneIsSaidToBe() throws Exception {
    UserAgent.Contact nowhere = new UserAgent.Contact("flat4", "sip:flat4@192.0.2.1:5060");
    assertThatThrownBy(() -> house.agent().invite(nowhere, "Door", SipHouse.OFFER, told))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("phone-unreachable"));
  }

  private SipCall call(Baresip phone) throws Exception {
    phone.await("REGISTER_OK", SipHouse.SOON);
    return house.agent().invite(house.contact("flat4"), "Front door", SipHouse.OFFER, told);
  }
}
