// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp.Answer;

/** Reads what devices answer, and says in our words what it means for a door. */
public final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ELEMENTS = 2000;
  private static final int SHOWN = 60;

  private Replies() {}

  /** Returns the headers of a request with a body of this type. */
  public static Map<String, String> type(String contentType) {
    return Map.of("Content-Type", contentType);
  }

  /**
   * Takes only a status of success.
   *
   * @throws VestibuleException {@code device-refused}; {@code device-timed-out} for a server error,
   *     after which nobody knows what was done
   */
  public static Answer good(String what, Answer answer, String remedy) throws VestibuleException {
    if (answer.status() >= 200 && answer.status() < 300) {
      return answer;
    }
    String found = "HTTP status " + answer.status();
    throw answer.status() >= 500 ? unclear(what, found) : refused(what, found, remedy);
  }

  /**
   * Returns a JSON object.
   *
   * @throws VestibuleException {@code answer-invalid}
   */
  public static JsonNode json(String what, Answer answer) throws VestibuleException {
    try {
      JsonNode read = JSON.readTree(answer.body());
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (IOException e) {
      // Refused below; what a device wrote there helps nobody.
    }
    throw invalid(what, "no JSON object");
  }

  /** Returns a node in the depth of another, missing where it is not there. */
  public static JsonNode at(JsonNode node, Object... path) {
    JsonNode found = node;
    for (Object step : path) {
      found = step instanceof Integer index ? found.path(index) : found.path(step.toString());
    }
    return found == null ? MissingNode.getInstance() : found;
  }

  /** Returns lines of {@code key=value}, the first of each key. */
  public static Map<String, String> pairs(Answer answer) {
    Map<String, String> pairs = new LinkedHashMap<>();
    text(answer)
        .lines()
        .limit(MOST_ELEMENTS)
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> pairs.putIfAbsent(pair[0].strip(), pair[1].strip()));
    return pairs;
  }

  /** Returns the body as text without outer spaces. */
  public static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8).strip();
  }

  /**
   * Returns the texts of an XML document by element, and {@code element@attribute}; the first of
   * each. Entities and document types are not read.
   *
   * @throws VestibuleException {@code answer-invalid}
   */
  public static Map<String, String> xml(String what, Answer answer) throws VestibuleException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Otherwise the runtime writes each error to the console by itself.
    factory.setXMLReporter((message, type, about, where) -> {});
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text(answer)));
      Map<String, String> found = new LinkedHashMap<>();
      String element = "";
      for (int count = 0; in.hasNext() && count < MOST_ELEMENTS; count++) {
        int next = in.next();
        if (next == XMLStreamConstants.START_ELEMENT) {
          element = in.getLocalName();
          for (int i = 0; i < in.getAttributeCount(); i++) {
            found.putIfAbsent(element + "@" + in.getAttributeLocalName(i), in.getAttributeValue(i));
          }
        } else if (next == XMLStreamConstants.CHARACTERS && !in.isWhiteSpace()) {
          found.putIfAbsent(element, in.getText().strip());
        }
      }
      return found;
    } catch (XMLStreamException | RuntimeException e) {
      throw invalid(what, "no XML document");
    }
  }

  /** Returns a device's own words, short and without control characters. */
  public static String shown(String text) {
    String plain = text.replaceAll("[^ -~]+", " ").strip();
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
  }

  /** The device said no: nothing moved. */
  public static VestibuleException refused(String what, String found, String remedy) {
    return new VestibuleException("device-refused", what, found, "what the device does", remedy);
  }

  /** The device was asked and did not confirm: nobody knows whether anything moved. */
  public static VestibuleException unclear(String what, String found) {
    return new VestibuleException(
        "device-timed-out",
        what,
        found,
        "a confirmation",
        "Look at the door; it is not asked a second time.");
  }

  /** The device does not do that. */
  public static VestibuleException holdUnsupported(String what, String found) {
    return new VestibuleException(
        "hold-unsupported",
        what,
        found,
        "a device that can",
        "Set the hours in the device, or use a relay module.");
  }

  private static VestibuleException invalid(String what, String found) {
    return new VestibuleException(
        "answer-invalid", what, found, "the answer of this make", "Check what answers there.");
  }
}
