// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.visit.VisitStory;

/** Enrolment with guidance, corrections and operating points, as a caller sees them. */
class EnrolmentsTest {
  @TempDir Path data;
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    operator = Client.operator(console);
    SampleDay.fill(console.sample);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void nothingAnswersAStranger() throws Exception {
    Client stranger = new Client(console);
    String ticket = open("bo");
    for (String path : List.of("/enrolments/" + ticket, "/faces/operating-points")) {
      assertThat(Client.code(stranger.get("/api" + path))).isEqualTo("401 token-needed");
    }
    String visit = "/api/visits/v-20260101-0008-a1d2/not-this-person";
    assertThat(Client.code(stranger.post(visit, ""))).isEqualTo("401 token-needed");
    assertThat(Client.code(stranger.post("/api/enrolments", "{}"))).isEqualTo("401 token-needed");
    assertThat(console.sample.corrections).isEmpty();
  }

  @Test
  void badFormsOpenNothingAndTheirCodeIsNotRepeated() throws Exception {
    HttpResponse<String> none = operator.post("/api/enrolments", form("bo", ""));
    assertThat(Client.code(none)).isEqualTo("422 consent-missing");
    assertThat(Client.code(operator.post("/api/enrolments", form("Not An Id", "form"))))
        .isEqualTo("422 value-invalid");
    HttpResponse<String> pictures =
        operator.post("/api/enrolments", "{\"pictures\":[],\"code\":\"" + SampleHouse.CODE + "\"}");
    assertThat(Client.code(pictures)).isEqualTo("400 unknown-key");
    assertThat(none.body() + pictures.body()).doesNotContain(SampleHouse.CODE);
    assertThat(Client.code(operator.get("/api/enrolments"))).isEqualTo("405 method-not-allowed");
  }

