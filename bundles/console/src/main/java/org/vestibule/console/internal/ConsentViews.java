// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

/** Consents and their texts as REST writes and reads them. */
final class ConsentViews {
  /** Consent as a caller notes it. */
  record Form(
      String purpose, String textVersion, String language, String channel, String signature) {
    @Override
    public String toString() {
      return "Form[***]";
    }

    ConsentWish wish(PersonId person, ConsentWish.Channel by) throws Problem {
      text("textVersion", textVersion, 64);
      text("language", language, 35);
      text("signature", signature, 200);
      return new ConsentWish(
          person, ConsentViews.purpose(purpose), textVersion, language, by, signature);
    }

    private static void text(String key, String value, int most) throws Problem {
      if (value == null || value.isBlank() || value.length() > most) {
        throw Problem.invalid(
            key, "none or a long one", "1 to " + most + " characters", "Send " + key + ".");
      }
    }
  }

  private ConsentViews() {}

  static Purpose purpose(String label) throws Problem {
    return Purpose.of(label == null ? "" : label)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "purpose",
                    label == null ? "none" : Request.shortened(label),
                    Arrays.stream(Purpose.values())
                        .map(Purpose::label)
                        .collect(Collectors.joining(", ")),
                    "Name one of these purposes."));
  }

  /**
   * Returns a line of the ledger.
   *
   * @param signed whether the signature is shown: it is a name as a rule
   */
  static Map<String, Object> plain(Consent consent, boolean signed) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", consent.id());
    plain.put("purpose", consent.purpose().label());
    plain.put("inForce", consent.inForce());
    plain.put("textVersion", consent.textVersion());
    plain.put("textSha256", consent.textSha256());
    plain.put("language", consent.language());
    plain.put("channel", consent.channel().label());
    consent.signature().filter(name -> signed).ifPresent(name -> plain.put("signature", name));
    plain.put("givenAt", consent.givenAt().toString());
    plain.put("by", consent.by());
    consent.withdrawnAt().ifPresent(at -> plain.put("withdrawnAt", at.toString()));
    consent.withdrawnBy().ifPresent(by -> plain.put("withdrawnBy", by));
    return plain;
  }

  static List<Map<String, Object>> texts(List<ConsentText> texts) {
    return texts.stream().map(ConsentViews::plain).toList();
  }

  private static Map<String, Object> plain(ConsentText text) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("purpose", text.purpose().label());
    plain.put("version", text.version());
    plain.put("language", text.language());
    plain.put("body", text.body());
    plain.put("sha256", text.sha256());
    return plain;
  }
}
