// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * Reads a session description (RFC 8866): bounded, lenient where phones are sloppy (line ends,
 * missing lines that say nothing to us), strict where a guess would be made. What is read is never
 * shown in a refusal, for it may hold a key.
 */
final class SdpReader {
  static final int MOST_CHARACTERS = 65_536;
  static final int MOST_LINES = 1000;
  static final int MOST_LINE = 4096;
  static final int MOST_MEDIA = 16;
  static final int MOST_FORMATS = 64;
  private static final int MOST_PORT = 65_535;
  private static final int DIGITS = 5;

  private final List<Attribute> session = new ArrayList<>();
  private final List<MediaDescription> media = new ArrayList<>();
  private Optional<String> address = Optional.empty();

  /** What belongs to the media line that is being read. */
  private String[] open;

  private List<Attribute> attributes = session;
  private Optional<String> own = Optional.empty();

  private SdpReader() {}

  /**
   * Reads one.
   *
   * @throws VestibuleException {@code sdp-invalid}
   */
  static SessionDescription read(String text) throws VestibuleException {
    if (text.length() > MOST_CHARACTERS) {
      throw invalid(text.length() + " characters", "at most " + MOST_CHARACTERS);
    }
    String[] lines = text.split("\r?\n", MOST_LINES + 2);
    if (lines.length > MOST_LINES + 1) {
      throw invalid("more than " + MOST_LINES + " lines", "at most " + MOST_LINES);
    }
    if (!lines[0].strip().equals("v=0")) {
      throw invalid("a first line that is not v=0", "version 0");
    }
    SdpReader reader = new SdpReader();
    for (int i = 1; i < lines.length; i++) {
      reader.line(lines[i], i + 1);
    }
    reader.closeMedia();
    return new SessionDescription(reader.address, reader.session, reader.media);
  }

  private void line(String line, int number) throws VestibuleException {
    if (line.isBlank()) {
      return;
    }
    if (line.length() > MOST_LINE) {
      throw invalid("line " + number + " of " + line.length() + " characters", "" + MOST_LINE);
    }
    if (line.length() < 2 || line.charAt(1) != '=' || line.chars().anyMatch(SdpReader::control)) {
      throw invalid(
          "line " + number + " that is no line of a description", "lines like a=sendrecv");
    }
    String value = line.substring(2).strip();
    switch (line.charAt(0)) {
      case 'm' -> openMedia(value, number);
      case 'c' -> connection(value, number);
      case 'a' -> attributes.add(attribute(value));
      default -> {
        // Names, times, bandwidth and what else says nothing about where sound goes.
      }
    }
  }

  private static boolean control(int character) {
    return character < ' ' && character != '\t' || character == 0x7F;
  }

  private static Attribute attribute(String value) {
    int colon = value.indexOf(':');
    return colon < 0
        ? Attribute.flag(value)
        : new Attribute(value.substring(0, colon), value.substring(colon + 1).strip());
  }

  private void connection(String value, int number) throws VestibuleException {
    String[] parts = value.split(" +");
    if (parts.length != 3 || !parts[0].equals("IN")) {
      throw invalid("c= in line " + number, "c=IN IP4 192.0.2.7 or c=IN IP6 2001:db8::7");
    }
    if (open == null) {
      address = Optional.of(parts[2]);
    } else {
      own = Optional.of(parts[2]);
    }
  }

  private void openMedia(String value, int number) throws VestibuleException {
    closeMedia();
    String[] parts = value.split(" +");
    if (parts.length < 4 || parts.length > 3 + MOST_FORMATS || port(parts[1]) < 0) {
      throw invalid("m= in line " + number, "m=audio 20000 RTP/AVP 0, up to 64 formats");
    }
    if (media.size() == MOST_MEDIA) {
      throw invalid("more than " + MOST_MEDIA + " m= lines", "at most " + MOST_MEDIA);
    }
    open = parts;
    attributes = new ArrayList<>();
    own = Optional.empty();
  }

  private void closeMedia() {
    if (open != null) {
      List<String> formats = Arrays.asList(open).subList(3, open.length);
      media.add(new MediaDescription(open[0], port(open[1]), open[2], formats, own, attributes));
    }
  }

  /** Returns -1 for what is no port; several ports (49170/2) are those of layered video. */
  static int port(String text) {
    boolean digits = !text.isEmpty() && text.length() <= DIGITS;
    if (!digits || !text.chars().allMatch(each -> each >= '0' && each <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port <= MOST_PORT ? port : -1;
  }

  static VestibuleException invalid(String found, String allowed) {
    return new VestibuleException(
        "sdp-invalid",
        "session description of a call",
        found,
        allowed,
        "Check the settings of the phone or panel, or what stands between it and this house.");
  }
}
