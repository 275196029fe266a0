// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.station.Frame;
import org.vestibule.api.store.PersonalRecords.PersonalRecord;

/**
 * What is kept by consent. What was opened is overwritten as soon as it is written; in memory are
 * at most one person's rows of one kind.
 */
final class RecordPart {
  private static final String ABOUT =
      "A template is a few hundred numbers that one model worked out of pictures of your face. They"
          + " mean something to that model only and open nothing outside this house, and this"
          + " gateway has no way to send them anywhere, for your protection: a face cannot be"
          + " changed like a password. So they are described here and not copied. The pictures from"
          + " which they were made were not kept. Photos are kept, and copied, only with your"
          + " consent to recordings. A negative is a face that was taken for yours and is somebody"
          + " else's; it is counted only.";

  private final CopyZip zip;
  private final Sources sources;
  private final PersonId person;
  private final List<String> leftOut;

  /**
   * @param leftOut is told, one sentence each, what could not be copied
   */
  RecordPart(CopyZip zip, Sources sources, PersonId person, List<String> leftOut) {
    this.zip = zip;
    this.sources = sources;
    this.person = person;
    this.leftOut = leftOut;
  }

  /** Writes all of it. */
  void write() throws IOException, VestibuleException {
    templates();
    photos();
    words(DataKind.TRANSCRIPT, "transcripts");
    words(DataKind.VISIT, "visits");
    words(DataKind.UTTERANCE, "sentences");
  }

  private List<FaceTemplate> faces() {
    return sources.people().map(people -> people.templates(person)).orElse(List.of());
  }

  private void templates() throws IOException, VestibuleException {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("about", ABOUT);
    List<Map<String, Object>> templates = new ArrayList<>();
    for (FaceTemplate face : faces()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("model", face.space());
      facts.put("numbers", face.length());
      templates.add(facts);
    }
    file.put("templates", templates);
    file.put("templatesMadeAt", sources.times().of(DataKind.TEMPLATE));
    file.put("negativesMadeAt", sources.times().of(DataKind.NEGATIVE));
    zip.json("templates.json", file);
  }

  private void photos() throws IOException, VestibuleException {
    List<PersonalRecord> photos = sources.records().of(person, DataKind.PHOTO);
    int number = 0;
    for (PersonalRecord photo : photos) {
      number++;
      Optional<byte[]> given = given(photo);
      Arrays.fill(photo.content(), (byte) 0);
      if (given.isPresent()) {
        zip.bytes("photos/" + number + ".jpg", "image/jpeg", given.get());
        Arrays.fill(given.get(), (byte) 0);
      }
    }
  }

  private Optional<byte[]> given(PersonalRecord photo) {
    String which = "The photo of " + photo.madeAt() + " is left out: ";
    if (sources.blur().isEmpty()) {
      leftOut.add(which + "nothing here can cover the faces of others now");
      return Optional.empty();
    }
    try {
      Frame frame = new Frame(photo.content(), photo.madeAt(), System.nanoTime());
      FaceBlur.Covered covered = sources.blur().get().cover(frame, faces());
      return Optional.of(covered.jpeg());
    } catch (VestibuleException e) {
      leftOut.add(which + e.code());
      return Optional.empty();
    }
  }

  private void words(DataKind kind, String folder) throws IOException, VestibuleException {
    int number = 0;
    for (PersonalRecord row : sources.records().of(person, kind)) {
      number++;
      String ending = ending(row.content());
      zip.bytes(folder + "/" + number + ending, type(ending), row.content());
      Arrays.fill(row.content(), (byte) 0);
    }
  }

  /** Whoever wrote a row knows its form; here it is told by its first byte and its charset. */
  private static String ending(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException e) {
      return ".bin";
    }
    boolean json = content.length > 0 && (content[0] == '{' || content[0] == '[');
    return json ? ".json" : ".txt";
  }

  private static String type(String ending) {
    return switch (ending) {
      case ".json" -> "application/json";
      case ".txt" -> "text/plain; charset=utf-8";
      default -> "application/octet-stream";
    };
  }
}
