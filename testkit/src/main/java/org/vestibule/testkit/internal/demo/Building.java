// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.vestibule.testkit.internal.client.Answer;
import org.vestibule.testkit.internal.client.Operator;
import org.vestibule.testkit.internal.client.VirtualStation;

/**
 * A building with one resident, played against a running gateway over its real interfaces.
 *
 * <p>The people are those of real videos that a package registry carries; see {@code
 * testkit/fixtures.sh}.
 */
public final class Building {
  /** The code that the resident enters at the door. */
  public static final String CODE = "1207";

  private static final Duration READY = Duration.ofSeconds(240);
  private static final Duration VISIT = Duration.ofSeconds(90);
  private static final Duration FRAME_GAP = Duration.ofMillis(200);

  private final URI gateway;
  private final Path data;
  private final Path fixtures;
  private final Operator operator;

  private Building(URI gateway, Path data, Path fixtures, Operator operator) {
    this.gateway = gateway;
    this.data = data;
    this.fixtures = fixtures;
    this.operator = operator;
  }

  /** Waits for the gateway and signs in. */
  public static Building at(URI gateway, Path data, Path fixtures)
      throws IOException, InterruptedException, TimeoutException {
    return new Building(gateway, data, fixtures, Operator.whenReady(gateway, data, READY));
  }

  /** Returns the operator. */
  public Operator operator() {
    return operator;
  }

  /** Returns the gateway's data folder. */
  public Path data() {
    return data;
  }

  /** Returns a station by id. */
  public VirtualStation station(String id) throws IOException {
    return VirtualStation.of(gateway, data, id);
  }

  /** Returns the pictures of a person, in the order they were taken. */
  public List<Path> pictures(String person) throws IOException {
    try (Stream<Path> files = Files.list(fixtures.resolve("faces").resolve(person))) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  /** Returns a recording. */
  public byte[] sound(String name) throws IOException {
    return Files.readAllBytes(fixtures.resolve("speech").resolve(name + ".wav"));
  }

  /** Enrols the resident from three of their pictures, with rights at every demonstration door. */
  public void enrolResident() throws IOException, InterruptedException {
    List<Path> seen = pictures("resident");
    List<Path> chosen = List.of(seen.get(0), seen.get(10), seen.get(20));
    List<String> doors = List.of("front-door", "side-door", "yard-door");
    Answer answer = operator.enrol("ada-brandt", "Ada Brandt", CODE, doors, chosen);
    if (!answer.ok()) {
      throw new IOException("enrolment answered " + answer.status() + ": " + answer.body());
    }
  }

  /**
   * Plays a visit with a claim and pictures, five a second, until the gateway has closed it or the
   * pictures are used up.
   */
  public JsonNode face(String station, String code, List<byte[]> pictures)
      throws IOException, InterruptedException, TimeoutException {
    VirtualStation panel = station(station);
    String visit = code.isEmpty() ? panel.press() : panel.press(code);
    for (byte[] picture : pictures) {
      Answer answer = panel.frame(visit, picture);
      if (!answer.ok()) {
        break;
      }
      Thread.sleep(FRAME_GAP.toMillis());
      if (!panel.shown(visit).body().path("open").asBoolean(true)) {
        break;
      }
    }
    panel.end(visit);
    return operator.closed(visit, VISIT);
  }

  /** Plays a visit in which somebody rings and speaks. */
  public JsonNode voice(String station, byte[] sound)
      throws IOException, InterruptedException, TimeoutException {
    VirtualStation panel = station(station);
    String visit = panel.press();
    Answer answer = panel.sound(visit, sound);
    if (!answer.ok()) {
      throw new IOException("sound answered " + answer.status() + ": " + answer.body());
    }
    panel.end(visit);
    return operator.closed(visit, VISIT);
  }

  /** Reads pictures into memory. */
  public static List<byte[]> read(List<Path> files) throws IOException {
    java.util.ArrayList<byte[]> bytes = new java.util.ArrayList<>();
    for (Path file : files) {
      bytes.add(Files.readAllBytes(file));
    }
    return bytes;
  }
}
