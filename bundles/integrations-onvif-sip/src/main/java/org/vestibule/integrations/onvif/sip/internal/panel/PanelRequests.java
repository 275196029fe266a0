// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

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
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.api.station.Frame;
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
  private static final Set<String> WISHES = Set.of("claim", "unit");
  private static final Pattern UNIT = Pattern.compile("[^\\p{Cntrl}]{0,31}[^\\p{Cntrl}\\s]");
  private static final String OTHER_FIELDS = "other fields than a text 'claim' and a text 'unit'";

  /** Presses the bell; returns the visit. */
  String press(Visits visits, HttpStation station, InputStream body) throws IOException, Refusal {
    JsonNode wish = wish(body.readNBytes(MOST_PRESS_BYTES + 1));
    try {
      Optional<Claim> claim = text(wish, "claim").map(Claim::new);
      Optional<String> unit = text(wish, "unit");
      VisitId visit =
          visits.press(new ButtonPress(station.info().id(), Instant.now(), claim, unit));
      station.pressed(visit);
      return visit.value();
    } catch (IllegalArgumentException e) {
      throw pressInvalid(e.getMessage());
    } catch (VestibuleException e) {
      throw new Refusal(503, e);
    }
  }

  /** Takes one picture. */
  void frame(Visits visits, HttpStation station, String visit, HttpServletRequest request)
      throws IOException, Refusal {
    picture(station, open(visits, station, visit), () -> FrameUpload.receive(request));
  }

  /** Where a picture comes from. */
  @FunctionalInterface
  interface Picture {
    Frame receive() throws IOException, Refusal;
  }

  /** Takes one picture, if the station may send another one now. */
  void picture(HttpStation station, MediaSession session, Picture picture)
      throws IOException, Refusal {
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
      if (!session.frame(station.masked(picture.receive()))) {
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
      return new SoundUpload(session::sound).receive(request.getInputStream());
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

  /** Returns the media of an open visit of this station. */
  MediaSession open(Visits visits, HttpStation station, String visit) throws Refusal {
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

  private static JsonNode wish(byte[] body) throws Refusal {
    if (body.length > MOST_PRESS_BYTES) {
      throw new Refusal(
          413,
          "press-too-large",
          "press",
          "more than " + MOST_PRESS_BYTES + " bytes",
          "at most " + MOST_PRESS_BYTES + " bytes",
          "Send only {\"claim\":\"CODE\"}, {\"unit\":\"NUMBER\"} or nothing.");
    }
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      // RFC 8259, section 8.1: UTF-8 and nothing else, which the parser would guess at otherwise.
      JsonNode wish = JSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
      for (Iterator<String> names = wish.fieldNames(); names.hasNext(); ) {
        if (!WISHES.contains(names.next())) {
          throw pressInvalid(OTHER_FIELDS);
        }
      }
      if (!wish.isObject()) {
        throw pressInvalid(OTHER_FIELDS);
      }
      return wish;
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the input, and the input may hold a code.
      throw pressInvalid("not JSON");
    } catch (CharacterCodingException e) {
      throw pressInvalid("not UTF-8");
    }
  }

  private static Optional<String> text(JsonNode wish, String name) throws Refusal {
    JsonNode value = wish.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw pressInvalid(OTHER_FIELDS);
    }
    String text = value.textValue();
    if (name.equals("unit") && !UNIT.matcher(text).matches()) {
      throw pressInvalid(
          "a unit of " + text.length() + " characters or with some that print nothing");
    }
    return Optional.of(text);
  }

  private static Refusal pressInvalid(String found) {
    return new Refusal(
        400,
        "press-invalid",
        "press",
        found,
        "nothing, {} or an object of 'claim' and 'unit', 1 to 32 characters each",
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
