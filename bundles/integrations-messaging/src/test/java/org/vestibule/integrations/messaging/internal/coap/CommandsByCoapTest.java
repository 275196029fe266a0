// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.access.Caller;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.command.CommandResult.State;
import org.vestibule.api.egress.DataClass;

/** Commands by CoAP: what is wrong is said, what is right is done in the peer's name. */
@Timeout(180)
class CommandsByCoapTest {
  private static final String OPEN =
      "{\"id\":\"c-1\",\"command\":\"door-open\",\"door\":\"front-door\"}";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new CBORMapper();

  @ParameterizedTest
  @CsvSource({
    "no JSON, 4.00",
    "'{\"id\":\"c-1\",\"command\":\"door-fly\",\"door\":\"front-door\"}', 4.00",
    "'{\"id\":\"no id!\",\"command\":\"door-open\",\"door\":\"front-door\"}', 4.00",
    "'{\"id\":\"c-1\",\"command\":\"door-hold\",\"door\":\"front-door\",\"seconds\":301}', 4.00",
    "'', 4.00"
  })
  void whatIsNoCommandMovesNothing(String body, String code) throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      CoapResponse answer = client.send(post(50, body.getBytes()), house.secureUrl("/commands"));
      assertThat(answer.getCode().toString()).isEqualTo(code);
      assertThat(JSON.readTree(answer.getPayload()).path("code").asText())
          .isEqualTo("command-invalid");
      assertThat(house.ordering).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadOrAnsweredIsNotDone() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      String url = house.secureUrl("/commands");
      assertThat(client.send(post(0, OPEN.getBytes()), url).getCode())
          .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
      Request senml = post(50, OPEN.getBytes());
      senml.getOptions().setAccept(110);
      assertThat(client.send(senml, url).getCode()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
      assertThat(client.get(url).getCode()).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
      house.out.denied.add(DataClass.EVENT);
      assertThat(client.send(post(50, OPEN.getBytes()), url).getCode())
          .isEqualTo(ResponseCode.FORBIDDEN);
      house.out.denied.clear();
      house.house.broker = null;
      assertThat(client.send(post(50, OPEN.getBytes()), url).getCode())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      house.house.broker = house.out;
      house.house.desk = null;
      assertThat(client.send(post(50, OPEN.getBytes()), url).getCode())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      assertThat(house.ordering).isEmpty();
    }
  }

  @Test
  void whereCommandsAreOffNoDoorIsWorked() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of("commands", "off")).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      CoapResponse answer = client.send(post(50, OPEN.getBytes()), house.secureUrl("/commands"));
      assertThat(answer.getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(answer.getResponseText()).contains("commands-off");
      assertThat(house.ordering).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DONE, done, 2.04",
    "REFUSED, forbidden, 4.03",
    "REFUSED, unknown-door, 4.04",
    "REFUSED, command-stale, 4.00",
    "REFUSED, just-started, 5.03",
    "REFUSED, command-id-used, 4.09",
    "REFUSED, too-many-commands, 4.29",
    "REFUSED, audit-unwritable, 5.03",
    "REFUSED, unreachable, 5.03",
    "REFUSED, stopping, 5.03",
    "REFUSED, failed, 5.00",
    "REFUSED, fire-release, 4.09",
    "UNKNOWN, timed-out, 5.04"
  })
  void whatBecameOfItIsAnsweredInBothFormats(State state, String code, String expected)
      throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      List<CommandRequest> asked = new CopyOnWriteArrayList<>();
      house.desk =
          request -> {
            asked.add(request);
            return CompletableFuture.completedFuture(HouseOnTest.result(request, state, code));
          };
      CoapResponse json = client.send(post(50, OPEN.getBytes()), house.secureUrl("/commands"));
      byte[] body = CBOR.writeValueAsBytes(JSON.readTree(OPEN));
      CoapResponse cbor = client.send(post(60, body), house.secureUrl("/commands"));
      assertThat(json.getCode().toString()).isEqualTo(expected);
      assertThat(cbor.getCode().toString()).isEqualTo(expected);
      for (JsonNode one :
          List.of(JSON.readTree(json.getPayload()), CBOR.readTree(cbor.getPayload()))) {
        assertThat(one.path("id").asText()).isEqualTo("c-1");
        assertThat(one.path("code").asText()).isEqualTo(code);
      }
      assertThat(asked)
          .hasSize(2)
          .allSatisfy(
              one -> assertThat(one.command()).isEqualTo(new Command.DoorOpen(HouseOnTest.FRONT)));
      assertThat(house.ordering)
          .allSatisfy(
              by -> {
                assertThat(by.subject()).isEqualTo("lift");
                assertThat(by.through()).isEqualTo(Caller.Through.COAP);
              });
    }
  }

  @Test
  void whoeverShouldAskAgainIsToldWhen() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      house.desk =
          request ->
              CompletableFuture.completedFuture(
                  new CommandResult(
                      request.id(),
                      request.command().name(),
                      State.REFUSED,
                      "just-started",
                      "Send it again.",
                      Optional.empty(),
                      Instant.now(),
                      Optional.of(4)));
      CoapResponse answer = client.send(post(50, OPEN.getBytes()), house.secureUrl("/commands"));
      assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      assertThat(answer.getOptions().getMaxAge()).isEqualTo(4);
      assertThat(JSON.readTree(answer.getPayload()).path("retrySeconds").asInt()).isEqualTo(4);
    }
  }

  @Test
  void aDoorThatTakesLongIsAnsweredApartAndOrderedOnce() throws Exception {
    try (HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
        PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      CompletableFuture<CommandResult> later = new CompletableFuture<>();
      house.desk =
          request -> {
            // Longer than a sender waits for an acknowledgement, so that it would repeat itself.
            CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS)
                .execute(() -> later.complete(HouseOnTest.result(request, State.DONE, "done")));
            return later;
          };
      Request order = post(50, OPEN.getBytes());
      CoapResponse answer = client.send(order, house.secureUrl("/commands"));
      assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(order.isAcknowledged()).isTrue();
      assertThat(answer.advanced().getMID()).isNotEqualTo(order.getMID());
      assertThat(house.ordering).hasSize(1);
    }
  }

  @Test
  void whatIsUnderWayIsAnsweredBeforeTheBundleGoes() throws Exception {
    HouseOnTest house = new HouseOnTest(Map.of()).peer("lift", "manager");
    try (PeerClient client = PeerClient.keyed("lift", HouseOnTest.KEY)) {
      CompletableFuture<CommandResult> later = new CompletableFuture<>();
      house.desk = request -> later;
      CompletableFuture<CoapResponse> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return client.send(post(50, OPEN.getBytes()), house.secureUrl("/commands"));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      HouseOnTest.await("it is ordered", () -> house.ordering.size() == 1);
      CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
          .execute(
              () ->
                  later.complete(
                      HouseOnTest.result(
                          new CommandRequest(
                              "c-1", Optional.empty(), new Command.DoorOpen(HouseOnTest.FRONT)),
                          State.DONE,
                          "done")));
      house.close();
      assertThat(answer.get(60, TimeUnit.SECONDS))
          .isNotNull()
          .satisfies(one -> assertThat(one.getCode()).isEqualTo(ResponseCode.CHANGED));
    }
  }

  private static Request post(int format, byte[] body) {
    Request request = Request.newPost();
    request.getOptions().setContentFormat(format);
    request.setPayload(body);
    return request;
  }
}
