// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.Kamailio;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** The house registers at a real registrar of somebody else, calls by it and is called by it. */
class RegistrarLineTest {
  @TempDir Path folder;
  private Kamailio registrar;
  private SipHouse house;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    assumeTrue(Kamailio.installed(), "kamailio is missing: apt-get install kamailio");
    registrar = Kamailio.start(Files.createTempDirectory(folder, "kamailio"), SipHouse.PASSWORD);
    house = new SipHouse(folder);
  }

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
      registrar.close();
    }
  }

  private void register(String password) throws Exception {
    Path file = folder.resolve("registrar.password");
    Files.writeString(file, password + "\n");
    house.open(
        "registrar", registrar.domain(),
        "registrarUser", "door",
        "registrarPasswordFile", file.toString());
  }

  @Test
  void aWrongPasswordIsSaidAndNotTriedAgainAtOnce() throws Exception {
    register("battery-staple");
    SipHouse.await("credentials", () -> house.service.status().cause() == Status.Cause.CREDENTIALS);
    assertThat(house.service.status().sentence())
        .contains("Not registered at " + registrar.domain())
        .contains("refused user door")
        .doesNotContain("battery");
  }

  @Test
  void theHouseIsCalledByTheRegistrarAndCallsByIt() throws Exception {
    Told told = new Told();
    house.phone("one", "address", "sip:one@" + registrar.domain());
    register(SipHouse.PASSWORD);
    SipHouse.await("registered", () -> house.service.status().sentence().contains("Registered at"));
    house.agent().incoming(told);
    try (Baresip phone =
        Baresip.start(
            Files.createTempDirectory(folder, "one"),
            PhoneOptions.of("one").at(registrar.domain(), SipHouse.PASSWORD))) {
      phone.await("REGISTER_OK", SipHouse.SOON);
      phone.dial("sip:door@" + registrar.domain());
      told.await("incoming one door");
      told.call.accept(SipHouse.OFFER);
      phone.await("CALL_ESTABLISHED", SipHouse.SOON);
      told.await("confirmed");
      told.call.hangUp();
      phone.await("CALL_CLOSED", SipHouse.SOON);

      Told calling = new Told();
      SipCall call =
          house.agent().invite(house.contact("one"), "Front door", SipHouse.OFFER, calling);
      phone.await("CALL_INCOMING", SipHouse.SOON);
      calling.await("ringing");
      phone.accept();
      calling.await("answered");
      phone.hangUp();
      calling.await("ended HUNG_UP");
      assertThat(call.user()).isEqualTo("one");
    }
  }
}
