// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;

/**
 * The payload types of an audio line (RFC 3551, section 6; {@code a=rtpmap}, RFC 8866, section
 * 6.6).
 *
 * @param sounds what we know, by number, in the order of the line
 * @param events numbers of telephone events (RFC 4733), with their clock rates
 */
record Formats(Map<Integer, SoundEncoding> sounds, Map<Integer, Integer> events) {
  private static final int MOST_TYPE = 127;
  private static final String EVENTS = "telephone-event";

  /** Numbers that need no rtpmap. */
  private static final Map<Integer, SoundEncoding> FIXED =
      Map.of(0, SoundEncoding.PCMU, 8, SoundEncoding.PCMA, 9, SoundEncoding.G722);

  private static final int OPUS_TYPE = 96;

  /** What we offer for keys, by the clock rate of the sound. */
  private static final Map<Integer, Integer> EVENT_TYPES = Map.of(8000, 101, 48_000, 102);

  /** Reads those of a line. */
  static Formats of(MediaDescription media) throws VestibuleException {
    Map<Integer, String> names = new LinkedHashMap<>();
    for (String map : media.all("rtpmap")) {
      String[] parts = map.split(" +", 2);
      if (parts.length == 2) {
        names.put(SdpReader.port(parts[0]), parts[1].toLowerCase(Locale.ROOT));
      }
    }
    Map<Integer, SoundEncoding> sounds = new LinkedHashMap<>();
    Map<Integer, Integer> events = new LinkedHashMap<>();
    for (String format : media.formats()) {
      int type = SdpReader.port(format);
      if (type < 0 || type > MOST_TYPE) {
        throw SdpReader.invalid("a payload type that is none", "0 to " + MOST_TYPE);
      }
      String name = names.get(type);
      sound(type, name).ifPresent(encoding -> sounds.put(type, encoding));
      if (name != null && name.matches(EVENTS + "/(8000|48000)(/1)?")) {
        events.put(type, name.startsWith(EVENTS + "/8") ? 8000 : 48_000);
      }
    }
    return new Formats(sounds, events);
  }

  private static Optional<SoundEncoding> sound(int type, String name) {
    if (name == null) {
      return Optional.ofNullable(FIXED.get(type));
    }
    return Optional.ofNullable(
        switch (name) {
          case "pcmu/8000", "pcmu/8000/1" -> SoundEncoding.PCMU;
          case "pcma/8000", "pcma/8000/1" -> SoundEncoding.PCMA;
          case "g722/8000", "g722/8000/1" -> SoundEncoding.G722;
          case "opus/48000/2" -> SoundEncoding.OPUS;
          default -> null;
        });
  }

  /** Returns ours, for an offer. */
  static Formats offered(List<SoundEncoding> wished) {
    Map<Integer, SoundEncoding> sounds = new LinkedHashMap<>();
    Map<Integer, Integer> events = new LinkedHashMap<>();
    // Phones that offer Opus often know keys at 8000 Hz only.
    events.put(EVENT_TYPES.get(8000), 8000);
    for (SoundEncoding encoding : wished) {
      sounds.put(typeOf(encoding), encoding);
      events.put(EVENT_TYPES.get(encoding.clockRate()), encoding.clockRate());
    }
    return new Formats(sounds, events);
  }

  private static int typeOf(SoundEncoding encoding) {
    return FIXED.entrySet().stream()
        .filter(each -> each.getValue() == encoding)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OPUS_TYPE);
  }

  /** Returns the number of an encoding. */
  Optional<Integer> number(SoundEncoding encoding) {
    return sounds.entrySet().stream()
        .filter(each -> each.getValue() == encoding)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns what we answer: one encoding, and the keys that go with its clock, or any. */
  Formats only(int type) {
    SoundEncoding encoding = sounds.get(type);
    Map<Integer, Integer> fitting = new LinkedHashMap<>(events);
    fitting.values().removeIf(clock -> clock != encoding.clockRate());
    return new Formats(Map.of(type, encoding), fitting.isEmpty() ? events : fitting);
  }

  /** Returns all numbers, for the media line. */
  List<String> numbers() {
    return Stream.concat(sounds.keySet().stream(), events.keySet().stream())
        .map(Object::toString)
        .toList();
  }

  Set<Integer> eventTypes() {
    return new TreeSet<>(events.keySet());
  }

  /** Returns what explains the numbers; 20 ms a packet, for the delay. */
  Stream<Attribute> attributes() {
    Stream<Attribute> maps =
        sounds.entrySet().stream().flatMap(each -> attributes(each.getKey(), each.getValue()));
    Stream<Attribute> keys =
        events.entrySet().stream()
            .flatMap(
                each ->
                    Stream.of(
                        new Attribute(
                            "rtpmap", each.getKey() + " " + EVENTS + "/" + each.getValue()),
                        new Attribute("fmtp", each.getKey() + " 0-15")));
    return Stream.of(maps, keys, Stream.of(new Attribute("ptime", "20"))).flatMap(each -> each);
  }

  private static Stream<Attribute> attributes(int type, SoundEncoding encoding) {
    String name =
        encoding == SoundEncoding.OPUS
            ? "opus/48000/2"
            : encoding.name() + "/" + encoding.clockRate();
    Attribute map = new Attribute("rtpmap", type + " " + name);
    // RFC 7587, section 7: what we play and send has 16 kHz and one channel.
    return encoding == SoundEncoding.OPUS
        ? Stream.of(
            map,
            new Attribute(
                "fmtp", type + " maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0"))
        : Stream.of(map);
  }
}
