// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.Purpose;

/**
 * Every text that was ever read before somebody agreed, each with the hash that it must have: a
 * wording that was changed without a new version is no longer what people agreed to, and is refused
 * here. Immutable.
 */
final class TextShelf {
  /**
   * A text in all its languages.
   *
   * @param search whether it is for a site that looks for a face among everybody
   */
  private record Edition(Purpose purpose, boolean search, List<ConsentText> languages) {}

  private final Map<String, Edition> editions = new TreeMap<>();

  /** Reads and checks all of them. */
  TextShelf() {
    for (JsonNode each : SiteFiles.read("texts.json").required("texts")) {
      String version = each.required("version").asText();
      Purpose purpose = Purpose.of(each.required("purpose").asText()).orElseThrow();
      List<ConsentText> languages = new ArrayList<>();
      each.required("sha256")
          .fields()
          .forEachRemaining(
              hash ->
                  languages.add(read(purpose, version, hash.getKey(), hash.getValue().asText())));
      boolean search = each.required("search").asBoolean();
      editions.put(version, new Edition(purpose, search, List.copyOf(languages)));
    }
  }

  /**
   * Returns the texts of a profile in all their languages.
   *
   * @param searching whether faces are looked for among everybody: consent to the confirmation of a
   *     claim is none to that
   */
  List<ConsentText> of(Profile profile, boolean searching) {
    return profile.texts().stream()
        .map(editions::get)
        .filter(text -> text.purpose() != Purpose.UNLOCK || text.search() == searching)
        .flatMap(text -> text.languages().stream())
        .toList();
  }

  /** Finds a text. */
  Optional<ConsentText> text(String version, String language) {
    return Optional.ofNullable(editions.get(version)).stream()
        .flatMap(edition -> edition.languages().stream())
        .filter(text -> text.language().equals(language))
        .findFirst();
  }

  private static ConsentText read(
      Purpose purpose, String version, String language, String expected) {
    String name = "texts/" + version + "/" + language + ".txt";
    try (InputStream in = TextShelf.class.getResourceAsStream(name)) {
      return checked(purpose, version, language, in.readAllBytes(), expected);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }

  /** Refuses words that are not those of the version. */
  static ConsentText checked(
      Purpose purpose, String version, String language, byte[] words, String expected) {
    String sha256 = sha256(words);
    if (!sha256.equals(expected)) {
      throw new IllegalStateException(
          "text " + version + " in " + language + " was changed and needs a new version");
    }
    String body = new String(words, StandardCharsets.UTF_8);
    return new ConsentText(purpose, version, language, body, sha256);
  }

  private static String sha256(byte[] words) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(words));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
