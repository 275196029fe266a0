// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/** Datagrams from other machines, whose source may be forged: RFC 9175. */
class StrangersTest {
  private static final InetSocketAddress FAR = new InetSocketAddress("192.0.2.7", 40000);

  private final AtomicLong nanos = new AtomicLong(1);
  private Doorman doorman;

  @BeforeEach
  void make() {
    CoapTuning.register();
    Callers callers =
        new Callers(() -> new PeerBook(List.of()), () -> Set.of(Grant.of(Role.SYSTEM)));
    Refusals refusals = new Refusals(() -> null, Runnable::run, nanos::get);
    Desk desk = new Desk(callers, new Outlet(() -> null), refusals);
    doorman = new Doorman(new CoapResource(""), new Configuration(), desk, nanos::get);
  }

  @Test
  void whoeverIsFarShowsThatItReceivesBeforeItIsAnswered() {
    Response challenge = doorman.refusal(from(FAR, null)).orElseThrow();
    assertThat(challenge.getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
    assertThat(challenge.getPayloadSize()).as("no amplification").isZero();
    byte[] tag = challenge.getOptions().getOtherOption(StandardOptionRegistry.ECHO).getValue();
    assertThat(doorman.refusal(from(FAR, tag))).isEmpty();
    InetSocketAddress other = new InetSocketAddress("192.0.2.8", 40000);
    assertThat(doorman.refusal(from(other, tag))).isPresent();
    assertThat(doorman.refusal(from(new InetSocketAddress("192.0.2.7", 40001), tag))).isPresent();
    assertThat(doorman.refusal(from(FAR, new byte[] {1}))).isPresent();
    nanos.addAndGet(61_000_000_000L);
    assertThat(doorman.refusal(from(FAR, tag))).as("too old").isPresent();
  }

  @Test
  void whoeverIsHereReceivesForSure() {
    assertThat(doorman.refusal(from(new InetSocketAddress("127.0.0.1", 40000), null))).isEmpty();
  }

  @Test
  void rolesOfPlainCoapAreNobodysElsewhere() {
    Callers callers =
        new Callers(() -> new PeerBook(List.of()), () -> Set.of(Grant.of(Role.SYSTEM)));
    assertThat(callers.of(from(FAR, null)).caller().grants()).isEmpty();
    assertThat(callers.of(from(new InetSocketAddress("127.0.0.1", 1), null)).caller().grants())
        .isNotEmpty();
  }

  @Test
  void aSessionOfNobodyIsRefused() {
    Request request = Request.newGet();
    Principal gone = () -> "gone";
    request.setSourceContext(new AddressEndpointContext(FAR, gone));
    assertThat(doorman.refusal(request).map(Response::getCode))
        .isEqualTo(Optional.of(ResponseCode.UNAUTHORIZED));
  }

  @Test
  void oneAddressUsesUpItsOwnShareOnly() {
    InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1);
    int answered = 0;
    while (doorman.refusal(from(here, null)).isEmpty()) {
      answered++;
    }
    assertThat(answered).isEqualTo(40);
    assertThat(doorman.refusal(from(new InetSocketAddress("127.0.0.2", 1), null))).isEmpty();
    nanos.addAndGet(1_000_000_000L);
    assertThat(doorman.refusal(from(here, null))).isEmpty();
  }

  private static Request from(InetSocketAddress peer, byte[] echo) {
    Request request = Request.newGet();
    request.setSourceContext(new AddressEndpointContext(peer));
    if (echo != null) {
      request.getOptions().addOtherOption(new Option(StandardOptionRegistry.ECHO, echo));
    }
    return request;
  }
}
