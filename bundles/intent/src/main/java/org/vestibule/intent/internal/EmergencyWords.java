// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that mean an emergency whatever a model thinks, and works without one.
 *
 * <p>A false alarm costs a person one look; a missed emergency may cost a life. So the list is
 * wide, and a denial counts only where it stands directly before the word. Text comes in lower
 * case, with {@code |} for a pause. All patterns are linear in the length of the text.
 */
final class EmergencyWords {
  private static final String NOT_FIRE =
      "(?! (?:alarm|extinguisher|door|drill|safety|escape|exit|hose|hydrant|place|wood|pit|stair"
          + "|inspect|insurance|code|marshal|warden|detector|protection|prevention|sprinkler"
          + "|brigade|department|service|engine|truck|fighter))";

  private static final String NOT_EMERGENCY =
      "(?! (?:exit|light|lamp|door|generator|plumber|electrician|locksmith|repair|maintenance"
          + "|contact|key|stair|sign|drill|training|kit|number|power|call ?out))";

  private static final String DENIABLE =
      "(?:(?:emergency"
          + NOT_EMERGENCY
          + "(?! service)"
          + "|emergencies|fire"
          + NOT_FIRE
          + "|smoke|gas leak|accident|burglar|burglary|break-?in|heart attack|stroke|injuries"
          + "|bleeding|injured|hurt|choking|unconscious|on fire|burning|trapped|robbed|attacked"
          + "|in danger|dying)\\b)";

  private static final Pattern DENIALS =
      Pattern.compile(
          // "oh no fire" and "no no fire" are cries, not denials.
          "(?<!\\boh )(?<!\\bno )\\b(?:there(?:'s| is| was) )?no (?:real )?"
              + DENIABLE
              + "|\\bnon[- ]emergency\\b"
              + "|\\b(?:it's |it is |this is )?(?:not|isn'?t|wasn'?t|aren'?t|never)"
              + " (?:(?:an?|any|really|actually|been|being|in any) )?"
              + DENIABLE
              + "|\\bwithout (?:an? |any )?"
              + DENIABLE
              + "|\\b(?:nobody|no one|nothing|no-one)(?:'s| is| was| got| has been)? "
              + DENIABLE
              + "|\\b(?:don'?t|do not|no need to|needn'?t) (?:need to |have to |want to )?(?:call|need|want)"
              + " (?:an? |the |any )?(?:ambulance|police|doctor|help|cops)\\b");

  private static final List<Pattern> ALARMS =
      List.of(
          words("emergency\\b" + NOT_EMERGENCY),
          words("on fire|fire (?:\\| )?fire|fire in (?:the|my|our|your|apartment|flat|unit)"),
          words(
              "(?:there's|there is|theres|there was|it's|we have|we've got|got) (?:an? )?(?:\\w+ )?fire"
                  + "\\b"
                  + NOT_FIRE),
          Pattern.compile("^(?:\\| )?fire(?: \\|)?$"),
          words(
              "(?:it's|its|is|are|started|starts) burning|burning down|flames|explosion|exploded"),
          words(
              "smoke (?:in|from|is|coming|everywhere|on)|full of smoke|(?:thick|black|lots of|so much) smoke"),
          words(
              "smell(?:s|ing)?(?: (?:like|of|some))? (?:smoke|gas|burning)|gas (?:leak\\w*|is leaking|everywhere)"),
          words("alarm(?:'s| is| has been)? (?:going off|ringing|gone off) and"),
          words(
              "(?:not|isn'?t|stopped|can'?t|cannot|can not|couldn'?t|hardly|barely|trouble|difficulty)"
                  + " (?:be )?breath(?:e|ing)"),
          words("(?:not|isn'?t|stopped) (?:responding|moving)|won'?t wake up|isn'?t waking up"),
          words(
              "choking|choked|unconscious|collapsed|passed out|passing out|fainted|drowning|electrocuted"),
          words(
              "heart attack|cardiac arrest|(?:a|having|had) stroke|seizure|overdosed?|chest pains?"),
          words("bleeding|blood everywhere|severe allergic|allergic reaction|anaphyla\\w+|suicide"),
          words("in labou?r|waters? broke"),
          words(
              "(?:been|got|getting|was|am|i'm|just|me|is|he's|she's|were) (?:robbed|mugged|stabbed|shot"
                  + "|attacked|assaulted|raped|beaten|kidnapped|poisoned)"),
          words(
              "(?:robbed|mugged|stabbed|attacked|assaulted|raped|beating|hitting|hurting|strangling) (?:me|us|him|her|them)"),
          words("(?:has|have|got|with|pulled) an? (?:knife|gun|weapon)"),
          words(
              "(?:chasing|following|hunting|threatening|coming after|going to hurt|going to kill|trying to kill)"
                  + " (?:me|us|him|her|somebody|someone)|somebody followed me|someone followed me"),
          words("breaking in(?:to)?|broke into|burglars?|intruder"),
          words("dying|in danger|life and death|life or death"),
          words(
              "call (?:an |the |for an )?(?:ambulance|police|cops|doctor|fire (?:brigade|department)"
                  + "|nine one one|911|one one two|112|nine nine nine|999)"),
          words("need (?:an |the |a )?(?:ambulance|police|doctor|paramedics?|medics?)"),
          words("ambulance|paramedics?|fire ?fighters?|fire department open|medics"),
          words("evacuate|trapped"),
          // Nothing but a cry: "can you help me find number ten" is another matter.
          Pattern.compile(
              "^(?:\\| |please |somebody |someone |oh god |oh my god )*help"
                  + "(?: help| me| us| please| somebody| someone| now| \\|)*$"),
          words("help help|help me help me|help me please help"));

  private EmergencyWords() {}

  /** Returns the first words of the text that are on the list. */
  static Optional<String> find(String words) {
    for (Pattern alarm : ALARMS) {
      Matcher found = alarm.matcher(words);
      if (found.find()) {
        return Optional.of(found.group().replace("|", "").strip());
      }
    }
    return Optional.empty();
  }

  /** Returns the text without what it denies: "no emergency just a parcel" asks about a parcel. */
  static String withoutDenials(String words) {
    return DENIALS.matcher(words).replaceAll(" ").strip();
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b");
  }
}
