// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/**
 * What a panel may ask for once it has shown its token. A station touches only its own visits; one
 * of another station is unknown to it. Thread-safe.
 */
final class PanelRequests {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int MOST_PRESS_BYTES = 4 << 10;

  /** Presses the bell; returns the visit. */
  String press(Visits visits, HttpStation station, InputStream body) throws IOException, Refusal {
    Optional<Claim> claim = claim(body.readNBytes(MOST_PRESS_BYTES + 1));
    try {
      VisitId visit = visits.press(new ButtonPress(station.info().id(), Instant.now(), claim));
      station.pressed(visit);
      return visit.value();
    } catch (VestibuleException e) {
      throw new Refusal(503, e);
    }
  }

  /** Takes one picture. */
  void frame(Visits visits, HttpStation station, String visit, HttpServletRequest request)
      throws IOException, Refusal {
    MediaSession session = open(visits, station, visit);
    if (!station.info().video()) {
      throw switchedOff("no-video", "pictures");
    }
    if (!station.uploads().tryAcquire()) {
      throw new Refusal(
          503,
          "panels-busy",
          "picture",
          "too many at the same time",
          HttpStation.MOST_UPLOADS + " at a time",
          "Send the next picture a little later.");
    }
    try {
      if (!session.frame(FrameUpload.receive(request))) {
        throw FrameUpload.ended();
      }
    } finally {
      station.uploads().release();
    }
  }

  /** Takes sound while it arrives; returns the samples taken. */
  long sound(Visits visits, HttpStation station, String visit, HttpServletRequest request)
      throws IOException, InterruptedException, Refusal {
    MediaSession session = open(visits, station, visit);
    if (!station.info().audio()) {
      throw switchedOff("no-audio", "sound");
    }
    String type = Optional.ofNullable(request.getContentType()).orElse("none");
    if (!type.equals("audio/wav") && !type.equals("audio/x-wav") && !type.equals("audio/wave")) {
      throw Wave.unsupported("content type " + (type.length() > 80 ? "too long" : type));
    }
    if (!session.beginSound()) {
      throw new Refusal(
          409,
          "audio-busy",
          "sound",
          "another request is sending sound",
          "one at a time in a visit",
          "Wait until the other request has ended.");
    }
    try {
      return new SoundUpload(session).receive(request.getInputStream());
    } finally {
      session.endSound();
    }
  }

  /** Ends the pictures and the sound of a visit. */
  void end(Visits visits, HttpStation station, String visit) throws Refusal {
    VisitId id = own(visits, station, visit);
    station.end(id);
  }

  /** Returns what is known of a visit of this station. */
  VisitStory story(Visits visits, HttpStation station, String visit) throws Refusal {
    return story(visits, station, own(visits, station, visit)).orElseThrow(PanelRequests::unknown);
  }

  private MediaSession open(Visits visits, HttpStation station, String visit) throws Refusal {
    VisitId id = own(visits, station, visit);
    Optional<VisitStory> story = story(visits, station, id);
    if (story.isPresent() && story.get().closedAt().isPresent()) {
      station.end(id);
    }
    // After this bundle was swapped the visit is still open in the house: it is taken up again.
    MediaSession session =
        story.isPresent() && story.get().closedAt().isEmpty()
            ? station.session(id)
            : station.known(id).orElseThrow(FrameUpload::ended);
    if (session.ended()) {
      throw FrameUpload.ended();
    }
    return session;
  }

  /** Returns the id of a visit of this station. */
  VisitId own(Visits visits, HttpStation station, String visit) throws Refusal {
    VisitId id;
    try {
      id = new VisitId(visit);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    if (station.known(id).isEmpty() && story(visits, station, id).isEmpty()) {
      throw unknown();
    }
    return id;
  }

  private static Optional<VisitStory> story(Visits visits, HttpStation station, VisitId id) {
    return visits.story(id).filter(story -> story.station().equals(station.info().id()));
  }

  private static Optional<Claim> claim(byte[] body) throws Refusal {
    if (body.length > MOST_PRESS_BYTES) {
      throw new Refusal(
          413,
          "press-too-large",
          "press",
          "more than " + MOST_PRESS_BYTES + " bytes",
          "at most " + MOST_PRESS_BYTES + " bytes",
          "Send only {\"claim\":\"CODE\"} or nothing.");
    }
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      // RFC 8259, section 8.1: UTF-8 and nothing else, which the parser would guess at otherwise.
      JsonNode fields = JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
      JsonNode claim = fields.path("claim");
      boolean known = fields.isObject() && fields.size() == (claim.isMissingNode() ? 0 : 1);
      if (!known || !(claim.isMissingNode() || claim.isNull() || claim.isTextual())) {
        throw pressInvalid("other fields than a text 'claim'");
      }
      return claim.isTextual() ? Optional.of(new Claim(claim.textValue())) : Optional.empty();
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the input, and the input may hold a code.
      throw pressInvalid("not JSON");
    } catch (CharacterCodingException e) {
      throw pressInvalid("not UTF-8");
    } catch (IllegalArgumentException e) {
      throw pressInvalid(e.getMessage());
    }
  }

  private static Refusal pressInvalid(String found) {
    return new Refusal(
        400,
        "press-invalid",
        "press",
        found,
        "nothing, {} or {\"claim\":\"1 to 32 characters\"}",
        "Correct the body.");
  }

  static Refusal switchedOff(String code, String what) {
    return new Refusal(
        409,
        code,
        "station",
        what + " are switched off for this station",
        "what the station's configuration allows",
        "Switch it on in the station's configuration.");
  }

  private static Refusal unknown() {
    return new Refusal(
        404,
        "unknown-visit",
        "visit",
        "not a visit of this station",
        "the id that the press was answered with",
        "Press again.");
  }
}
