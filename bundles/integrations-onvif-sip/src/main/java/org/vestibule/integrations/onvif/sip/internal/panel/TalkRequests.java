// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** The panel's side of a dialogue: it hears what the house says, and answers by keys. Stateless. */
final class TalkRequests {
  private static final Logger LOG = LoggerFactory.getLogger(TalkRequests.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_KEYS_BYTES = 256;
  private static final Pattern KEYS = Pattern.compile("[0-9*#]+");
  private static final int MOST_KEYS = 32;

  private TalkRequests() {}

  /**
   * Sends what the house says until the visit is over.
   *
   * @param visits the visits' service of each moment; null while there is none
   */
  static void talk(
      Supplier<Visits> visits, HttpStation station, VisitId visit, HttpServletResponse response)
      throws IOException, InterruptedException, Refusal {
    if (!station.talks()) {
      throw PanelRequests.switchedOff("no-talk", "prompts");
    }
    if (!open(visits.get(), visit)) {
      throw FrameUpload.ended();
    }
    TalkBuffer buffer = station.fetchTalk(visit);
    try {
      response.setContentType("audio/wav");
      response.setHeader("Cache-Control", "no-store");
      new TalkDownload().send(buffer, response.getOutputStream(), () -> open(visits.get(), visit));
    } catch (IOException e) {
      LOG.debug("Station {}: the listener of {} went away", station.info().id(), visit);
    } finally {
      station.endTalk(buffer);
    }
  }

  /** Takes the keys that somebody pressed in no visit; returns them. */
  static String keys(InputStream body) throws IOException, Refusal {
    return keys(body.readNBytes(MOST_KEYS_BYTES + 1));
  }

  /** Takes the keys that a visitor pressed, which the access panel of the door may want first. */
  static void keys(
      ReaderFronts fronts, HttpStation station, Visits visits, VisitId visit, InputStream body)
      throws IOException, Refusal {
    String keys = keys(body);
    if (fronts.keyed(station.info().door(), keys)) {
      return;
    }
    try {
      visits.keyed(visit, keys);
    } catch (VestibuleException e) {
      throw new Refusal(
          switch (e.code()) {
            case "unknown-visit" -> 404;
            case "keys-invalid" -> 400;
            case "not-supported" -> 501;
            default -> 503;
          },
          e);
    }
  }

  /** Returns the keys of a body; nothing of it is repeated in a refusal. */
  static String keys(byte[] body) throws Refusal {
    if (body.length > MOST_KEYS_BYTES) {
      throw invalid("more than " + MOST_KEYS_BYTES + " bytes");
    }
    JsonNode fields;
    try {
      fields = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the input, and keys may be a code.
      throw invalid("not JSON");
    } catch (IOException e) {
      throw new IllegalStateException("reading an array does no input", e);
    }
    JsonNode keys = fields.path("keys");
    if (fields.size() != 1 || !keys.isTextual()) {
      throw invalid("other fields than a text 'keys'");
    }
    int length = keys.textValue().length();
    if (length < 1 || length > MOST_KEYS) {
      throw invalid(length + " characters");
    }
    if (!KEYS.matcher(keys.textValue()).matches()) {
      throw invalid("a character that is no key");
    }
    return keys.textValue();
  }

  private static boolean open(Visits visits, VisitId visit) {
    return visits != null
        && visits.story(visit).map(VisitStory::closedAt).filter(end -> end.isEmpty()).isPresent();
  }

  private static Refusal invalid(String found) {
    return new Refusal(
        400,
        "keys-invalid",
        "keys",
        found,
        "{\"keys\":\"1 to 32 of 0-9, * and #\"}",
        "Correct the body.");
  }
}