  @Test
  void onlyBoundedPicturesOfAKnownKindAreRead() throws Exception {
    String ticket = open("bo");
    assertThat(Client.code(send(ticket, "text/plain", bytes("face"))))
        .isEqualTo("415 content-type-wrong");
    assertThat(Client.code(send(ticket, "image/jpeg", new byte[0])))
        .isEqualTo("400 body-unreadable");
    assertThat(
            Client.raw(
                console.port(),
                "POST /api/enrolments/" + ticket + "/pictures HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer " + console.token(),
                "Content-Type: image/png",
                "Content-Length: " + (PictureBody.MOST_BYTES + 1)))
        .contains(" 413 ");
    assertThat(
            Client.code(
                operator.send(
                    operator
                        .request("/api/enrolments/" + ticket + "/pictures")
                        .header("Content-Type", "image/webp")
                        .POST(
                            BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(bytes("face")))))))
        .isEqualTo("411 length-missing");
    assertThat(console.sample.desk.seen).isEmpty();
    assertThat(Client.json(send(ticket, "image/webp", bytes("face"))).path("kept").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongWithAPictureIsAdviceAndEveryPictureIsOverwritten() throws Exception {
    String ticket = open("bo");
    JsonNode landscape = Client.json(send(ticket, "image/jpeg", bytes("landscape")));
    assertThat(landscape.path("kept").asInt()).isZero();
    assertThat(landscape.path("last").path("code").asText()).isEqualTo("no-face");
    assertThat(landscape.path("last").path("sentence").asText()).contains("camera");
    console.sample.desk.refusal = "vision-busy";
    assertThat(Client.code(send(ticket, "image/jpeg", bytes("face")))).isEqualTo("503 vision-busy");
    console.sample.desk.refusal = "";
    send(ticket, "image/jpeg", bytes("face"));
    assertThat(console.sample.desk.seen).hasSize(2);
    for (byte[] picture : console.sample.desk.seen) {
      assertThat(picture).containsOnly(0);
    }
  }

  @Test
  void anUnknownTicketIsNotRepeatedAndItsPictureIsNotRead() throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            operator.get("/api/enrolments/guess"),
            operator.delete("/api/enrolments/guess"),
            send("guess", "image/jpeg", bytes("face")),
            operator.post("/api/enrolments/guess/station/front", ""),
            operator.post("/api/enrolments/guess/finish", "{}"))) {
      assertThat(Client.code(answer)).isEqualTo("404 unknown-enrolment");
      assertThat(answer.body()).doesNotContain("guess");
    }
    assertThat(console.sample.desk.seen).isEmpty();
  }

  @Test
  void tooManyAtOnceAreToldToWait() throws Exception {
    for (int i = 0; i < 4; i++) {
      open("person-" + i);
    }
    assertThat(Client.code(operator.post("/api/enrolments", form("late", "form"))))
        .isEqualTo("503 enrolments-busy");
  }

  @Test
  void aPersonIsEnrolledPictureByPicture() throws Exception {
    HttpResponse<String> opened = operator.post("/api/enrolments", form("bo", "form"));
    assertThat(opened.statusCode()).isEqualTo(201);
    String ticket = Client.json(opened).path("ticket").asText();
    assertThat(opened.headers().firstValue("Location")).contains("/api/enrolments/" + ticket);
    assertThat(Client.code(operator.post("/api/enrolments/" + ticket + "/finish", "{}")))
        .isEqualTo("409 enrolment-incomplete");
    for (String view : List.of("face 1", "face 1", "face 2", "face 3")) {
      send(ticket, "image/jpeg", bytes(view));
    }
    JsonNode progress = Client.json(operator.get("/api/enrolments/" + ticket));
    assertThat(progress.path("kept").asInt()).isEqualTo(3);
    assertThat(progress.path("least").asInt()).isEqualTo(3);
    HttpResponse<String> done = operator.post("/api/enrolments/" + ticket + "/finish", "{}");
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(Client.json(done).path("id").asText()).isEqualTo("bo");
    assertThat(opened.body() + done.body()).doesNotContain(SampleHouse.CODE);
    assertThat(Client.code(operator.get("/api/enrolments/" + ticket)))
        .isEqualTo("404 unknown-enrolment");
  }

  @Test
  void aLookAlikeIsAskedAboutBothWays() throws Exception {
    String ticket = open("twin");
    for (String view : List.of("face 1", "face 2", "face 3")) {
      send(ticket, "image/jpeg", bytes(view));
    }
    String finish = "/api/enrolments/" + ticket + "/finish";
    HttpResponse<String> asked = operator.post(finish, "{\"acceptLookAlike\":false}");
    assertThat(Client.code(asked)).isEqualTo("409 look-alike");
    assertThat(Client.json(asked).path("found").asText()).contains("ada-brandt");
    assertThat(operator.post(finish, "{\"acceptLookAlike\":true}").statusCode()).isEqualTo(201);
  }

  @Test
  void cancellingForgetsIt() throws Exception {
    String ticket = open("bo");
    assertThat(operator.delete("/api/enrolments/" + ticket).statusCode()).isEqualTo(204);
    assertThat(Client.code(send(ticket, "image/jpeg", bytes("face"))))
        .isEqualTo("404 unknown-enrolment");
    assertThat(console.sample.people).hasSize(1);
  }

  @Test
  void aStationThatSendsNothingOrIsUnknownIsSaid() throws Exception {
    String ticket = open("bo");
    assertThat(Client.code(operator.post("/api/enrolments/" + ticket + "/station/yard", "")))
        .isEqualTo("404 unknown-station");
    console.sample.station.pictures = 0;
    HttpResponse<String> dark = operator.post("/api/enrolments/" + ticket + "/station/front", "");
    assertThat(Client.code(dark)).isEqualTo("409 no-picture");
    assertThat(Client.json(dark).path("remedy").asText()).contains("bell");
    assertThat(console.sample.station.openFeeds).hasValue(0);
  }

  @Test
  void aStationsPicturesAreTakenUntilThereAreEnough() throws Exception {
    console.sample.stories.clear();
    String ticket = open("bo");
    JsonNode taken = Client.json(operator.post("/api/enrolments/" + ticket + "/station/front", ""));
    assertThat(taken.path("kept").asInt()).isEqualTo(3);
    assertThat(console.sample.desk.cameras).hasSize(3);
    assertThat(console.sample.station.given).hasValue(5);
    assertThat(console.sample.station.asked.get(0).value()).startsWith("enrolment-");
    assertThat(console.sample.station.openFeeds).hasValue(0);
  }

  @Test
  void theVisitThatIsOpenAtTheStationLendsItsPictures() throws Exception {
    VisitStory ringing =
        SampleDay.story(
            "v-open",
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    console.sample.stories.clear();
    console.sample.stories.add(ringing);
    operator.post("/api/enrolments/" + open("bo") + "/station/front", "");
    assertThat(console.sample.station.asked).containsExactly(ringing.id());
  }

  @Test
  void aWrongPersonIsCorrectedOnlyWhereSomebodyWasKnown() throws Exception {
    assertThat(Client.code(operator.post("/api/visits/nowhere/not-this-person", "")))
        .isEqualTo("404 unknown-visit");
    assertThat(Client.code(operator.post("/api/visits/v-20260101-0009-k3f9/not-this-person", "")))
        .isEqualTo("409 nothing-to-correct");
    assertThat(operator.post("/api/visits/v-20260101-0008-a1d2/not-this-person", "").statusCode())
        .isEqualTo(204);
    assertThat(console.sample.corrections).containsExactly("box: v-20260101-0008-a1d2");
  }

  @Test
  void operatingPointsSayWhatIsProvenAndLeaveOutWhatIsNotKnown() throws Exception {
    JsonNode points = Client.json(operator.get("/api/faces/operating-points"));
    assertThat(points).hasSize(3);
    assertThat(points.path(1).path("proof").asText()).isEqualTo("NOT_PROVABLE");
    assertThat(points.path(1).path("cohort").path("people").asInt()).isEqualTo(200);
    assertThat(points.path(2).path("proof").asText()).isEqualTo("NO_COHORT");
    assertThat(points.path(2).has("upperFar")).isFalse();
    console.sample.house.thresholds = null;
    assertThat(Client.code(operator.get("/api/faces/operating-points")))
        .isEqualTo("503 service-missing");
  }

  @Test
  void aHouseWithoutADeskSaysSo() throws Exception {
    console.sample.house.enrolments = null;
    assertThat(Client.code(operator.post("/api/enrolments", form("bo", "form"))))
        .isEqualTo("503 service-missing");
  }

  private String open(String id) throws Exception {
    return Client.json(operator.post("/api/enrolments", form(id, "form"))).path("ticket").asText();
  }

  private static String form(String id, String consent) {
    return "{\"id\":\"%s\",\"name\":\"Bo\",\"unit\":\"7\",\"code\":\"%s\",\"doors\":[\"front-door\"],\"consent\":\"%s\"}"
        .formatted(id, SampleHouse.CODE, consent);
  }

  private HttpResponse<String> send(String ticket, String type, byte[] picture) throws Exception {
    return operator.send(
        operator
            .request("/api/enrolments/" + ticket + "/pictures")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(Arrays.copyOf(picture, picture.length))));
  }

  private static byte[] bytes(String what) {
    return what.getBytes(StandardCharsets.ISO_8859_1);
  }
}
